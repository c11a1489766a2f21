package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/watemplate/watemplate/template"
)

var nameCharset = Rule{
	ID:       "name-charset",
	Summary:  "a template's name has lower-case letters, digits and underscores only",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388046",
	Check: func(p *Pass) {
		name := p.Template.Name
		for i, r := range name.Value {
			if identifierRune(r) {
				continue
			}
			hint := ""
			if s := slug(name.Value); s != "" {
				hint = "write " + s
			}
			p.ReportHint(name.Span(i, i+utf8.RuneLen(r)), hint,
				"name %q has the character %q; it may have lower-case letters, digits and underscores", name.Value, string(r))
			return
		}
	},
}

// identifierRune reports whether a name may have the character.
func identifierRune(r rune) bool { return r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// slug is the nearest well-formed name: of FirstName and first-name first_name, of código codigo. It is empty where
// nothing is left.
func slug(s string) string {
	var b strings.Builder
	gap, lower := false, false
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue // é is e and an accent
		}
		capital := r >= 'A' && r <= 'Z'
		if capital {
			r += 'a' - 'A'
		}
		if !identifierRune(r) || r == '_' {
			gap = true
			continue
		}
		if b.Len() > 0 && (gap || capital && lower) {
			b.WriteByte('_')
		}
		b.WriteRune(r)
		gap, lower = false, !capital
	}
	return b.String()
}
