package lint

import "github.com/watemplate/watemplate/template"

var variableTrailing = Rule{
	ID:       "variable-trailing",
	Summary:  "the body does not end with a variable",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     codeEdge,
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			p.checkTrailing(t)
		}
	},
}

func (p *Pass) checkTrailing(t text) {
	if v := t.last(); nothing(t.after()) {
		p.ReportHint(t.at(v), `add a few words after it, such as "Thank you."`,
			"%s ends with %s; text has to come last", t.noun, t.spelled(v))
	}
}
