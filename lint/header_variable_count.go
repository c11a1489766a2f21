package lint

import "github.com/watemplate/watemplate/template"

var headerVariableCount = Rule{
	ID:       "header-variable-count",
	Summary:  "a text header has at most one variable",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range header(p) {
			if n := len(t.Placeholders); n > 1 {
				p.ReportHint(t.at(t.Placeholders[1]), "move the rest to the body", "header has %d variables; the limit is 1", n)
			}
		}
	},
}
