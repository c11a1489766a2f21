package lint

import "github.com/watemplate/watemplate/template"

var paramsUnused = Rule{
	ID:       "params-unused",
	Summary:  "every named parameter of the template is used in a text",
	Severity: template.Warning,
	Stage:    template.Both,
	Check: func(p *Pass) {
		if len(p.Template.Params) == 0 {
			return
		}
		used := map[string]bool{}
		for _, t := range p.texts {
			for _, v := range t.slots {
				used[v.Name] = true
			}
		}
		for _, q := range p.Template.Params {
			if name := q.Name.Value; !used[name] {
				p.ReportHint(q.At(), "write <<"+name+">> where it belongs, or remove it", "parameter %q is used in no text", name)
			}
		}
	},
}
