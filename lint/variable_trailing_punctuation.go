package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Meta's own samples have a full stop behind the last variable, and several people report that theirs were refused.
var variableTrailingPunctuation = Rule{
	ID:       "variable-trailing-punctuation",
	Summary:  "more than punctuation stands before the body's first variable and after its last",
	Severity: template.Warning,
	Stage:    template.Create,
	Code:     codeEdge,
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			if v, s := t.Placeholders[0], t.before(); punctuation(s) && !nothing(s) {
				p.ReportHint(t.at(v), "put a word before it", "body has only %q before %s; it may count as beginning with a variable",
					strings.TrimSpace(s), t.spelled(v))
			}
			if v, s := t.last(), t.after(); punctuation(s) && !nothing(s) {
				p.ReportHint(t.at(v), `add a few words after it, such as "Thank you."`,
					"body has only %q after %s; it may count as ending with a variable", strings.TrimSpace(s), t.spelled(v))
			}
		}
	},
}
