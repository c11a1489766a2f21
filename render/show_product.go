package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// listedProducts is how many of an mpm button's products are shown: they may be 30, and the first tell what they are.
const listedProducts = 6

// products is the list that an mpm button opens.
func (s *stage) products(b *template.Button) {
	total := 0
	var body []block
	for _, section := range b.Sections {
		shown := section.Products[:min(len(section.Products), max(listedProducts-total, 0))]
		total += len(section.Products)
		if len(shown) == 0 {
			continue
		}
		titled := block{texts: []text{{role: strong, lines: literal(fixed(section.Title.Value))}}}
		for _, p := range shown {
			titled.products = append(titled.products, newProduct(p))
		}
		body = append(body, titled)
	}
	if total == 0 {
		return
	}
	if hidden := total - listedProducts; hidden > 0 {
		body = append(body, block{texts: []text{more(hidden, " more")}})
	}
	s.scene.lists = append(s.scene.lists, sheet{title: cmp.Or(label(b), b.Type.Value), body: body})
}

// newProduct tells of a product its price, whether it is to be had, and the first line of its description.
func newProduct(p *template.Product) product {
	first, _, _ := strings.Cut(strings.TrimSpace(p.Description.Value), "\n")
	about := []string{p.Availability.Value, strings.TrimSpace(first)}
	return product{
		name:  cmp.Or(p.Name.Value, p.RetailerID.Value),
		price: strings.TrimSpace(p.Price.Value + " " + p.Currency.Value),
		about: strings.Join(slices.DeleteFunc(about, func(s string) bool { return s == "" }), " · "),
		link:  p.ImageURL.Value,
	}
}
