package render

import "strings"

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
	title = p.truncate(printable(title), width-2)
	if title == "" {
		return p.border("╭" + strings.Repeat("─", width+2) + "╮")
	}
	title = p.paint(title, ink{role: accent})
	rest := strings.Repeat("─", max(width-1-p.cells(title), 0))
	return p.border("╭─") + p.blanks(1) + title + p.blanks(1) + p.border(rest+"╮")
}

func (p *picture) border(s string) string { return p.paint(s, ink{role: border}) }

// pad fills a row up to a width.
func (p *picture) pad(r cardRow, width int) string {
	room := max(width-p.cells(r.text), 0)
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
