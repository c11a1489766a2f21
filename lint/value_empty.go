package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var valueEmpty = Rule{
	ID:       "value-empty",
	Summary:  "a value that is set is not blank",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if !strings.ContainsFunc(v.value, shows) {
				p.ReportHint(v.at(), "give it a text, or leave the value out and supply it when sending",
					"%s is empty; WhatsApp refuses empty values", v)
			}
		}
	},
}

// shows reports whether a reader sees something of a character.
func shows(r rune) bool { return !unicode.IsSpace(r) && !hidden(r, 0, "") }
