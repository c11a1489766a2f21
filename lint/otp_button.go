package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// otpRule is a rule that is asked of each otp button; n is its number, from 1.
func otpRule(r Rule, check func(p *Pass, n int, b *template.Button)) Rule {
	return buttonRule("otp", r, check)
}

var authZeroTapTerms = otpRule(Rule{
	ID:       "auth-zero-tap-terms",
	Summary:  "a zero_tap button says that the business takes Meta's terms for it",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	const hint = "read Meta's terms for zero_tap, then write zero_tap_terms_accepted: true"
	switch {
	case b.OTPType.Value != "zero_tap" || b.ZeroTapTermsAccepted.True():
	case b.ZeroTapTermsAccepted.IsSet():
		p.ReportHint(b.ZeroTapTermsAccepted.At(), hint, "button %d is zero_tap, but its zero_tap_terms_accepted is %s", n, b.ZeroTapTermsAccepted.Value)
	default:
		p.ReportHint(b.OTPType.At(), hint, "button %d is zero_tap and has no zero_tap_terms_accepted", n)
	}
})

// otpTextCustom asks of English alone: in another language the preset is translated, and the message API has to be
// told how.
var otpTextCustom = otpRule(Rule{
	ID:       "otp-text-custom",
	Summary:  "the label of an otp button is WhatsApp's own",
	Severity: template.Warning,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	if base(p.Template.Language.Value) != "en" {
		return
	}
	for _, label := range []struct {
		key, preset string
		template.Text
	}{{"text", "Copy code", b.Text}, {"autofill_text", "Autofill", b.AutofillText}} {
		if label.IsSet() && template.Length(label.Value) <= 25 && !strings.EqualFold(strings.TrimSpace(label.Value), label.preset) {
			p.ReportHint(label.At(), "leave "+label.key+" out", "%s of button %d is %q; Meta has refused another label than its own, %q",
				label.key, n, label.Value, label.preset)
		}
	}
})

var otpCodeContent = Rule{
	ID:       "otp-code-content",
	Summary:  "a one-time code has neither an address nor an emoji",
	Severity: template.Error,
	Stage:    template.Both,
	Check: func(p *Pass) {
		for _, s := range p.codes("otp") {
			if addressIn(s.text) {
				p.Report(s.span(0, len(s.text)), "%s, a one-time code, is an address; a code has none", s)
				continue
			}
			for start, end := range emojis(s.text) {
				p.Report(s.span(start, end), "%s, a one-time code, has the emoji %s; it may have none", s, s.text[start:end])
				break
			}
		}
	},
}

// addressIn reports whether a text has a link in it.
func addressIn(s string) bool {
	for range links(s) {
		return true
	}
	return strings.Contains(s, "://")
}
