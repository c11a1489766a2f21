package lint

import (
	"net/netip"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// urlHost is a rule on the hosts to which url buttons lead.
type urlHost struct {
	id, summary string
	refused     func(host string) bool
	what, hint  string // what such a host is
}

var (
	urlShortener = urlHost{
		"url-shortener", "the address of a url button is no shortened link", shortenerHost,
		"which shortens links", "write the address that the link leads to",
	}.rule()
	urlWhatsApp = urlHost{
		"url-whatsapp-link", "the address of a url button is no link into WhatsApp", whatsappHost,
		"which leads into WhatsApp, where the reader is already", "use a button of type quick_reply or phone_number",
	}.rule()
	urlPrivateHost = doubted(urlHost{
		"url-private-host", "the address of a url button is one that every phone can reach", privateHost,
		"which has no public name", "write the address that customers know",
	}.rule())
)

func (u urlHost) rule() Rule {
	return Rule{
		ID:       u.id,
		Summary:  u.summary,
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			for _, t := range urls(p) {
				rest, ok := afterScheme(t.Value)
				if !ok || t.variableInHost() {
					continue
				}
				if host := hostOf(rest); u.refused(host) {
					start := len(t.Value) - len(rest)
					p.ReportHint(t.Span(start, start+len(host)), u.hint, "%s leads to %s, %s", t.noun, host, u.what)
				}
			}
		},
	}
}

// privateHost reports the hosts that mean nothing, or something else, to another machine. Documentation has names of
// its own, acme.example, which stand for a real one.
func privateHost(host string) bool {
	if address, port, ok := strings.Cut(host, "]"); ok && strings.HasPrefix(address, "[") && (port == "" || port[0] == ':') {
		return true
	}
	host = bareHost(host)
	if host == "" || strings.ContainsAny(host, " \t\r\n") {
		return false // which url-valid has said
	}
	i := strings.LastIndexByte(host, '.')
	if i < 0 {
		return true
	}
	switch host[i+1:] {
	case "local", "localhost", "internal", "intranet", "lan":
		return true
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}
