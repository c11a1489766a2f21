package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// couponCode is a rule that bounds the length of a coupon's code, in a limited-time offer or outside one.
type couponCode struct {
	id       string
	max      int
	enough   int // a longer one is said by another rule
	offer    bool
	severity template.Severity
	summary  string
}

const never = 1 << 30

const (
	maxCoupon      = 20
	maxOfferCoupon = 15
)

// Meta's pages say 20 characters here and 15 there; of a limited-time offer all of them say 15.
var (
	couponCodeLength = couponCode{"coupon-code-length", maxCoupon, never, false, template.Error, "a coupon's code has at most 20 characters"}.rule()
	couponCodeLong   = couponCode{"coupon-code-long", 15, maxCoupon, false, template.Warning, "a coupon's code has at most 15 characters, to be safe"}.rule()
	ltoCodeLength    = couponCode{"lto-code-length", maxOfferCoupon, never, true, template.Error, "the coupon's code of a limited-time offer has at most 15 characters"}.rule()
)

func (c couponCode) rule() Rule {
	return Rule{
		ID:       c.id,
		Summary:  c.summary,
		Severity: c.severity,
		Stage:    template.Both,
		Check: func(p *Pass) {
			if c.offer != (p.Template.Offer != nil) {
				return
			}
			for _, s := range p.codes("copy_code") {
				switch n := template.Length(s.text); {
				case n <= c.max || n > c.enough:
				case c.severity == template.Warning:
					p.Report(s.span(offset(s.text, c.max), len(s.text)), "%s, a coupon's code, has %d characters; only %d are sure to be taken", s, n, c.max)
				default:
					p.Report(s.span(offset(s.text, c.max), len(s.text)), "%s, a coupon's code, has %d characters; the limit is %d", s, n, c.max)
				}
			}
		},
	}
}

var couponCodeCharset = Rule{
	ID:       "coupon-code-charset",
	Summary:  "a coupon's code has letters and digits alone",
	Severity: template.Warning,
	Stage:    template.Both,
	Check: func(p *Pass) {
		for _, s := range p.codes("copy_code") {
			i := strings.IndexFunc(s.text, func(r rune) bool { return !alphanumeric(r) })
			if i < 0 {
				continue
			}
			end := len(s.text)
			if n := strings.IndexFunc(s.text[i:], alphanumeric); n > 0 {
				end = i + n
			}
			p.Report(s.span(i, end), "%s, a coupon's code, has %q; letters and digits alone are sure to be taken", s, s.text[i:end])
		}
	},
}

// alphanumeric reports the letters and digits that every keyboard has.
func alphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
