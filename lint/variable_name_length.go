package lint

import "github.com/watemplate/watemplate/template"

const maxName = 32

var variableNameLength = Rule{
	ID:       "variable-name-length",
	Summary:  "a placeholder's name has at most 32 characters",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range p.texts {
			for _, v := range t.Placeholders {
				if n := len(v.Name); n > maxName && v.Named() {
					end := v.End - 2
					for t.Value[end-1] == ' ' || t.Value[end-1] == '\t' {
						end--
					}
					p.Report(t.Span(end-n+maxName, end), "name %q has %d characters; the limit is %d", v.Name, n, maxName)
				}
			}
		}
	},
}
