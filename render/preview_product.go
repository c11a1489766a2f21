package render

import (
	"cmp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// listedProducts is how many of an mpm button's products are shown: they may be 30, and the first tell what they are.
const listedProducts = 6

// products draws the list that an mpm button opens.
func (p *picture) products(b *template.Button) {
	total := 0
	var rows []cardRow
	for _, s := range b.Sections {
		shown := s.Products[:min(len(s.Products), max(listedProducts-total, 0))]
		total += len(s.Products)
		if len(shown) > 0 {
			rows = append(rows, p.section(s.Title.Value, shown, len(rows) > 0)...)
		}
	}
	if total == 0 {
		return
	}
	if hidden := total - listedProducts; hidden > 0 {
		rows = append(rows, cardRow{}, p.hidden(hidden, " more"))
	}
	p.card(cmp.Or(label(b), b.Type.Value), rows)
}

func (p *picture) section(title string, products []*template.Product, apart bool) []cardRow {
	var rows []cardRow
	if apart {
		rows = append(rows, cardRow{})
	}
	rows = append(rows, p.draw(literal(fixed(title)), ink{role: strong}, p.inner)...)
	for _, product := range products {
		rows = append(rows, p.product(product)...)
	}
	return rows
}

// product draws a name with its price on the right, and below whether it is to be had and how it is described.
func (p *picture) product(product *template.Product) []cardRow {
	price := strings.TrimSpace(product.Price.Value + " " + product.Currency.Value)
	price = p.paint(truncate(printable(price), p.inner), ink{role: accent})
	width := p.inner
	beside := price != "" && cells(price)+2 <= p.inner/2
	if beside {
		width -= cells(price) + 2
	}
	name := oneLine(Piece{Text: cmp.Or(product.Name.Value, product.RetailerID.Value)})
	name.Kind, name.Marker = Bullet, bulletMarker
	rows := p.draw([]Line{name}, ink{}, width)
	switch {
	case beside:
		rows[0] = cardRow{text: p.pad(rows[0], width) + p.blanks(2) + price}
	case price != "":
		rows = append(rows, cardRow{text: price, at: right})
	}
	if about := p.about(product); about != "" {
		rows = append(rows, cardRow{text: p.blanks(2) + p.paint(about, ink{role: faint})})
	}
	return rows
}

// about is what fits in a row of a product's availability and the first line of its description.
func (p *picture) about(product *template.Product) string {
	first, _, _ := strings.Cut(strings.TrimSpace(product.Description.Value), "\n")
	parts := []string{product.Availability.Value, strings.TrimSpace(first)}
	if parts[0] == "" || parts[1] == "" {
		return truncate(printable(parts[0]+parts[1]), p.inner-2)
	}
	return truncate(printable(strings.Join(parts, " · ")), p.inner-2)
}
