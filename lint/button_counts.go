package lint

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// buttonCount is a rule that bounds the number of buttons, of one type or of all.
type buttonCount struct {
	id   string
	max  int
	kind string // the type, or "" for all
}

var (
	buttonsTotal          = buttonCount{"buttons-total", 10, ""}.rule()
	buttonsMaxURL         = buttonCount{"buttons-max-url", 2, "url"}.rule()
	buttonsMaxPhoneNumber = buttonCount{"buttons-max-phone-number", 1, "phone_number"}.rule()
	buttonsMaxOTP         = buttonCount{"buttons-max-otp", 1, "otp"}.rule()
	buttonsMaxCatalog     = buttonCount{"buttons-max-catalog", 1, "catalog"}.rule()
	buttonsMaxMPM         = buttonCount{"buttons-max-mpm", 1, "mpm"}.rule()
	buttonsMaxSPM         = buttonCount{"buttons-max-spm", 1, "spm"}.rule()
	buttonsMaxCopyCode    = buttonCount{"buttons-max-copy-code", 1, "copy_code"}.rule()
)

// Of these Meta's pages show one and give no number. Quick replies have no limit but the total.
var (
	buttonsMaxFlow         = doubted(buttonCount{"buttons-max-flow", 1, "flow"}.rule())
	buttonsMaxVoiceCall    = doubted(buttonCount{"buttons-max-voice-call", 1, "voice_call"}.rule())
	buttonsMaxOrderDetails = doubted(buttonCount{"buttons-max-order-details", 1, "order_details"}.rule())
	buttonsMaxContactInfo  = doubted(buttonCount{"buttons-max-contact-info", 1, "request_contact_info"}.rule())
)

// doubted is a rule of a table of errors for which the evidence makes a warning.
func doubted(r Rule) Rule {
	r.Severity = template.Warning
	return r
}

func (c buttonCount) rule() Rule {
	one, many := "button", "buttons"
	if c.kind != "" {
		one, many = c.kind+" button", c.kind+" buttons"
	}
	return Rule{
		ID:       c.id,
		Summary:  fmt.Sprintf("a template has at most %s", count(c.max, one, many)),
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			n := 0
			var excess *template.Button
			for _, b := range p.Template.Buttons {
				if c.kind == "" || b.Type.Value == c.kind {
					if n++; n == c.max+1 {
						excess = b
					}
				}
			}
			if excess != nil {
				p.Report(excess.At(), "template has %d %s; the limit is %d", n, many, c.max)
			}
		},
	}
}
