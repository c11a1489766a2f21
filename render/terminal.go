package render

import (
	"cmp"
	"fmt"
	"strings"
)

// Look says how a terminal shows a scene.
type Look struct {
	// Width is how many cells there are; 0 is 80. No line is wider, and the bubble is never wider than a phone's.
	// Less than 20 is cramped, and less than 8 is drawn as 8.
	Width int
	// Color draws with ANSI colours and styles. Without it the preview is plain text, without a single escape
	// sequence, in which markers and brackets say what colours cannot.
	Color bool
	// Theme is which colours those are.
	Theme Theme
	// Time stands in the bubble's corner, such as 12:00, unless it is empty.
	Time string
}

const (
	phoneWidth = 46 // cells of text in a bubble: about what a phone puts on a line
	minWidth   = 8
	margins    = 4 // cells of a card that are no text: the border and a blank, on both sides
	cardMargin = 2 // cells by which a card of a carousel is narrower than the bubble, on both sides
)

// Terminal draws the scene in lines of text: the bubble, below it what a tap on the phone opens and the cards of a
// carousel below each other, and a legend.
func (s *Scene) Terminal(look Look) string {
	width := max(cmp.Or(max(look.Width, 0), 80), minWidth)
	p := &picture{
		pen:   newPen(look),
		scene: s,
		width: width,
		inner: min(width-margins, phoneWidth),
		time:  printable(look.Time),
	}
	p.card(s.bubble)
	p.options(s.bubble)
	for _, list := range s.lists {
		p.card(list)
	}
	p.carousel()
	for _, note := range s.notes {
		p.note(note)
	}
	p.legend()
	return p.out.String()
}

// picture is a terminal's picture in the making.
type picture struct {
	pen
	scene *Scene
	width int // of a line
	inner int // of the text in the bubble
	time  string
	out   strings.Builder
}

func (p *picture) card(s sheet) { p.write(p.sheet(s, p.inner), 0) }

func (p *picture) write(lines []string, indent int) {
	for _, line := range lines {
		p.out.WriteString(strings.Repeat(" ", indent) + line + "\n")
	}
}

// options lists below the bubble what it has behind its last tap.
func (p *picture) options(s sheet) {
	if len(s.options) == 0 {
		return
	}
	p.note(seeAll.symbol + " " + seeAll.label.Runs[0].Text)
	for _, t := range s.options {
		p.below(indented(p.label(t, belowBubble, p.inner-2), 2))
		p.below(indented(p.details(t, belowBubble, p.inner-4), 4))
	}
	if s.more > 0 {
		p.note(fmt.Sprintf("  … %d more", s.more))
	}
}

// carousel draws the cards below each other, which the phone has side by side.
func (p *picture) carousel() {
	width, indent := p.inner, 0
	if width-2*cardMargin >= minWidth {
		width, indent = width-2*cardMargin, cardMargin
	}
	for _, card := range p.scene.cards {
		p.write(p.sheet(card, width), indent)
	}
	if p.scene.more > 0 {
		p.note(fmt.Sprintf("… %d more", p.scene.more))
	}
}

// legend explains the marks, on one line if there is room. That a value is one needs no words where colours show it.
func (p *picture) legend() {
	entries := p.scene.legend
	plain := p.palette == nil
	if len(entries) == 0 || !plain && len(entries) == 1 && p.scene.markOf(entries[0].words) == sent {
		return
	}
	var all Line
	var items []Line
	for i, entry := range entries {
		run := entry.words
		if plain {
			run = Run{Text: entry.sample + " " + run.Text}
		}
		if i > 0 {
			all.Runs = append(all.Runs, Run{Text: " · "})
		}
		all.Runs = append(all.Runs, run)
		items = append(items, Line{Runs: []Run{run}})
	}
	rows := p.draw([]Line{all}, ink{role: aside}, p.width-2)
	if len(rows) > 1 {
		rows = p.draw(items, ink{role: aside}, p.width-2)
	}
	p.below(rows)
}

// note writes a line of our own under the cards.
func (p *picture) note(text string) {
	p.below(p.draw([]Line{oneLine(Piece{Text: text})}, ink{role: aside}, p.inner))
}

// below writes rows under the cards, under the text of the cards.
func (p *picture) below(rows []cardRow) {
	for _, r := range rows {
		text := r.text
		if r.at == right {
			text = strings.Repeat(" ", max(p.inner-cells(text), 0)) + text
		}
		p.out.WriteString(strings.TrimRight("  "+text, " ") + "\n")
	}
}
