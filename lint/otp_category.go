package lint

import "github.com/watemplate/watemplate/template"

var otpCategory = Rule{
	ID:       "otp-category",
	Summary:  "an otp button belongs to the category authentication",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		category := p.Template.Category
		if category.Value == "" || category.Value == "authentication" {
			return
		}
		for i, b := range p.Template.Buttons {
			if b.Type.Value == "otp" {
				p.ReportHint(b.Type.At(), "write category: authentication",
					"button %d is an otp button, but the category on line %d is %s", i+1, category.At().Start.Line, category.Value)
			}
		}
	},
}
