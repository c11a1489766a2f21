package lint

import "github.com/watemplate/watemplate/template"

var bodyOnlyVariables = Rule{
	ID:       "body-only-variables",
	Summary:  "the body has words besides its variables",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388047",
	Check: func(p *Pass) {
		for _, t := range prose(p) {
			if len(t.Placeholders) > 0 && t.onlyVariables() {
				p.ReportHint(t.Span(t.Placeholders[0].Start, t.last().End), "say in the template what every message of it says",
					"body has nothing but variables")
			}
		}
	},
}
