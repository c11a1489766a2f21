package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// maxSpaces is how many spaces in a row Meta takes in a value; more in a template's own text is at least unwise.
const maxSpaces = 4

var bodySpaces = Rule{
	ID:       "body-spaces",
	Summary:  "the body has no tab and no more than four spaces in a row",
	Severity: template.Warning,
	Stage:    template.Create,
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range body(p) {
			if i := strings.IndexByte(t.Value, '\t'); i >= 0 {
				p.ReportEdits(t.Span(i, i+1), "write a space", patched(t.Text, fewerBlanks(t.Value)...), "body has a tab, which phones show in different ways")
			}
			if start, end, ok := manySpaces(t.Value); ok {
				p.ReportEdits(t.Span(start+maxSpaces, end), "leave four of them", patched(t.Text, fewerBlanks(t.Value)...),
					"body has %d spaces in a row; more than %d may be refused", end-start, maxSpaces)
			}
		}
	},
}

// manySpaces finds the first run of more than maxSpaces spaces.
func manySpaces(s string) (start, end int, ok bool) {
	const many = "     "
	start = strings.Index(s, many)
	if start < 0 {
		return 0, 0, false
	}
	return start, len(s) - len(strings.TrimLeft(s[start:], " ")), true
}
