package lint

import "github.com/watemplate/watemplate/template"

var authPreset = Rule{
	ID:       "auth-preset",
	Summary:  "the body and the footer of an authentication template are Meta's own",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388042",
	Check: func(p *Pass) {
		t := p.Template
		if t.Category.Value != "authentication" {
			return
		}
		if b := t.Body; b != nil && b.Text.IsSet() && !b.SecurityRecommendation.IsSet() {
			p.ReportHint(b.Text.At(), "write add_security_recommendation: true, or false; a text beside it is for the preview and the message API",
				"the body has a text and no add_security_recommendation; Meta writes the body of an authentication template")
		}
		if f := t.Footer; f != nil && f.Text.IsSet() && !f.CodeExpirationMinutes.IsSet() {
			p.ReportHint(f.Text.At(), "write code_expiration_minutes: 10, or leave the footer out",
				"the footer has a text and no code_expiration_minutes; Meta writes the footer of an authentication template")
		}
	},
}

var authOTPRequired = Rule{
	ID:       "auth-otp-required",
	Summary:  "an authentication template has an otp button",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		if at := anAuthentication(p.Template); at != (template.Span{}) && !hasButton(p.Template, "otp") {
			p.ReportHint(at, "write buttons: [{type: otp}]", "the category is authentication, but no button is of type otp")
		}
	},
}

var authNamed = Rule{
	ID:       "auth-named",
	Summary:  "an authentication template is not registered with names for its placeholders",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		t := p.Template
		if t.Category.Value != "authentication" || !t.Named() {
			return
		}
		at := t.ParameterFormat.At()
		for _, text := range p.texts {
			for _, v := range text.slots {
				if at == (template.Span{}) && v.Named() {
					at = text.at(v)
				}
			}
		}
		p.ReportHint(at, "write <<1>>, the only placeholder of such a template", "the placeholders are registered with names, but Meta writes the body and calls its placeholder {{1}}")
	},
}
