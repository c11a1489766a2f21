package lint

import (
	"github.com/watemplate/watemplate/template"
)

const maxURL = 2000

var urlLength = Rule{
	ID:       "url-length",
	Summary:  "an address has at most 2000 characters, also with its value filled in",
	Severity: template.Error,
	Stage:    template.Both,
	Check: func(p *Pass) {
		for _, t := range urls(p) {
			if n, excess := t.measure(maxURL); n > maxURL {
				p.Report(t.Span(excess, len(t.Value)), "%s has %d characters; the limit is %d", t.noun, n, maxURL)
			}
		}
		for v := range p.values() {
			if v.Component != "button" || len(v.Text.Placeholders) != 1 {
				continue
			}
			static := text{Text: v.Text}
			n, _ := static.measure(maxURL)
			if filled := n - len("{{1}}") + template.Length(v.value); n <= maxURL && filled > maxURL {
				p.Report(v.at(), "%s has %d characters with %s; the limit is %d", noun{"url of button", v.Button + 1, v.Card}, filled, v, maxURL)
			}
		}
	},
}
