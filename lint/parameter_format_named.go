package lint

import "github.com/watemplate/watemplate/template"

var parameterFormatNamed = Rule{
	ID:       "parameter-format-named",
	Summary:  "the variables of a template of parameter_format named have names",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		format := p.Template.ParameterFormat
		if format.Value != "named" || p.Template.Category.Value == "authentication" {
			return // of a text that Meta writes, auth-named speaks
		}
		for _, t := range p.texts {
			for _, v := range t.Placeholders {
				if v.Number > 0 {
					p.ReportHint(t.at(v), "write parameter_format: positional, or give every variable a name",
						"%s has the number %s, but the parameter_format on line %d is named", t.noun, t.spelled(v), format.At().Start.Line)
					return
				}
			}
		}
	},
}
