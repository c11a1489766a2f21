package lint

import (
	"github.com/watemplate/watemplate/template"
)

var paramsMissing = Rule{
	ID:       "params-missing",
	Summary:  "every placeholder has an entry in params",
	Severity: template.Error,
	Stage:    template.Both,
	Code:     "132000",
	Check: func(p *Pass) {
		names := make([]string, len(p.Template.Params))
		known := make(map[string]bool, len(names))
		for i, q := range p.Template.Params {
			names[i] = q.Name.Value
			known[q.Name.Value] = true
		}
		for _, t := range p.texts {
			for _, v := range t.slots {
				if v.Named() && !known[v.Name] {
					p.ReportHint(t.at(v), hintForName(v.Name, names),
						"placeholder %s has no entry in the params of the template", t.spelled(v))
				}
				if v.Named() {
					continue
				}
				if v.Number > len(t.params) && t.numbered() > len(t.params) {
					p.ReportHint(t.at(v), "add one, such as {name: order, example: A-1043}",
						"placeholder %s has no entry in params: %s has %s and %s",
						t.spelled(v), t.noun, count(t.numbered(), "variable", "variables"), count(len(t.params), "entry", "entries"))
					break
				}
			}
		}
		for _, q := range p.parameters {
			if b := body(p); q.Param == nil && p.isCode(q) && (len(b) == 0 || len(b[0].Placeholders) == 0) {
				p.ReportHint(p.Template.Buttons[q.Button].At(), "give the body a placeholder for it, and an entry in params",
					"button %d has no code to copy: neither it nor the body has a parameter", q.Button+1)
			}
		}
	},
}

// hintForName says how to give a named placeholder its entry, or which name may have been meant.
func hintForName(name string, names []string) string {
	const many = 100 // are more than anybody would misspell
	if near := template.Nearest(name, names[:min(len(names), many)], 2); near != "" {
		return "write <<" + near + ">>, or add " + name + " to the params of the template"
	}
	return "add " + name + " to the params of the template: " + name + ": {example: ...}"
}

// numbered counts the distinct positional placeholders.
func (t text) numbered() int {
	n := 0
	for _, v := range t.slots {
		if !v.Named() {
			n++
		}
	}
	return n
}
