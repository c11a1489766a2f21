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
	Check: func(p *Pass) {
		for v := range p.values() {
			if start, end, ok := manySpaces(v.value); ok && strings.TrimSpace(v.value) != "" {
				p.Report(v.span(start+maxSpaces, end), "%s has %d spaces in a row; the limit is %d", v, end-start, maxSpaces)
			}
		}
	},
}
