package lint

import "github.com/watemplate/watemplate/template"

const maxCode = 15

var otpCodeLength = Rule{
	ID:       "otp-code-length",
	Summary:  "a one-time code has at most 15 characters",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if !p.isCode(v.Parameter) {
				continue
			}
			if n := template.Length(v.value); n > maxCode {
				p.Report(v.span(offset(v.value, maxCode), len(v.value)),
					"%s, a one-time code, has %d characters; the limit is %d", v, n, maxCode)
			}
		}
	},
}

// isCode reports whether a parameter is the code of an otp button.
func (p *Pass) isCode(q template.Parameter) bool {
	return q.Component == "button" && q.Card == 0 && p.Template.Buttons[q.Button].Type.Value == "otp"
}
