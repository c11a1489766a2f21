package lint

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

var paramsSurplus = Rule{
	ID:       "params-surplus",
	Summary:  "params has no more entries than the text has placeholders",
	Severity: template.Error,
	Stage:    template.Both,
	Code:     "132000",
	Check: func(p *Pass) {
		for _, t := range p.texts {
			n := t.numbered()
			if len(t.slots) == 0 || len(t.params) <= n {
				continue
			}
			if n == 0 {
				p.ReportHint(t.params[0].At(), "move it to the params of the template, under its name",
					"%s has entries in its params, but its placeholders have names", t.noun)
				continue
			}
			if last := t.slots[len(t.slots)-1].Number; len(t.params) > last {
				p.ReportHint(t.params[n].At(), fmt.Sprintf("remove it, or write <<%d>> where it belongs", n+1),
					"%s has %s in params and %s", t.noun, count(len(t.params), "entry", "entries"), count(n, "variable", "variables"))
			}
		}
		for i, b := range p.Template.Buttons {
			if b.Type.Value == "otp" && len(b.Params) > 1 {
				p.ReportHint(b.Params[1].At(), "remove it",
					"button %d has %d entries in params; it takes 1, the code", i+1, len(b.Params))
			}
		}
	},
}

// count puts a number before a noun.
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
