package render

import (
	"fmt"
	"strings"
)

// align is where a row stands in its card.
type align uint8

const (
	left align = iota
	centre
	right
)

// cardRow is a row of a card, already drawn.
type cardRow struct {
	text string
	at   align
	rule bool // a line across the card
	box  bool // a row of a box inside the card
}

// card draws a card with a border, one group of rows after another with a rule between. The text column is as wide
// as a phone's, whatever the text, so that the picture stands still while somebody writes.
func (p *picture) card(title string, groups ...[]cardRow) {
	var rows []cardRow
	for _, group := range groups {
		if len(rows) > 0 && len(group) > 0 {
			rows = append(rows, cardRow{rule: true})
		}
		rows = append(rows, group...)
	}
	if len(rows) == 0 {
		rows = []cardRow{{}}
	}
	for _, line := range p.framed(title, rows, p.inner) {
		p.out.WriteString(strings.Repeat(" ", p.indent) + line + "\n")
	}
}

// box draws a card inside the card. Where it would be too narrow to hold anything there is none.
func (p *picture) box(rows func(width int) []cardRow) []cardRow {
	width := p.inner - margins
	if width < minWidth {
		return rows(p.inner)
	}
	var all []cardRow
	for _, line := range p.framed("", rows(width), width) {
		all = append(all, cardRow{text: line, box: true})
	}
	return all
}

// framed puts a border around rows with width cells of text.
func (p *picture) framed(title string, rows []cardRow, width int) []string {
	side := p.border("│")
	lines := []string{p.top(title, width)}
	for _, r := range rows {
		if r.rule {
			lines = append(lines, p.border("├"+strings.Repeat("─", width+2)+"┤"))
			continue
		}
		lines = append(lines, side+p.blanks(1)+p.pad(r, width)+p.blanks(1)+side)
	}
	return append(lines, p.border("╰"+strings.Repeat("─", width+2)+"╯"))
}

func (p *picture) top(title string, width int) string {
	title = truncate(printable(title), width-2)
	if title == "" {
		return p.border("╭" + strings.Repeat("─", width+2) + "╮")
	}
	title = p.paint(title, ink{role: accent})
	rest := strings.Repeat("─", max(width-1-cells(title), 0))
	return p.border("╭─") + p.blanks(1) + title + p.blanks(1) + p.border(rest+"╮")
}

func (p *picture) border(s string) string { return p.paint(s, ink{role: border}) }

// pad fills a row up to a width.
func (p *picture) pad(r cardRow, width int) string {
	room := max(width-cells(r.text), 0)
	before := 0
	switch r.at {
	case centre:
		before = room / 2
	case right:
		before = room
	}
	return p.blanks(before) + r.text + p.blanks(room-before)
}

func centred(rows []cardRow) []cardRow {
	for i := range rows {
		rows[i].at = centre
	}
	return rows
}

// indented moves the rows that stand on the left.
func indented(rows []cardRow, by int) []cardRow {
	for i, r := range rows {
		if r.at == left {
			rows[i].text = strings.Repeat(" ", by) + r.text
		}
	}
	return rows
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

// note writes a line of our own under the cards.
func (p *picture) note(text string) {
	p.below(p.draw([]Line{oneLine(Piece{Text: text})}, ink{role: aside}, p.inner))
}

// hidden is a row that counts what is not shown.
func (p *picture) hidden(n int, of string) cardRow {
	return cardRow{text: p.paint(truncate(fmt.Sprintf("… %d%s", n, of), p.inner), ink{role: faint})}
}
