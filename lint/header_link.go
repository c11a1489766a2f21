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
		for _, part := range p.Template.Parts() {
			if h := part.Header; h != nil && h.Link != nil {
				p.checkLink(noun{"link of the header", 0, part.Card}, h.Link)
			}
		}
	},
}

func (p *Pass) checkLink(n noun, link *template.Param) {
	address := link.Value
	if strings.TrimSpace(address.Value) == "" || template.Dynamic(address.Value) {
		return
	}
	for _, mark := range []string{"<<", "{{"} {
		if i := strings.Index(address.Value, mark); i >= 0 {
			p.ReportHint(address.Span(i, len(address.Value)), "give the whole link a name: link: {name: photo, example: https://...}",
				"the link of a header takes no placeholder: it is sent as it stands")
			return
		}
	}
	p.checkAddress(text{noun: n, Text: address})
}
