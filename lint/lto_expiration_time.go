package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Of a time between the years 2001 and 2286 the seconds since 1970 have 10 digits, and the milliseconds 13.
const (
	secondDigits      = 10
	millisecondDigits = 13
)

var ltoExpirationTime = Rule{
	ID:       "lto-expiration-time",
	Summary:  "the end of a limited-time offer is given in milliseconds since 1970",
	Severity: template.Error,
	Fixable:  true,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for _, q := range p.parameters {
			if q.Key != "expiration_time_ms" {
				continue
			}
			for _, s := range said(q) {
				p.checkMilliseconds(s)
			}
		}
	},
}

func (p *Pass) checkMilliseconds(s saying) {
	number := strings.TrimSpace(s.text)
	if number == "" || digits(number) && number[0] != '0' && len(number) == millisecondDigits {
		return // the first is said by another rule
	}
	at := s.span(0, len(s.text))
	switch {
	case !digits(number) || number[0] == '0':
		p.ReportHint(at, "write milliseconds since 1970, such as 1830297600000", "%s is %q, which is no number of milliseconds", s, s.text)
	case len(number) == secondDigits && !s.Param.Supplied:
		p.ReportFix(at, template.Fix{Title: "write " + number + "000", Edits: []template.Edit{{At: at, New: number + "000"}}},
			"%s is %s, which are seconds since 1970; WhatsApp wants milliseconds", s, number)
	case len(number) == secondDigits:
		p.ReportHint(at, "give "+number+"000", "%s is %s, which are seconds since 1970; WhatsApp wants milliseconds", s, number)
	default:
		p.Report(at, "%s has %d digits; milliseconds since 1970 have %d", s, len(number), millisecondDigits)
	}
}
