package lint

import (
	"cmp"

	"github.com/watemplate/watemplate/template"
)

const maxProducts = 30

var mpmProductsMax = Rule{
	ID:       "mpm-products-max",
	Summary:  "an mpm button has at most 30 products in all its sections",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for i, b := range p.Template.Buttons {
			n, at := 0, template.Span{}
			for _, s := range b.Sections {
				for _, product := range s.Products {
					if n++; n == maxProducts+1 {
						at = cmp.Or(product.RetailerID.At(), product.Name.At(), b.SectionsAt())
					}
				}
			}
			if n > maxProducts {
				p.Report(at, "button %d has %d products; the limit is %d", i+1, n, maxProducts)
			}
		}
	},
}
