package lint

import (
	"github.com/watemplate/watemplate/template"
)

var variableRatioMargin = Rule{
	ID:       "variable-ratio-margin",
	Summary:  "the body has at least three words of its own for each variable",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			n := len(t.slots)
			if n == 0 || unspacedIn(t.Value) {
				continue
			}
			words := t.words(len(t.Placeholders) + 3*n)
			own := words - len(t.Placeholders)
			if words < 3*n+1 || own >= 3*n { // the first is said by variable-ratio
				continue
			}
			p.ReportHint(t.at(t.slots[own/3]), "say a little more around the variables",
				"body has %d words of its own for %s, close to what WhatsApp refuses; %d are safe", own, count(n, "variable", "variables"), 3*n)
		}
	},
}
