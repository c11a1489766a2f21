package render

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

const (
	listedCards = 10 // of a carousel; Meta takes no more
	cardMargin  = 2  // cells by which a card of a carousel is narrower than the bubble, on both sides
)

// carousel draws the cards below each other, which the phone has side by side.
func (p *picture) carousel(c *template.Carousel) {
	if c == nil {
		return
	}
	inner := p.inner
	if inner-2*cardMargin >= minWidth {
		p.inner, p.indent = inner-2*cardMargin, cardMargin
	}
	for i, card := range c.Cards[:min(len(c.Cards), listedCards)] {
		rows := p.join(p.header(i+1, card.Header), p.body(i+1, card.Body))
		groups := append([][]cardRow{rows}, p.taps(i+1, card.Buttons[:min(len(card.Buttons), allButtons)])...)
		if hidden := len(card.Buttons) - allButtons; hidden > 0 {
			groups = append(groups, centred([]cardRow{p.hidden(hidden, " more")}))
		}
		p.card(fmt.Sprintf("%d/%d", i+1, len(c.Cards)), groups...)
	}
	p.inner, p.indent = inner, 0
	if hidden := len(c.Cards) - listedCards; hidden > 0 {
		p.note(fmt.Sprintf("… %d more", hidden))
	}
}
