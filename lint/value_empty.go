package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var valueEmpty = Rule{
	ID:       "value-empty",
	Summary:  "a value that is set is not blank",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if strings.TrimSpace(v.value) == "" {
				p.ReportHint(v.at(), "give it a text, or leave the value out and supply it when sending",
					"%s is empty; WhatsApp refuses empty values", v)
			}
		}
	},
}
