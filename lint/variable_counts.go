package lint

import "github.com/watemplate/watemplate/template"

// The texts that have one variable at the most.
var (
	headerVariableCount = oneVariable("header-variable-count", "a text header has at most one variable", "move the rest to the body", header)
	urlVariableCount    = oneVariable("url-variable-count", "the address of a url button has at most one variable",
		"put all that changes into one variable at the end", urls)
)

func oneVariable(id, summary, hint string, texts func(*Pass) []text) Rule {
	return Rule{
		ID:       id,
		Summary:  summary,
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			for _, t := range texts(p) {
				if n := len(t.Placeholders); n > 1 {
					p.ReportHint(t.at(t.Placeholders[1]), hint, "%s has %d variables; the limit is 1", t.noun, n)
				}
			}
		},
	}
}
