package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Meta answers a variable at either end of the body with one and the same code.
const codeEdge = "100/2388299"

var variableLeading = Rule{
	ID:       "variable-leading",
	Summary:  "the body does not begin with a variable",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     codeEdge,
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			p.checkLeading(t)
		}
	},
}

func (p *Pass) checkLeading(t text) {
	v := t.Placeholders[0]
	if !nothing(t.before()) {
		return
	}
	hint := "put a word before it"
	if rest := strings.TrimLeft(t.Value[v.End:], "*_~"); strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "!") { // somebody is called
		hint += ": Hello " + t.spelled(v)
	}
	p.ReportHint(t.at(v), hint, "%s begins with %s; text has to come first", t.noun, t.spelled(v))
}
