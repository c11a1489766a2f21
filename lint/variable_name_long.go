package lint

import "github.com/watemplate/watemplate/template"

var variableNameLong = Rule{
	ID:       "variable-name-long",
	Summary:  "a placeholder's name has at most 20 characters, which every program takes",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		const limit = 20
		for _, t := range p.texts {
			for _, v := range t.slots {
				if n := len(v.Name); n > limit && n <= maxName && v.Named() { // a longer one is said by variable-name-length
					p.Report(t.at(v), "name %q has %d characters; some programs take no more than %d", v.Name, n, limit)
				}
			}
		}
	},
}
