package lint

import (
	"fmt"

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
		for _, q := range p.parameters {
			if q.Component != "button" || len(q.Text.Placeholders) != 1 {
				continue
			}
			static := text{Text: q.Text}
			n, _ := static.measure(maxURL)
			if filled := n - len(wire(q.Placeholder)) + template.Length(filling(q.Param)); n <= maxURL && filled > maxURL {
				v := value{Parameter: q}
				what, at := v.String(), v.at()
				if q.Param.Value.Value != filling(q.Param) {
					what, at = fmt.Sprintf("the example of %q", q.Name()), q.Param.Example.At()
				}
				p.Report(at, "%s has %d characters with %s; the limit is %d", noun{"url of button", q.Button + 1, q.Card}, filled, what, maxURL)
			}
		}
	},
}
