package lint

import "github.com/watemplate/watemplate/template"

var footerVariable = Rule{
	ID:       "footer-variable",
	Summary:  "the footer has no variable",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388073",
	Check: func(p *Pass) {
		for _, t := range footer(p) {
			for _, v := range t.Placeholders {
				p.ReportHint(t.at(v), "move it to the body", "footer has %s; it takes no variables", t.spelled(v))
			}
		}
	},
}
