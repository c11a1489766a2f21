package lint

import "github.com/watemplate/watemplate/template"

var buttonTextLong = Rule{
	ID:       "button-text-long",
	Summary:  "a button's text has at most 20 characters, the limit of old",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		const safe, limit = 20, 25
		for _, t := range otherLabels(p) {
			if n, excess := t.measure(safe); n > safe && n <= limit {
				p.ReportHint(t.Span(excess, len(t.Value)), "say it in fewer words",
					"%s has %d characters; beyond %d it may be cut off or refused by a provider", t.noun, n, safe)
			}
		}
	},
}
