package lint

import "github.com/watemplate/watemplate/template"

// linkRule is a rule about the links that stand in texts, where readers may tap them.
type linkRule struct {
	id      string
	summary string
	optIn   bool
	wrong   func(address, host string) bool
	hint    string
	message string // of the text and the link
}

var (
	textShortLink = linkRule{
		"text-short-link", "no text has a link that a service has shortened", false,
		func(_, host string) bool { return shortenerHost(host) },
		"write the address that it leads to, or make it a url button",
		"%s has the shortened link %q; Meta refuses links that hide where they lead",
	}.rule()
	textWhatsappLink = linkRule{
		"text-whatsapp-link", "no text has a link that opens a chat in WhatsApp", false,
		func(_, host string) bool { return whatsappHost(host) },
		"let a quick reply or a phone_number button do it",
		"%s has the link %q into WhatsApp, which reviewers may refuse",
	}.rule()
	textLongLink = linkRule{
		"text-long-link", "a long link is a button rather than part of a text", true,
		func(address, _ string) bool { return template.Length(address) > longLink },
		"make it a url button",
		"%s has the long link %q, which is hard to read",
	}.rule()
)

// longLink is how many characters of a link a text bears.
const longLink = 40

func (l linkRule) rule() Rule {
	return Rule{
		ID:       l.id,
		Summary:  l.summary,
		Severity: template.Warning,
		Stage:    template.Create,
		OptIn:    l.optIn,
		Check: func(p *Pass) {
			for _, one := range p.links() {
				if l.wrong(one.address, one.host) {
					p.ReportHint(one.at(), l.hint, l.message, one.noun, one.address)
				}
			}
		},
	}
}

// linked is a link that stands in a text.
type linked struct {
	text
	from, to      int
	address, host string
}

func (l linked) at() template.Span { return l.Span(l.from, l.to) }

// links are those of the texts that people read, which are looked for once for all rules.
func (p *Pass) links() []linked {
	if p.linksRead {
		return p.linked
	}
	p.linksRead = true
	for _, texts := range p.running() {
		for _, t := range texts {
			for from, to := range links(t.Value) {
				address := t.Value[from:to]
				rest, _ := afterScheme(address)
				p.linked = append(p.linked, linked{t, from, to, address, hostOf(rest)})
			}
		}
	}
	return p.linked
}
