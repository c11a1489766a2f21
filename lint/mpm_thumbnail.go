package lint

import "github.com/watemplate/watemplate/template"

var mpmThumbnail = Rule{
	ID:       "mpm-thumbnail",
	Summary:  "an mpm button that has sections has a thumbnail, and one that has a thumbnail has sections",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for i, b := range p.Template.Buttons {
			if b.Type.Value != "mpm" {
				continue
			}
			switch {
			case b.Thumbnail == nil && len(b.Sections) > 0:
				p.ReportHint(b.SectionsAt(), "write thumbnail: {product_retailer_id: ...}, one of the products", "button %d has sections and no thumbnail", i+1)
			case b.Thumbnail != nil && len(b.Sections) == 0:
				p.ReportHint(b.Thumbnail.At(), "write sections, with the products of the message", "button %d has a thumbnail and no sections", i+1)
			}
		}
	},
}

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
