package lint

import "github.com/watemplate/watemplate/template"

var mpmThumbnail = buttonRule("mpm", Rule{
	ID:       "mpm-thumbnail",
	Summary:  "an mpm button that has sections has a thumbnail, and one that has a thumbnail has sections",
	Severity: template.Error,
	Stage:    template.Send,
}, func(p *Pass, n int, b *template.Button) {
	switch {
	case b.Thumbnail == nil && len(b.Sections) > 0:
		p.ReportHint(b.SectionsAt(), "write thumbnail: {product_retailer_id: ...}, one of the products", "button %d has sections and no thumbnail", n)
	case b.Thumbnail != nil && len(b.Sections) == 0:
		p.ReportHint(b.Thumbnail.At(), "write sections, with the products of the message", "button %d has a thumbnail and no sections", n)
	}
})

var mpmSectionTitleFormat = Rule{
	ID:       "mpm-section-title-format",
	Summary:  "the title of a section has no formatting",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for _, t := range sectionTitles(p) {
			if start, end, ok := t.formatting(); ok {
				p.Report(t.Span(start, end), "%s has the formatting %q; it may have none", t.noun, t.Value[start:end])
			}
		}
	},
}
