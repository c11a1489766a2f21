package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var formatVariable = Rule{
	ID:       "format-variable",
	Summary:  "a value between marks of formatting has no blank at its ends, and not the mark itself",
	Severity: template.Warning,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if v.Component != "body" || strings.TrimSpace(v.value) == "" {
				continue
			}
			c := around(v.Text.Value, v.Placeholder)
			if c == 0 {
				continue
			}
			if i := strings.IndexByte(v.value, c); i >= 0 {
				p.ReportHint(v.span(i, i+1), "leave it out", "%s has the mark %q, which stands around it in the body too", v, string(c))
				continue
			}
			if n := len(strings.TrimLeftFunc(v.value, unicode.IsSpace)); n < len(v.value) {
				p.ReportHint(v.span(0, len(v.value)-n), "leave it out", "%s begins with a blank, so that %q around it does nothing", v, string(c))
			} else if n := len(strings.TrimRightFunc(v.value, unicode.IsSpace)); n < len(v.value) {
				p.ReportHint(v.span(n, len(v.value)), "leave it out", "%s ends with a blank, so that %q around it does nothing", v, string(c))
			}
		}
	},
}

// around is the mark that stands on both sides of a placeholder, and 0 if there is none.
func around(s string, v template.Placeholder) byte {
	if v.Start == 0 || v.End >= len(s) || s[v.Start-1] != s[v.End] || strings.IndexByte("*_~`", s[v.End]) < 0 {
		return 0
	}
	return s[v.End]
}
