package lint

import "github.com/watemplate/watemplate/template"

var payloadLength = Rule{
	ID:       "payload-length",
	Summary:  "the payload of a button has at most 128 characters",
	Severity: template.Warning,
	Stage:    template.Send,
	OptIn:    true,
	Check: func(p *Pass) {
		const limit, most = 128, 256
		for v := range p.values() {
			if v.Key != "payload" {
				continue
			}
			switch n := template.Length(v.value); {
			case n > most:
				p.Report(v.span(offset(v.value, most), len(v.value)), "%s has %d characters; elsewhere WhatsApp takes no more than %d", v, n, most)
			case n > limit:
				p.Report(v.span(offset(v.value, limit), len(v.value)), "%s has %d characters; some programs take no more than %d", v, n, limit)
			}
		}
	},
}
