package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var examplePlaceholder = Rule{
	ID:       "example-placeholder",
	Summary:  "an example is a value, not a placeholder",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for q, t := range p.samples() {
			if start, end, ok := placeholderIn(t.Value); ok {
				p.ReportHint(t.Span(start, end), "write what a reader would see there, such as Ana",
					"the example of %q is the placeholder %q; Meta wants a value", q.Name(), t.Value[start:end])
			}
		}
	},
}

// placeholderIn finds the first placeholder in a sample.
func placeholderIn(s string) (start, end int, ok bool) {
	if !strings.Contains(s, "{{") && !strings.Contains(s, "<<") {
		return 0, 0, false
	}
	for _, v := range template.NewText(s).Placeholders {
		return v.Start, v.End, true
	}
	return 0, 0, false
}
