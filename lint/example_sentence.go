package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var exampleSentence = Rule{
	ID:       "example-sentence",
	Summary:  "an example is a value of one line, not a message of its own",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for q, t := range p.samples() {
			if i := strings.IndexByte(t.Value, '\n'); i >= 0 {
				p.ReportHint(t.Span(i, i+1), "write one short value", "the example of %q has a line break, which no value may have", q.Name())
				continue
			}
			const many, few = 12, 3
			brokenOff := strings.HasSuffix(t.Value, "...") || strings.HasSuffix(t.Value, "…")
			if len(t.Value) < 2*many && !brokenOff {
				continue
			}
			n := len(strings.Fields(t.Value))
			if n <= many && n >= few && brokenOff {
				p.ReportHint(t.At(), "write what one reader would see there",
					"the example of %q is a sentence that breaks off; a variable that holds a whole sentence tells reviewers nothing", q.Name())
				continue
			}
			if n > many {
				p.ReportHint(t.At(), "move the words that every message has into the template",
					"the example of %q has %d words; a variable that holds a whole sentence tells reviewers nothing", q.Name(), n)
			}
		}
	},
}
