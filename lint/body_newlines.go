package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var bodyNewlines = Rule{
	ID:       "body-newlines",
	Summary:  "the body has no more than one empty line in a row",
	Severity: template.Error,
	Stage:    template.Create,
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range body(p) {
			for i := 0; ; {
				n := strings.Index(t.Value[i:], "\n\n\n")
				if n < 0 {
					break
				}
				i += n + 2
				run := len(t.Value[i:]) - len(strings.TrimLeft(t.Value[i:], "\n"))
				p.ReportEdits(t.Span(i, i+run), "leave one of them", patched(t.Text, patch{i, i + run, ""}), "body has %d empty lines in a row; the limit is 1", run+1)
				i += run
			}
		}
	},
}
