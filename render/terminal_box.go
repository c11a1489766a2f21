package render

import "slices"

// box draws a card inside the card. Where it would be too narrow to hold anything there is none.
func (p *picture) box(b *box, outer int) []cardRow {
	width := outer - margins
	if width < minWidth {
		return append(p.boxHead(b, outer), p.texts(b.details, outer)...)
	}
	picture, note := p.image(b, width)
	rows := slices.Concat(picture, p.boxHead(b, width), p.texts(b.details, width), note)
	var all []cardRow
	for _, line := range p.framed("", rows, width) {
		all = append(all, cardRow{text: line, box: true})
	}
	return all
}

// imageHeight is how many rows a picture may take.
const imageHeight = 12

// image is the picture of a box, if the look has one for it, or else why not.
func (p *picture) image(b *box, width int) (rows, note []cardRow) {
	if p.look.Image == nil || p.palette == nil || !b.showsImage() {
		return nil, nil
	}
	lines, why := p.look.Image(b.link, width, imageHeight)
	for _, line := range lines {
		rows = append(rows, cardRow{text: line, at: centre})
	}
	if why != "" {
		note = []cardRow{{text: p.paint(p.truncate(printable(why), width), ink{role: faint})}}
	}
	return rows, note
}

// boxHead says what kind of thing it is and how that is called, beside each other if there is room.
func (p *picture) boxHead(b *box, width int) []cardRow {
	if b.label == "" {
		return p.draw([]Line{labelled(b.symbol, b.name)}, ink{role: accent}, width)
	}
	head := cardRow{text: p.paint(p.truncate(b.symbol+" "+printable(b.label), width), ink{role: accent})}
	if len(b.name.Runs) == 0 {
		return []cardRow{head}
	}
	below := p.short(b.name, ink{}, width)
	room := width - p.cells(head.text) - 2
	if room < max(min(p.cells(below), 12), 1) {
		return []cardRow{head, {text: below}}
	}
	head.text += p.blanks(2) + p.short(b.name, ink{}, room)
	return []cardRow{head}
}
