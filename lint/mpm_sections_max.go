package lint

import (
	"cmp"

	"github.com/watemplate/watemplate/template"
)

const maxSections = 10

var mpmSectionsMax = Rule{
	ID:       "mpm-sections-max",
	Summary:  "an mpm button has at most 10 sections",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for i, b := range p.Template.Buttons {
			if n := len(b.Sections); n > maxSections {
				p.Report(placeOfSection(b, b.Sections[maxSections]), "button %d has %d sections; the limit is %d", i+1, n, maxSections)
			}
		}
	},
}

// placeOfSection is where a section shows itself: its title, else its first product.
func placeOfSection(b *template.Button, s *template.Section) template.Span {
	at := s.Title.At()
	if len(s.Products) > 0 {
		at = cmp.Or(at, s.Products[0].RetailerID.At())
	}
	return cmp.Or(at, b.SectionsAt())
}
