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
				n := strings.IndexByte(t.Value[i:], '\n')
				if n < 0 {
					break
				}
				i += n
				end := len(t.Value) - len(strings.TrimLeft(t.Value[i:], "\r\n"))
				if empty := strings.Count(t.Value[i:end], "\n") - 1; empty > 1 {
					i += strings.IndexByte(t.Value[i+1:], '\n') + 2 // behind the first of them
					p.ReportEdits(t.Span(i, end), "leave one of them", patched(t.Text, patch{i, end, ""}), "body has %d empty lines in a row; the limit is 1", empty)
				}
				i = end
			}
		}
	},
}
