package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var bodyFloatingVariable = Rule{
	ID:       "body-floating-variable",
	Summary:  "no line of the body has a variable alone",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			for i, v := range t.Placeholders {
				before, after := t.Value[:v.Start], t.Value[v.End:]
				from := strings.LastIndexByte(before, '\n')
				to := strings.IndexByte(after, '\n')
				if from < 0 || to < 0 || !nothing(before[from:]) || !nothing(after[:to]) {
					continue
				}
				if i == 0 && nothing(before) || i == len(t.Placeholders)-1 && nothing(after) {
					continue // said by variable-leading and variable-trailing
				}
				p.ReportHint(t.at(v), "say on its line what it is, such as Order: "+t.spelled(v),
					"variable %s stands alone on its line, which reviewers often refuse", t.spelled(v))
			}
		}
	},
}
