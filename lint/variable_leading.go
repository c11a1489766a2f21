package lint

import "github.com/watemplate/watemplate/template"

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
	if v := t.Placeholders[0]; nothing(t.before()) {
		p.ReportHint(t.at(v), "put a word before it: Hello "+t.spelled(v),
			"%s begins with %s; text has to come first", t.noun, t.spelled(v))
	}
}
