package lint

import "github.com/watemplate/watemplate/template"

var urlVariableCount = Rule{
	ID:       "url-variable-count",
	Summary:  "the address of a url button has at most one variable",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range urls(p) {
			if n := len(t.Placeholders); n > 1 {
				p.ReportHint(t.at(t.Placeholders[1]), "put all that changes into one variable at the end",
					"%s has %d variables; the limit is 1", t.noun, n)
			}
		}
	},
}
