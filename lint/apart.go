package lint

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// apart is a rule that something has certain other components not beside it.
type apart struct {
	id   string
	what string
	find func(*template.Template) template.Span
	none string // the others, as the summary calls them
	hint string
	not  []component
}

// component is one of a template's components that may be out of place.
type component struct {
	what string
	find func(*template.Template) template.Span
}

var (
	ltoNoFooter = apart{
		"lto-no-footer", "a limited-time offer", anOffer, "no footer", "say it in the body",
		[]component{{"a footer", aFooter}},
	}.rule()
	carouselNoOtherTopLevel = apart{
		"carousel-no-other-top-level", "a carousel", aCarousel, "neither header nor footer nor buttons", "move it into the body or the cards",
		[]component{{"a header", aHeader}, {"a footer", aFooter}, {"a button", anyButton}},
	}.rule()
	callPermissionExclusive = apart{
		"call-permission-exclusive", "a call permission request", aCallPermission, "neither buttons nor a carousel", "make a template of its own for it",
		[]component{{"a button", anyButton}, {"a carousel", aCarousel}},
	}.rule()
)

func (a apart) rule() Rule {
	return Rule{
		ID:       a.id,
		Summary:  fmt.Sprintf("%s has %s beside it", a.what, a.none),
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			if a.find(p.Template) == (template.Span{}) {
				return
			}
			for _, other := range a.not {
				if at := other.find(p.Template); at != (template.Span{}) {
					p.ReportHint(at, a.hint, "%s stands beside %s, which has %s beside it", other.what, a.what, a.none)
				}
			}
		},
	}
}
