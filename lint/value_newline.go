package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var valueNewline = Rule{
	ID:       "value-newline",
	Summary:  "a value has no line break and no tab",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "132018",
	Check: func(p *Pass) {
		for v := range p.values() {
			i := strings.IndexAny(v.value, "\n\r\t")
			if i < 0 || strings.TrimSpace(v.value) == "" {
				continue
			}
			what := "line break"
			if v.value[i] == '\t' {
				what = "tab"
			}
			p.ReportHint(v.span(i, i+1), "write it on one line; line breaks belong to the text of the template",
				"%s has a %s; WhatsApp refuses it", v, what)
		}
	},
}
