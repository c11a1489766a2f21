package lint

import "github.com/watemplate/watemplate/template"

// The things that only a phone shows. Nothing is wrong with them: who wants to know asks for the rule by its name.
var (
	couponNotOnWeb  = phoneAlone("coupon-not-on-web", "a coupon", aButton("copy_code"))
	ltoNotOnDesktop = phoneAlone("lto-not-on-desktop", "a limited-time offer", anOffer)
)

func phoneAlone(id, what string, find func(*template.Template) template.Span) Rule {
	return Rule{
		ID:       id,
		Summary:  what + " is shown on phones alone",
		Severity: template.Warning,
		Stage:    template.Create,
		OptIn:    true,
		Check: func(p *Pass) {
			if at := find(p.Template); at != (template.Span{}) {
				p.ReportHint(at, "say it in the body too", "%s is not shown by WhatsApp on a computer", what)
			}
		},
	}
}
