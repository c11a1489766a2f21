package lint

import "github.com/watemplate/watemplate/template"

var urlVariableAtEnd = Rule{
	ID:       "url-variable-at-end",
	Summary:  "the variable of an address is the last thing in it",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range urls(p) {
			if len(t.Placeholders) != 1 || t.variableInHost() {
				continue // said by other rules
			}
			last := t.Placeholders[0]
			if end := len(t.Value); last.End < end {
				p.ReportHint(t.Span(last.End, end), "move it before the variable, or into its value",
					"%s goes on after %s; the variable has to be the end", t.noun, t.spelled(last))
			}
		}
	},
}
