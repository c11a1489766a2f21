package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// boxSymbols stand for the kinds of things that are no text. Like all symbols here they are one cell wide, no terminal
// draws them as emoji unasked, and the usual monospaced fonts have them.
var boxSymbols = map[string]string{
	"image": "▦", "video": "►", "gif": "►", "audio": "♪", "document": "▤", "file": "▤", "location": "◎", "product": "▦",
	"order": "◫", "offer": "◷",
}

func newBox(kind string, name []Piece) *box {
	return &box{kind: kind, symbol: cmp.Or(boxSymbols[kind], "▢"), label: kind, name: oneLine(name...)}
}

// add says more of a thing, unless there is nothing to say.
func (b *box) add(as role, pieces []Piece) {
	if len(pieces) > 0 {
		b.details = append(b.details, text{role: as, lines: []Line{oneLine(pieces...)}})
	}
}

// upload is the box of a header's media, which are sent by their address or by the number of an upload.
func (s *stage) upload(at slot, h *template.Header) []block {
	name, id := s.entry(at.keyed("filename")), s.entry(at.keyed("id"))
	if len(id) > 0 {
		return media(h.Format.Value, name, after("uploaded, id", id), "")
	}
	link := at.keyed("link")
	return file(h.Format.Value, name, s.entry(link), s.values[link].Shown)
}

// file is the box of media at an address, which names what has no name. The link is what of the address is shown.
func file(kind string, name, link []Piece, address string) []block {
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
	return media(kind, name, link, address)
}

// media is the box of a picture, film, sound, document or product: what it is and is called, and where it comes from.
func media(kind string, name, source []Piece, address string) []block {
	b := newBox(kind, name)
	b.link = address
	if len(source) > 0 {
		b.details = []text{{role: faint, lines: []Line{oneLine(source...)}, short: true}}
	}
	return []block{{box: b}}
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
func (s *stage) place(at slot) []block {
	b := newBox("location", s.entry(at.keyed("name")))
	b.details = []text{{lines: literal(s.entry(at.keyed("address")))}}
	b.add(faint, joined(", ", s.entry(at.keyed("latitude")), s.entry(at.keyed("longitude"))))
	return []block{{box: b}}
}

// productHeader is the box of a product, which the phone shows as the catalogue has it.
func (s *stage) productHeader(at slot) []block {
	catalogue := after("catalogue", s.entry(at.keyed("catalog_id")))
	return media("product", s.entry(at.keyed("product_retailer_id")), catalogue, "")
}

// thumbnail is the product whose picture stands for a catalogue or for a choice from it.
func thumbnail(buttons []*template.Button) []block {
	for _, b := range buttons {
		if b.Thumbnail != nil {
			image := b.Thumbnail.ImageURL.Value
			return file("product", fixed(b.Thumbnail.ProductRetailerID.Value), fixed(image), image)
		}
	}
	return nil
}
