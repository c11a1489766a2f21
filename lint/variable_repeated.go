package lint

import "github.com/watemplate/watemplate/template"

// A header or an address has one variable in all, so that only the body can repeat one.
var (
	variableRepeated = Rule{
		ID:       "variable-repeated",
		Summary:  "a variable with a name appears once in the body",
		Severity: template.Warning,
		Stage:    template.Create,
		Check: func(p *Pass) {
			p.repeated(func(t text, v template.Placeholder) {
				if v.Named() {
					p.Report(t.at(v), "variable %s appears again; WhatsApp Manager refuses a name twice in one text", t.spelled(v))
				}
			})
		},
	}
	variableNumberRepeated = Rule{
		ID:       "variable-number-repeated",
		Summary:  "a variable with a number appears once in the body",
		Severity: template.Warning,
		Stage:    template.Create,
		OptIn:    true,
		Check: func(p *Pass) {
			p.repeated(func(t text, v template.Placeholder) {
				if !v.Named() {
					p.Report(t.at(v), "variable %s appears again; both take the same value", t.spelled(v))
				}
			})
		},
	}
)

// repeated calls f with every variable that has been in the body before.
func (p *Pass) repeated(f func(text, template.Placeholder)) {
	for _, t := range body(p) {
		if len(t.slots) == len(t.Placeholders) {
			continue
		}
		seen := map[string]bool{}
		for _, v := range t.Placeholders {
			if v.Slot > 0 && seen[v.Name] {
				f(t, v)
			}
			seen[v.Name] = true
		}
	}
}
