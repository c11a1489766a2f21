package lint

import "github.com/watemplate/watemplate/template"

// A header or an address has one variable in all, so that only the body can repeat one.
var variableRepeated = Rule{
	ID:       "variable-repeated",
	Summary:  "a variable appears once in the body",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range body(p) {
			if len(t.slots) == len(t.Placeholders) {
				continue
			}
			seen := map[string]bool{}
			for _, v := range t.Placeholders {
				switch {
				case v.Slot > 0 && seen[v.Name] && v.Named():
					p.Report(t.at(v), "variable %s appears again; WhatsApp Manager refuses a name twice in one text", t.spelled(v))
				case v.Slot > 0 && seen[v.Name]:
					p.Report(t.at(v), "variable %s appears again; both take the same value", t.spelled(v))
				}
				seen[v.Name] = true
			}
		}
	},
}
