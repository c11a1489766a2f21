package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var exampleSensitive = Rule{
	ID:       "example-sensitive",
	Summary:  "an example has no address, number or card of a real person",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		for q, t := range p.samples() {
			if what := sensitive(t.Value); what != "" {
				p.ReportHint(t.At(), "make one up", "the example of %q looks like %s; Meta's reviewers see it", q.Name(), what)
			}
		}
	},
}

// sensitive says what kind of personal data a sample looks like.
func sensitive(s string) string {
	s = strings.TrimSpace(s)
	if name, host, ok := strings.Cut(s, "@"); ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, " /") {
		if !madeUp(host) {
			return "an email address"
		}
		return ""
	}
	numbers := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			numbers++
		case !strings.ContainsRune("+ -()", r):
			return ""
		}
	}
	switch {
	case numbers >= 13 && s[0] != '+' && luhn(s):
		return "the number of a card"
	case numbers >= 9 && numbers <= 15 && s[0] == '+':
		return "a phone number"
	}
	return ""
}

// madeUp reports the hosts that belong to nobody.
func madeUp(host string) bool {
	host = strings.ToLower(host)
	for _, end := range []string{".example", "example.com", "example.org", "example.net", ".test", ".invalid"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

// luhn reports whether the digits carry the check of a card's number.
func luhn(s string) bool {
	sum, n := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		d := int(s[i] - '0')
		if n%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		n++
	}
	return sum%10 == 0
}
