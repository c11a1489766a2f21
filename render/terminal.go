package render

import (
	"cmp"
	"fmt"
	"strings"
)

// Look says how a terminal shows a scene.
type Look struct {
	// Width is how many cells there are; 0 is 80. No line is wider, and the bubble is never wider than the device's.
	// Less than 20 is cramped, and less than 8 is drawn as 8.
	Width int
	// Device is where the message is read, which says how wide its bubble is.
	Device Device
	// Color draws with ANSI colours and styles. Without it the preview is plain text, without a single escape
	// sequence, in which markers and brackets say what colours cannot.
	Color bool
	// Theme is which colours those are.
	Theme Theme
	// Wcwidth counts the cells of every code point by itself, as terminals do that do not know which of them make one
	// character: a family of four is eight cells wide. Otherwise it is two.
	Wcwidth bool
	// Fold ends the text of a marketing template after five lines with "Read more", as the phone does until a tap.
	Fold bool
	// HideOptions leaves out the buttons behind "See all options", which are listed otherwise.
	HideOptions bool
	// Card puts the cards of a carousel side by side and scrolls to this one, 1 being the first. With 0 all are drawn
	// below each other.
	Card int
	// Image returns rows of text, at most height, none more than width cells wide, that show the picture at an
	// address, as [HalfBlocks] makes them; or none, and perhaps why in a word or two that are fit to print. It is asked
	// only with Color, and may be nil.
	Image func(link string, width, height int) (rows []string, note string)
	// Time stands in the bubble's corner, such as 12:00, unless it is empty.
	Time string
}

const (
	minWidth = 8
	margins  = 4 // cells of a card that are no text: the border and a blank, on both sides
)

// Terminal draws the scene in lines of text: the bubble, below it what a tap on the phone opens and the cards of a
// carousel, and a legend.
func (s *Scene) Terminal(look Look) string {
	width := max(cmp.Or(max(look.Width, 0), 80), minWidth)
	p := &picture{
		pen:   newPen(look),
		look:  look,
		scene: s,
		width: width,
		inner: min(width-margins, look.Device.text()),
	}
	p.card(s.bubble)
	if !look.HideOptions {
		p.options(s.bubble)
	}
	for _, list := range s.lists {
		p.card(list)
	}
	p.carousel()
	if look.Device == Desktop && s.phoneOnly {
		p.note("WhatsApp for desktop does not show this message")
	}
	for _, note := range s.notes {
		p.note(note)
	}
	p.legend()
	return p.out.String()
}

// picture is a terminal's picture in the making.
type picture struct {
	pen
	look  Look
	scene *Scene
	width int // of a line
	inner int // of the text in the bubble
	out   strings.Builder
}

func (p *picture) card(s sheet) { p.write(p.sheet(s, p.inner, 0), 0) }

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

// legend explains the marks, on one line if there is room.
func (p *picture) legend() {
	entries := p.scene.explained()
	plain := p.palette == nil
	if plain {
		entries = p.scene.legend
	}
	if len(entries) == 0 {
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
			text = strings.Repeat(" ", max(p.inner-p.cells(text), 0)) + text
		}
		p.out.WriteString(strings.TrimRight("  "+text, " ") + "\n")
	}
}
