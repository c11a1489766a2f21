package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var variableAdjacent = Rule{
	ID:       "variable-adjacent",
	Summary:  "text or punctuation stands between two variables of the body",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			p.checkAdjacent(t)
		}
	},
}

func (p *Pass) checkAdjacent(t text) {
	for i := 1; i < len(t.Placeholders); i++ {
		if strings.TrimFunc(t.between(i), blank) == "" {
			p.ReportHint(t.at(t.Placeholders[i]), "put a word or a comma between them, or make one variable of the two",
				"variable %s follows %s with nothing between them", t.spelled(t.Placeholders[i]), t.spelled(t.Placeholders[i-1]))
		}
	}
}
