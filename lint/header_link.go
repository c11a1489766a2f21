package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var headerLink = Rule{
	ID:       "header-link",
	Summary:  "the link of a media header is a complete http or https address",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "131053",
	Check: func(p *Pass) {
		h := p.Template.Header
		if h == nil || strings.TrimSpace(h.Link.Value) == "" || dynamic(h.Link.Value) {
			return
		}
		link := text{noun: noun{"link of the header", 0}, Text: h.Link}
		for _, mark := range []string{"<<", "{{"} {
			if i := strings.Index(h.Link.Value, mark); i >= 0 {
				p.Report(h.Link.Span(i, len(h.Link.Value)), "the link of a header takes no placeholder: it is sent as it stands")
				return
			}
		}
		p.checkAddress(link)
	},
}
