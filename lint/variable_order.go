package lint

import "github.com/watemplate/watemplate/template"

var variableOrder = Rule{
	ID:       "variable-order",
	Summary:  "positional variables appear in the order of their numbers",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range p.texts {
			if t.gap() > 0 {
				continue // once the gap is closed the order may be right
			}
			highest := 0
			for _, v := range t.Placeholders {
				if v.Number > highest+1 {
					p.ReportHint(t.at(v), "number them as they appear, and put the entries of params in that order",
						"variable %s comes before one with a lower number; some providers refuse that", t.spelled(v))
					break
				}
				highest = max(highest, v.Number)
			}
		}
	},
}
