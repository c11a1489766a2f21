package render

import "slices"

// foldedLines is about how many lines of a long text WhatsApp shows, above readMore.
const foldedLines = 5

var readMore = text{role: accent, lines: []Line{oneLine(fixed("… Read more")...)}}

// sheet draws a sheet with its border, one group of rows after another with a rule between. The text column is width
// cells wide, whatever the text, so that the picture stands still while somebody writes. Blanks below the body make it
// height lines high where it is lower.
func (p *picture) sheet(s sheet, width, height int) []string {
	body := p.blocks(s.body, width)
	if s.timed {
		body = p.stamp(body, width)
	}
	groups := [][]cardRow{p.blocks(s.head, width), body}
	for _, t := range s.taps {
		groups = append(groups, p.tap(t, width))
	}
	switch {
	case len(s.options) > 0:
		groups = append(groups, p.tap(seeAll, width))
	case s.more > 0:
		groups = append(groups, centred(p.text(more(s.more, " more"), width)))
	}
	groups = append(groups, centred(p.texts(s.question, width)))
	var rows []cardRow
	for _, group := range groups {
		if len(rows) > 0 && len(group) > 0 {
			rows = append(rows, cardRow{rule: true})
		}
		rows = append(rows, group...)
	}
	if blank := max(height-2, 1) - len(rows); blank > 0 {
		above := slices.IndexFunc(rows, func(r cardRow) bool { return r.rule })
		if above < 0 {
			above = len(rows)
		}
		rows = slices.Insert(rows, above, make([]cardRow, blank)...)
	}
	return p.framed(s.title, rows, width)
}

// blocks draws blocks below each other with an empty row between, except below a box, which is apart by itself.
func (p *picture) blocks(blocks []block, width int) []cardRow {
	var rows []cardRow
	for _, b := range blocks {
		drawn := p.block(b, width)
		if n := len(rows); n > 0 && len(drawn) > 0 && !rows[n-1].box {
			rows = append(rows, cardRow{})
		}
		rows = append(rows, drawn...)
	}
	return rows
}

func (p *picture) block(b block, width int) []cardRow {
	rows := p.texts(b.texts, width)
	if b.folds && p.look.Fold && len(rows) > foldedLines {
		rows = append(rows[:foldedLines], p.text(readMore, width)...)
	}
	if b.box != nil {
		rows = append(rows, p.box(b.box, width)...)
	}
	for _, product := range b.products {
		rows = append(rows, p.product(product, width)...)
	}
	return rows
}

func (p *picture) texts(texts []text, width int) []cardRow {
	var rows []cardRow
	for _, t := range texts {
		rows = append(rows, p.text(t, width)...)
	}
	return rows
}

func (p *picture) text(t text, width int) []cardRow {
	if !t.short {
		return p.draw(t.lines, ink{role: t.role}, width)
	}
	var rows []cardRow
	for _, l := range t.lines {
		rows = append(rows, cardRow{text: p.short(l, ink{role: t.role}, width)})
	}
	return rows
}

// stamp puts the time into the corner: on the last row if there is room, else on one of its own.
func (p *picture) stamp(rows []cardRow, width int) []cardRow {
	if p.look.Time == "" {
		return rows
	}
	time := p.paint(p.truncate(printable(p.look.Time), width), ink{role: faint})
	if n := len(rows); n > 0 && rows[n-1].at == left && !rows[n-1].box {
		last := &rows[n-1]
		if room := width - p.cells(last.text) - p.cells(time); room >= 2 {
			last.text += p.blanks(room) + time
			return rows
		}
	}
	return append(rows, cardRow{text: time, at: right})
}

// product draws a name with its price on the right, and what is said of it below.
func (p *picture) product(product product, width int) []cardRow {
	price := p.paint(p.truncate(printable(product.price), width), ink{role: accent})
	room := width
	beside := price != "" && p.cells(price)+2 <= width/2
	if beside {
		room -= p.cells(price) + 2
	}
	name := Line{Kind: Bullet, Marker: bulletMarker, Runs: []Run{{Text: product.name}}}
	rows := p.draw([]Line{name}, ink{}, room)
	switch {
	case beside:
		rows[0] = cardRow{text: p.pad(rows[0], room) + p.blanks(2) + price}
	case price != "":
		rows = append(rows, cardRow{text: price, at: right})
	}
	if about := p.truncate(printable(product.about), width-2); about != "" {
		rows = append(rows, cardRow{text: p.blanks(2) + p.paint(about, ink{role: faint})})
	}
	return rows
}
