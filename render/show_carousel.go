package render

import (
	"fmt"
	"slices"

	"github.com/watemplate/watemplate/template"
)

const listedCards = 10 // of a carousel; Meta takes no more

func (s *stage) carousel(c *template.Carousel) {
	if c == nil {
		return
	}
	for i, card := range c.Cards[:min(len(c.Cards), listedCards)] {
		s.scene.cards = append(s.scene.cards, sheet{
			title: fmt.Sprintf("%d/%d", i+1, len(c.Cards)),
			body:  slices.Concat(s.header(i+1, card.Header), s.body(i+1, card.Body)),
			taps:  s.taps(i+1, card.Buttons[:min(len(card.Buttons), allButtons)]),
			more:  max(len(card.Buttons)-allButtons, 0),
		})
	}
	s.scene.more = len(c.Cards) - len(s.scene.cards)
}
