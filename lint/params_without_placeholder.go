package lint

import "github.com/watemplate/watemplate/template"

var paramsWithoutPlaceholder = Rule{
	ID:       "params-without-placeholder",
	Summary:  "a text with params has a placeholder",
	Severity: template.Error,
	Stage:    template.Both,
	Code:     "132000",
	Check: func(p *Pass) {
		for _, t := range p.texts {
			if len(t.params) > 0 && len(t.Placeholders) == 0 {
				p.ReportHint(t.params[0].At(), "write <<1>> where the value belongs, or remove params",
					"%s has %s in params and no placeholder", t.noun, count(len(t.params), "entry", "entries"))
			}
		}
	},
}
