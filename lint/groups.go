package lint

import "slices"

// Group is a part of the catalogue that a reader looks up as one.
type Group struct {
	Title string
	Rules []Rule
}

// groups are the headings of the catalogue: each holds from its rule to that of the next. They stand where the catalogue
// has an empty line.
var groups = []struct{ first, title string }{
	{"name-charset", "Name, language and settings"},
	{"header-length", "Header"},
	{"body-length", "Body"},
	{"format-unbalanced", "Formatting"},
	{"footer-length", "Footer"},
	{"buttons-total", "Buttons"},
	{"auth-preset", "Authentication"},
	{"lto-category", "Offers and coupons"},
	{"carousel-category", "Carousels"},
	{"catalog-category", "Products, orders and calls"},
	{"variable-syntax", "Placeholders"},
	{"params-missing", "Parameters"},
	{"content-promo-in-utility", "Wording"},
	{"value-empty", "Values"},
	{"name-language-unique", "Several templates together"},
}

// Groups returns the catalogue in reading order under its headings.
func Groups() []Group {
	var all []Group
	for _, r := range catalogue {
		for _, g := range groups {
			if g.first == r.ID {
				all = append(all, Group{Title: g.title})
			}
		}
		last := &all[len(all)-1]
		last.Rules = append(last.Rules, r)
	}
	return slices.Clip(all)
}
