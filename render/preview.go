package render

import (
	"cmp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Look says how a preview is drawn.
type Look struct {
	// Width is how many cells there are; 0 is 80. No line is wider, and the bubble is never wider than a phone's.
	// Less than 20 is cramped, and less than 8 is drawn as 8.
	Width int
	// Color draws with ANSI colours and styles. Without it the preview is plain text, without a single escape
	// sequence, in which markers and brackets say what colours cannot.
	Color bool
	// Dark gives the bubble the colours of a dark phone. Without it the colours are readable on light and on dark.
	Dark bool
	// Time stands in the bubble's corner, such as 12:00, unless it is empty.
	Time string
}

const (
	phoneWidth = 46 // cells of text in a bubble: about what a phone puts on a line
	minWidth   = 8
	margins    = 4 // cells of a card that are no text: the border and a blank, on both sides
)

// Preview draws a template as the phone will show it, below it the cards of its carousel and what a tap on the phone
// opens, and a legend where a value is marked.
func Preview(b *Bound, look Look) string {
	p := newPicture(look)
	p.know(b.Values)
	t := b.Template
	rows := p.join(
		p.header(0, t.Header), p.offer(t), p.thumbnails(t.Buttons), p.orderStatus(t.OrderStatus), p.body(0, t.Body), p.footer(t.Footer),
	)
	groups := append([][]cardRow{p.stamp(rows)}, p.buttons(t.Buttons)...)
	p.card("", append(groups, p.callPermission(t))...)
	p.options(t.Buttons)
	for _, button := range t.Buttons {
		p.products(button)
	}
	p.carousel(t.Carousel)
	p.presets(t)
	p.legend()
	return p.out.String()
}

// picture is a preview in the making.
type picture struct {
	pen
	width  int // of a line
	inner  int // of the text in a card
	indent int // before a card
	time   string
	values map[slot]Value
	marks  []valueMark          // of the values drawn, by Piece.Param - 1
	seen   map[valueMark]string // the marks drawn, with what the legend shows of them
	out    strings.Builder
}

// slot is the address of a value: a number or a key in a component of a card, card 0 being none. The values are looked
// up often and may be many.
type slot struct {
	component            string
	card, button, number int
	key                  string
}

func (s slot) keyed(key string) slot {
	return slot{component: s.component, card: s.card, button: s.button, key: key}
}

func newPicture(look Look) *picture {
	width := max(cmp.Or(max(look.Width, 0), 80), minWidth)
	return &picture{
		pen:    newPen(look),
		width:  width,
		inner:  min(width-margins, phoneWidth),
		time:   printable(look.Time),
		values: map[slot]Value{},
		seen:   map[valueMark]string{},
	}
}

func (p *picture) know(values []Value) {
	for _, v := range values {
		p.values[slot{v.Component, v.Card, v.Button, v.Number, v.Key}] = v
	}
}

func (p *picture) header(card int, h *template.Header) []cardRow {
	if h == nil {
		return nil
	}
	at := slot{component: "header", card: card}
	switch h.Format.Value {
	case "text", "":
		return p.draw(literal(p.pieces(h.Text, at)), ink{role: strong}, p.inner)
	case "location":
		return p.place(at)
	case "product":
		return p.productHeader(at)
	}
	return append(p.upload(at, h), p.draw(Markup(fixed(h.Caption.Value)), ink{}, p.inner)...)
}

func (p *picture) body(card int, b *template.Body) []cardRow {
	if b == nil {
		return nil
	}
	return p.draw(Markup(p.pieces(b.Text, slot{component: "body", card: card})), ink{}, p.inner)
}

func (p *picture) footer(f *template.Footer) []cardRow {
	if f == nil {
		return nil
	}
	return p.draw(literal(p.pieces(f.Text, slot{component: "footer"})), ink{role: faint}, p.inner)
}

// join puts parts below each other with an empty row between, except below a box, which is apart by itself.
func (p *picture) join(parts ...[]cardRow) []cardRow {
	var rows []cardRow
	for _, part := range parts {
		if len(part) == 0 {
			continue
		}
		if n := len(rows); n > 0 && !rows[n-1].box {
			rows = append(rows, cardRow{})
		}
		rows = append(rows, part...)
	}
	return rows
}

// stamp puts the time into the corner: on the last row if there is room, else on one of its own.
func (p *picture) stamp(rows []cardRow) []cardRow {
	if p.time == "" {
		return rows
	}
	time := p.paint(truncate(p.time, p.inner), ink{role: faint})
	if n := len(rows); n > 0 && rows[n-1].at == left && !rows[n-1].box {
		last := &rows[n-1]
		if room := p.inner - cells(last.text) - cells(time); room >= 2 {
			last.text += p.blanks(room) + time
			return rows
		}
	}
	return append(rows, cardRow{text: time, at: right})
}
