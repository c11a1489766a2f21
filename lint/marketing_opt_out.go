package lint

import "github.com/watemplate/watemplate/template"

var marketingOptOut = Rule{
	ID:       "marketing-opt-out",
	Summary:  "a marketing template shows its reader how to opt out",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		category := p.Template.Category
		if category.Value != "marketing" || len(p.words().hits[optOutWords]) > 0 {
			return
		}
		x := lexiconOf(p.Template.Language.Value)
		if x == nil || x.first[optOutWords] == "" {
			return // how the language says it is not known
		}
		p.ReportHint(category.At(), optOutPlace(p.Template)+x.first[optOutWords], "a marketing template says nowhere how to opt out")
	},
}

// optOutPlace says where a template of this kind has room for the way out.
func optOutPlace(t *template.Template) string {
	switch {
	case t.Offer != nil, t.Carousel != nil:
		return "say it at the end of the body, such as: "
	case len(t.Buttons) > 0 && oneOfAKind(t.Buttons[0].Type.Value):
		return "say it in the footer, such as: "
	}
	return "add a quick reply, or a footer, such as: "
}

// oneOfAKind reports whether a button of that type stands alone.
func oneOfAKind(kind string) bool { return kind == "catalog" || kind == "mpm" || kind == "spm" }
