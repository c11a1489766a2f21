package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var phoneLeadingZero = Rule{
	ID:       "phone-leading-zero",
	Summary:  "a phone number has no zero after its country code",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range phoneNumbers(p) {
			if !international(t.Value) {
				continue
			}
			plus := len(t.Value) - len(strings.TrimPrefix(t.Value, "+"))
			i := plus + countryCode(t.Value[plus:])
			if i >= len(t.Value) || t.Value[i] != '0' {
				continue
			}
			p.ReportHint(t.Span(i, i+1), "leave the zero out; if the number does not work without it, give another number",
				"%s has a zero after the country code %s, which WhatsApp takes away", t.noun, t.Value[plus:i])
		}
	},
}

// countryCode is how many digits the country code at the beginning of a number has. No code begins another.
func countryCode(digits string) int {
	if digits[0] == '1' || digits[0] == '7' {
		return 1
	}
	switch digits[:2] {
	case "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
		"51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
		"81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98":
		return 2
	}
	return 3
}
