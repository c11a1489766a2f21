package lint

import (
	"cmp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var carouselUniform = Rule{
	ID:       "carousel-uniform",
	Summary:  "all cards are built alike: the same format of header, a body or none, the same types of buttons in the same order",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		all := cards(p)
		for i := 1; i < len(all); i++ {
			first, c := all[0], all[i]
			if a, b := first.Header, c.Header; a != nil && b != nil && a.Format.Value != b.Format.Value {
				p.Report(b.Format.At(), "the header of card %d is of format %s, that of card 1 is %s; all cards are built alike",
					i+1, b.Format.Value, a.Format.Value)
			}
			switch {
			case first.Body == nil && c.Body != nil:
				p.Report(cmp.Or(c.Body.Text.At(), c.At()), "card %d has a body, card 1 has none; all cards are built alike", i+1)
			case first.Body != nil && c.Body == nil:
				p.Report(c.At(), "card %d has no body, card 1 has one; all cards are built alike", i+1)
			}
			if at, ok := unlike(first, c); ok {
				p.Report(at, "card %d has %s, card 1 has %s; all cards are built alike", i+1, types(c.Buttons), types(first.Buttons))
			}
		}
	},
}

// unlike finds where the buttons of a card are others than those of the first.
func unlike(first, c *template.Card) (template.Span, bool) {
	for j, b := range c.Buttons {
		if j == len(first.Buttons) {
			return b.At(), true
		}
		if b.Type.Value != first.Buttons[j].Type.Value {
			return b.Type.At(), true
		}
	}
	return c.At(), len(c.Buttons) < len(first.Buttons)
}

// types lists what kinds of buttons there are, in their order.
func types(buttons []*template.Button) string {
	if len(buttons) == 0 {
		return "no buttons"
	}
	var b strings.Builder
	for i, one := range buttons {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(one.Type.Value)
	}
	return "the buttons " + b.String()
}
