package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var urlValue = Rule{
	ID:       "url-value",
	Summary:  "the value of a url button is the end of its address, not an address",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if v.Component != "button" || len(v.Text.Placeholders) == 0 {
				continue
			}
			if _, full := afterScheme(v.value); full {
				hint := ""
				static := v.Text.Value[:v.Text.Placeholders[0].Start]
				if end, ok := strings.CutPrefix(v.value, static); ok && end != "" {
					hint = "write " + end
				}
				p.ReportHint(v.at(), hint, "%s is a full address; only what follows %q is sent", v, static)
			}
		}
	},
}
