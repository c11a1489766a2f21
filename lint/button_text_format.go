package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var buttonTextFormat = Rule{
	ID:       "button-text-format",
	Summary:  "a button's text has no variable, line break, emoji or formatting",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388060",
	Check: func(p *Pass) {
		for _, t := range labels(p) {
			if len(t.Placeholders) > 0 {
				v := t.Placeholders[0]
				p.Report(t.at(v), "%s has the variable %s; it may have none", t.noun, t.spelled(v))
			}
			if i := strings.IndexAny(t.Value, lineBreaks); i >= 0 {
				p.Report(t.Span(lineAfter(t.Value, i)), "%s has a line break; it stands on one line", t.noun)
			}
			for start, end := range emojis(t.Value) {
				p.Report(t.Span(start, end), "%s has the emoji %s; it may have none", t.noun, t.Value[start:end])
				break
			}
			if start, end, ok := t.formatting(); ok {
				p.Report(t.Span(start, end), "%s has the formatting %q; it may have none", t.noun, t.Value[start:end])
			}
		}
	},
}
