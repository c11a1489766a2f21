package lint

import "github.com/watemplate/watemplate/template"

// carouselCardVariables asks of a card's body what other rules ask of the template's. People were refused for it, but
// no page of Meta says that cards are held to it.
var carouselCardVariables = Rule{
	ID:       "carousel-card-variables",
	Summary:  "the body of a card has words around its variables",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range cardBodies(p) {
			switch {
			case len(t.Placeholders) == 0:
			case t.onlyVariables():
				p.ReportHint(t.Span(t.Placeholders[0].Start, t.last().End), "say in the template what every message of it says",
					"%s has nothing but variables", t.noun)
			default:
				p.checkLeading(t)
				p.checkTrailing(t)
				p.checkAdjacent(t)
				p.checkRatio(t)
			}
		}
	},
}
