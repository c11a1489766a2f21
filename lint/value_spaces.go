package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var valueSpaces = Rule{
	ID:       "value-spaces",
	Summary:  "a value has no more than four spaces in a row",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "132018",
	Fixable:  true,
	Check: func(p *Pass) {
		for v := range p.values() {
			if start, end, ok := manySpaces(v.value); ok && strings.TrimSpace(v.value) != "" {
				p.ReportEdits(v.span(start+maxSpaces, end), "leave four of them", patched(v.Param.Value, fewerBlanks(v.value)...),
					"%s has %d spaces in a row; the limit is %d", v, end-start, maxSpaces)
			}
		}
	},
}
