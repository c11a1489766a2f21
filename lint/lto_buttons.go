package lint

import "github.com/watemplate/watemplate/template"

var ltoURLRequired = Rule{
	ID:       "lto-url-required",
	Summary:  "a limited-time offer has a url button",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		if at := anOffer(p.Template); at != (template.Span{}) && !hasButton(p.Template, "url") {
			p.ReportHint(at, "add a button of type url, after the copy_code button if there is one", "template has a limited-time offer and no url button")
		}
	},
}

var ltoButtonOrder = Rule{
	ID:       "lto-button-order",
	Summary:  "the coupon of a limited-time offer stands before its url button",
	Severity: template.Error,
	Stage:    template.Both,
	Check: func(p *Pass) {
		if p.Template.Offer == nil {
			return
		}
		url := -1
		for i, b := range p.Template.Buttons {
			switch {
			case b.Type.Value == "url" && url < 0:
				url = i
			case b.Type.Value == "copy_code" && url >= 0:
				p.ReportHint(b.Type.At(), "move it up", "button %d, of type copy_code, stands after button %d, of type url; in a limited-time offer it comes first",
					i+1, url+1)
				return
			}
		}
	},
}
