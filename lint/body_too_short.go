package lint

import (
	"unicode"

	"github.com/watemplate/watemplate/template"
)

// A single word without variables passes Meta's reviewers, who see all that will be sent; it is only no utility. Of the
// short bodies those with too many variables are said by variable-ratio.
var bodyTooShort = Rule{
	ID:       "body-too-short",
	Summary:  "the body says what it is about, in more than a word or a greeting",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		const few, short = 4, 12
		for _, t := range prose(p) {
			if len(t.Value) > 100 || unspacedIn(t.Value) {
				continue
			}
			slots, n := len(t.Placeholders), t.words(len(t.Value))-len(t.Placeholders)
			switch {
			case slots == 0 && n < 2 && p.Template.Category.Value == "utility":
				p.ReportHint(t.Span(0, len(t.Value)), "name the order, the visit or the account that it is about",
					"body has %s; a utility template that names no transaction counts as marketing", count(n, "word", "words"))
			case slots > 0 && n > 2*slots && n < few && t.letters() < short:
				p.ReportHint(t.Span(0, len(t.Value)), "name the order, the visit or the offer that it is about",
					"body has %s besides its variables, with %d letters; reviewers cannot tell what it is for", count(n, "word", "words"), t.letters())
			}
		}
	},
}

// letters counts those of the text itself.
func (t text) letters() int {
	n := 0
	for from, to := range t.static() {
		for _, r := range t.Value[from:to] {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}
