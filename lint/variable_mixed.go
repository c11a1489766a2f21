package lint

import "github.com/watemplate/watemplate/template"

var variableMixed = Rule{
	ID:       "variable-mixed",
	Summary:  "a template uses numbers or names for its variables, never both",
	Severity: template.Error,
	Stage:    template.Both,
	Check: func(p *Pass) {
		var first template.Placeholder
		var where text
		for _, t := range p.texts {
			for _, v := range t.Placeholders {
				switch {
				case v.Slot == 0: // said by other rules
				case first.Slot == 0:
					first, where = v, t
				case v.Named() != first.Named():
					p.ReportHint(t.at(v), "give all of them numbers, or all of them names",
						"%s is a %s, but %s on line %d is a %s; a template uses one or the other",
						t.spelled(v), spelling(v), where.spelled(first), where.at(first).Start.Line, spelling(first))
					return
				}
			}
		}
	},
}

func spelling(v template.Placeholder) string {
	if v.Named() {
		return "name"
	}
	return "number"
}
