package lint

import (
	"fmt"
	"slices"

	"github.com/watemplate/watemplate/template"
)

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
		if x == nil || len(x.optOut) < 2 {
			return // how the language says it is not known
		}
		p.ReportHint(category.At(), optOutHint(p.Template, x.optOut[0], x.optOut[1]), "a marketing template says nowhere how to opt out")
	},
}

// optOutHint says where a template of this kind has room for the way out.
func optOutHint(t *template.Template, button, sentence string) string {
	switch {
	case t.Offer != nil, t.Carousel != nil: // they have no footer
		return fmt.Sprintf("say it at the end of the body: %q", sentence)
	case len(t.Buttons) > 0 && slices.Contains([]string{"catalog", "mpm", "spm"}, t.Buttons[0].Type.Value): // they stand alone
		return fmt.Sprintf("say it in the footer: %q", sentence)
	}
	return fmt.Sprintf("add a quick reply %q, or a footer %q", button, sentence)
}
