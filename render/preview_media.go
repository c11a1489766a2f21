package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// mediaSymbols stand for the kinds of things that a terminal cannot show. Like all symbols here they are one cell
// wide, no terminal draws them as emoji unasked, and the usual monospaced fonts have them.
var mediaSymbols = map[string]string{
	"image": "▦", "video": "►", "gif": "►", "audio": "♪", "document": "▤", "file": "▤", "location": "◎", "product": "▦",
	"order": "◫", "offer": "◷",
}

// upload is the box of a header's media, which are sent by their address or by the number of an upload.
func (p *picture) upload(at slot, h *template.Header) []cardRow {
	name, id := p.entry(at.keyed("filename")), p.entry(at.keyed("id"))
	if len(id) > 0 {
		return p.media(h.Format.Value, name, after("uploaded, id", id))
	}
	return p.file(h.Format.Value, name, p.entry(at.keyed("link")))
}

// file is the box of media at an address, which names what has no name.
func (p *picture) file(kind string, name, link []Piece) []cardRow {
	if len(name) == 0 {
		for _, piece := range link {
			if piece.Text = fileName(piece.Text); piece.Text != "" {
				name = append(name, piece)
			}
		}
	}
	if slices.Equal(name, link) {
		link = nil
	}
	return p.media(kind, name, link)
}

// media is the box of a picture, film, sound, document or product: what it is and is called, and where it comes from.
func (p *picture) media(kind string, name, source []Piece) []cardRow {
	return p.box(func(width int) []cardRow {
		rows := p.kind(kind, name, width)
		if len(source) > 0 {
			rows = append(rows, cardRow{text: p.short(oneLine(source...), ink{role: faint}, width)})
		}
		return rows
	})
}

// kind says at the head of a box what kind of thing it is and how that is called, beside each other if there is room.
func (p *picture) kind(kind string, name []Piece, width int) []cardRow {
	kind = truncate(cmp.Or(mediaSymbols[kind], "▢")+" "+printable(kind), width)
	head := cardRow{text: p.paint(kind, ink{role: accent})}
	if len(name) == 0 {
		return []cardRow{head}
	}
	title := oneLine(name...)
	below := p.short(title, ink{}, width)
	room := width - cells(head.text) - 2
	if room < max(min(cells(below), 12), 1) {
		return []cardRow{head, {text: below}}
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
func (p *picture) place(at slot) []cardRow {
	return p.box(func(width int) []cardRow {
		rows := p.kind("location", p.entry(at.keyed("name")), width)
		rows = append(rows, p.draw(literal(p.entry(at.keyed("address"))), ink{}, width)...)
		if degrees := joined(", ", p.entry(at.keyed("latitude")), p.entry(at.keyed("longitude"))); len(degrees) > 0 {
			rows = append(rows, p.draw([]Line{oneLine(degrees...)}, ink{role: faint}, width)...)
		}
		return rows
	})
}

// productHeader is the box of a product, which the phone shows as the catalogue has it.
func (p *picture) productHeader(at slot) []cardRow {
	return p.media("product", p.entry(at.keyed("product_retailer_id")), after("catalogue", p.entry(at.keyed("catalog_id"))))
}

// thumbnails are the products whose pictures stand for a catalogue or for a choice from it.
func (p *picture) thumbnails(buttons []*template.Button) []cardRow {
	for _, b := range buttons {
		if b.Thumbnail != nil {
			return p.file("product", fixed(b.Thumbnail.ProductRetailerID.Value), fixed(b.Thumbnail.ImageURL.Value))
		}
	}
	return nil
}
