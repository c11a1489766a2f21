package render

import (
	"fmt"
	"strings"
)

const (
	cardMargin = 2 // cells by which a card below others is narrower than the bubble, on both sides
	cardGap    = 1 // cells between cards side by side
)

// carousel draws the cards below each other, or side by side where the look has one in front.
func (p *picture) carousel() {
	cards := p.scene.cards
	if p.look.Card > 0 && len(cards) > 0 {
		p.scrolled(cards, min(p.look.Card, len(cards))-1)
		return
	}
	width, indent := p.inner, 0
	if width-2*cardMargin >= minWidth {
		width, indent = width-2*cardMargin, cardMargin
	}
	for _, card := range cards {
		p.write(p.sheet(card, width, 0), indent)
	}
	if p.scene.more > 0 {
		p.note(fmt.Sprintf("… %d more", p.scene.more))
	}
}

// scrolled draws a row of equally high cards, from the one in front to that which the edge cuts off, and below it
// where among the others they are.
func (p *picture) scrolled(cards []sheet, front int) {
	width := p.besideWidth()
	count := 1 + (p.width-1)/(width+margins+cardGap)
	shown := cards[front:min(front+count, len(cards))]
	height := 0
	for _, card := range shown {
		height = max(height, len(p.sheet(card, width, 0)))
	}
	lines := make([]string, height)
	for i, card := range shown {
		room := p.width - i*(width+margins+cardGap)
		for y, line := range p.sheet(card, width, height) {
			if i > 0 {
				lines[y] += strings.Repeat(" ", cardGap)
			}
			lines[y] += p.edged(line, room, width+margins)
		}
	}
	if p.palette == nil {
		for y := range lines {
			lines[y] = strings.TrimRight(lines[y], " ")
		}
	}
	p.write(lines, 0)
	p.write([]string{p.position(front, len(cards)+p.scene.more)}, 0)
}

// besideWidth is the text of a card that has others beside it: less than the bubble's, so that the next is seen.
func (p *picture) besideWidth() int { return max(p.inner*3/4, min(p.inner, minWidth)) }

// edged is what of a drawn line of a width there is room for.
func (p *picture) edged(line string, room, width int) string {
	if room >= width {
		return line
	}
	line = p.cut(line, room, "")
	return line + p.blanks(room-p.cells(line))
}

// position is a dot for every card, that in front filled, or its number where there is no room for dots.
func (p *picture) position(front, all int) string {
	text := fmt.Sprintf("%d/%d", front+1, all)
	if 2*all-1 <= p.inner {
		dots := strings.Fields(strings.Repeat("○ ", all))
		dots[front] = "●"
		text = strings.Join(dots, " ")
	}
	text = p.truncate(text, p.inner)
	return strings.Repeat(" ", (p.inner+margins-p.cells(text))/2) + p.paint(text, ink{role: outside})
}
