package lint

import "github.com/watemplate/watemplate/template"

var linkTrackingUnused = Rule{
	ID:       "link-tracking-unused",
	Summary:  "cta_url_link_tracking_opted_out stands in a template with a url button",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		key := p.Template.LinkTrackingOptedOut
		if !key.IsSet() {
			return
		}
		for _, part := range p.Template.Parts() {
			for _, b := range part.Buttons {
				if b.Type.Value == "url" {
					return
				}
			}
		}
		p.ReportHint(key.At(), "leave it out", "cta_url_link_tracking_opted_out is about url buttons, and the template has none")
	},
}
