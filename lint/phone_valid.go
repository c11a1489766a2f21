package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var phoneValid = Rule{
	ID:       "phone-valid",
	Summary:  "a phone number has its country code and 7 to 15 digits",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "192",
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range phoneNumbers(p) {
			phone := t.Value
			if len(t.Placeholders) > 0 {
				v := t.Placeholders[0]
				p.Report(t.at(v), "%s has the variable %s; it is fixed", t.noun, t.spelled(v))
				continue
			}
			if strings.TrimSpace(phone) == "" || template.Length(phone) > 20 || international(phone) {
				continue
			}
			var edits []template.Edit
			hint := "write the country code and the number without its leading zero: \"+60121233112\""
			if s := dialled(phone); international(s) && s[0] == '+' {
				hint = `write "` + s + `"`
				if dialling(phone) {
					edits = rewritten(t.Text, s)
				}
			}
			p.ReportEdits(t.At(), hint, edits, "%s is %q, which is no international number", t.noun, phone)
		}
	},
}

// international reports whether a number is complete: an optional +, a country code, 7 to 15 digits in all.
func international(phone string) bool {
	d := strings.TrimPrefix(phone, "+")
	return digits(d) && d[0] != '0' && len(d) >= 7 && len(d) <= 15
}

// dialled is the number without what people write between its digits, and with + for 00.
func dialled(phone string) string {
	s := strings.Map(func(r rune) rune {
		if strings.ContainsRune("  -.()/‐‑–", r) {
			return -1
		}
		return r
	}, phone)
	if rest, ok := strings.CutPrefix(s, "00"); ok {
		return "+" + rest
	}
	if digits(s) && s[0] != '0' && len(s) > 9 {
		return "+" + s
	}
	return s
}

// dialling reports whether nobody would dial a number otherwise than dialled writes it: it begins with + or 00, and has
// nothing between its digits but what sets them apart. A (0) is not dialled from abroad.
func dialling(phone string) bool {
	d := strings.TrimLeft(phone, " ")
	return (strings.HasPrefix(d, "+") || strings.HasPrefix(d, "00")) && !strings.Contains(d, "(0") &&
		strings.Trim(d[1:], "0123456789 -.()\u00a0\u2010\u2011") == ""
}
