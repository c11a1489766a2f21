package lint

import (
	"fmt"
	"strconv"

	"github.com/watemplate/watemplate/template"
)

// ttl is a rule on how long WhatsApp may try to deliver the messages of a category.
type ttl struct {
	category    string
	least, most int // seconds
	month       bool
}

var (
	ttlAuthentication = ttl{"authentication", 30, 900, true}.rule()
	ttlUtility        = ttl{"utility", 30, 43200, true}.rule()
	ttlMarketing      = ttl{"marketing", 43200, 2592000, false}.rule()
)

func (l ttl) rule() Rule {
	limits := fmt.Sprintf("from %d to %d", l.least, l.most)
	if l.month {
		limits += ", or -1 for 30 days"
	}
	return Rule{
		ID:       "ttl-" + l.category,
		Summary:  fmt.Sprintf("ttl_seconds of %s templates goes %s", l.category, limits),
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			at := p.Template.TTLSeconds
			if !at.IsSet() || p.Template.Category.Value != l.category {
				return
			}
			n, ok := whole(at.Value)
			if !ok || l.least <= n && n <= l.most || l.month && n == -1 {
				return
			}
			p.Report(at.At(), "ttl_seconds is %d; of %s templates it goes %s", n, l.category, limits)
		},
	}
}

// whole reads a whole number, which may be written as 1000.0 or 1e3. Of any other the shape speaks.
func whole(s string) (int, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return int(f), err == nil && f == float64(int(f))
}
