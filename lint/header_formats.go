package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// wantedHeader is a rule that a template with something special has a header of some formats alone.
type wantedHeader struct {
	id      string
	what    string // the special thing
	find    func(*template.Template) template.Span
	formats []string
	needed  bool
}

var (
	ltoHeaderFormat = wantedHeader{"lto-header-format", "a limited-time offer", anOffer, []string{"image", "video"}, false}.rule()
	mpmHeaderFormat = wantedHeader{"mpm-header-format", "an mpm button", aButton("mpm"), []string{"text"}, false}.rule()
	spmHeader       = wantedHeader{"spm-header", "an spm button", aButton("spm"), []string{"product"}, true}.rule()
	catalogNoHeader = wantedHeader{"catalog-no-header", "a catalog button", aButton("catalog"), nil, false}.rule()
	authNoHeader    = wantedHeader{"auth-no-header", "an authentication template", anAuthentication, nil, false}.rule()
)

func (f wantedHeader) rule() Rule {
	choice := enumerate(f.formats)
	summary := fmt.Sprintf("%s has no header but one of format %s", f.what, choice)
	switch {
	case len(f.formats) == 0:
		summary = f.what + " has no header"
	case f.needed:
		summary = fmt.Sprintf("%s has a header of format %s", f.what, choice)
	}
	return Rule{
		ID:       f.id,
		Summary:  summary,
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			h := p.Template.Header
			if h == nil && !f.needed || h != nil && (h.Format.Value == "" || slices.Contains(f.formats, h.Format.Value)) {
				return
			}
			at := f.find(p.Template)
			switch {
			case at == (template.Span{}):
			case h == nil:
				p.Report(at, "template has no header; %s has one of format %s", f.what, choice)
			case len(f.formats) == 0:
				p.ReportHint(h.Format.At(), "leave the header out", "template has a header of format %s; %s has none", h.Format.Value, f.what)
			default:
				p.Report(h.Format.At(), "the header's format is %s; that of %s is %s", h.Format.Value, f.what, choice)
			}
		},
	}
}

// productHeader is the other half of spm-header: cards have products too, and are asked by rules of their own.
var productHeader = Rule{
	ID:       "product-header",
	Summary:  "a header of format product stands above an spm button",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		h := p.Template.Header
		if h != nil && h.Format.Value == "product" && !hasButton(p.Template, "spm") {
			p.ReportHint(h.Format.At(), "add a button of type spm", "the header's format is product, but no spm button shows the product")
		}
	},
}

// enumerate joins words as a choice: image, video or product.
func enumerate(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
