package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var buttonTextDuplicate = Rule{
	ID:       "button-text-duplicate",
	Summary:  "no two buttons, of the template or of a card, have the same text",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		all := labels(p)
		type place struct {
			card  int
			label string
		}
		first := make(map[place]text, len(all))
		for _, t := range all {
			label := strings.TrimSpace(t.Value)
			if twin, twice := first[place{t.card, label}]; twice && label != "" {
				p.Report(t.At(), "%s is %q, like that of button %d on line %d; readers cannot tell them apart",
					t.noun, label, twin.number, twin.At().Start.Line)
				continue
			}
			first[place{t.card, label}] = t
		}
	},
}
