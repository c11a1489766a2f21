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
	if rest, ok := afterScheme(address.Value); ok {
		host := hostOf(rest)
		start := len(address.Value) - len(rest)
		switch {
		case strings.Contains(host, "@"):
			p.ReportHint(address.Span(start, start+len(host)), "put the file where everybody can read it", "%s has a user name in it; WhatsApp fetches the file without one", n)
			return
		case privateHost(host):
			p.ReportHint(address.Span(start, start+len(host)), "put the file where everybody can read it", "%s leads to %s, which has no public name", n, host)
			return
		}
	}
	p.checkAddress(text{noun: n, Text: address})
}
