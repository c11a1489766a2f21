package render

import (
	"cmp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// mediaSymbols stand for the kinds of things that a terminal cannot show. Like all symbols here they are one cell
// wide, no terminal draws them as emoji unasked, and the usual monospaced fonts have them.
var mediaSymbols = map[string]string{
	"image": "▦", "video": "►", "audio": "♪", "document": "▤", "file": "▤", "location": "◎", "product": "▦",
}

// media is the box of a picture, film, sound or document: what it is and is called, and where it comes from.
func (p *picture) media(kind, name, link string) []cardRow {
	if name == "" {
		name = fileName(link)
	}
	return p.box(func(width int) []cardRow {
		rows := p.kind(kind, name, width)
		if link != "" && link != name {
			rows = append(rows, cardRow{text: p.short(oneLine(Piece{Text: link}), ink{role: faint}, width)})
		}
		return rows
	})
}

// kind says at the head of a box what kind of thing it is and how that is called, beside each other if there is room.
func (p *picture) kind(kind, name string, width int) []cardRow {
	kind = truncate(cmp.Or(mediaSymbols[kind], "▢")+" "+printable(kind), width)
	head := cardRow{text: p.paint(kind, ink{role: accent})}
	title := oneLine(Piece{Text: name})
	room := width - cells(head.text) - 2
	switch {
	case name == "":
		return []cardRow{head}
	case room < min(cells(printable(name)), 12):
		return []cardRow{head, {text: p.short(title, ink{}, width)}}
	}
	head.text += p.blanks(2) + p.short(title, ink{}, room)
	return []cardRow{head}
}

// fileName is what stands last in the path of an address, empty if there is no path.
func fileName(link string) string {
	if i := strings.IndexAny(link, "?#"); i >= 0 {
		link = link[:i]
	}
	if _, rest, ok := strings.Cut(link, "://"); ok {
		link = rest
	}
	return link[strings.LastIndex(link, "/")+1:]
}

// place is the box of a location.
func (p *picture) place(h *template.Header) []cardRow {
	return p.box(func(width int) []cardRow {
		rows := p.kind("location", h.Place.Sent(), width)
		rows = append(rows, p.draw(literal(fixed(h.Address.Sent())), ink{}, width)...)
		if at := h.Latitude.Sent() + ", " + h.Longitude.Sent(); at != ", " {
			rows = append(rows, p.draw([]Line{oneLine(Piece{Text: at})}, ink{role: faint}, width)...)
		}
		return rows
	})
}

// thumbnails are the products whose pictures stand for a catalogue or for a choice from it.
func (p *picture) thumbnails(buttons []*template.Button) []cardRow {
	for _, b := range buttons {
		if b.Thumbnail != nil {
			return p.media("product", b.Thumbnail.ProductRetailerID.Value, b.Thumbnail.ImageURL.Value)
		}
	}
	return nil
}
