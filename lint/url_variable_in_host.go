package lint

import "github.com/watemplate/watemplate/template"

var urlVariableInHost = Rule{
	ID:       "url-variable-in-host",
	Summary:  "the variable of an address stands after its host",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range urls(p) {
			if !t.variableInHost() {
				continue
			}
			first := t.Placeholders[0]
			p.ReportHint(t.at(first), "begin with your own domain: https://acme.example/"+t.spelled(first),
				"%s has %s in its host; the domain has to be fixed", t.noun, t.spelled(first))
		}
	},
}

// variableInHost reports whether the first placeholder of an address stands before its path.
func (t text) variableInHost() bool {
	if len(t.Placeholders) == 0 {
		return false
	}
	before, _ := afterScheme(t.Value[:t.Placeholders[0].Start])
	return hostOf(before) == before
}
