package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var bodyEdgeBlank = Rule{
	ID:       "body-edge-blank",
	Summary:  "the body neither begins nor ends with blanks or empty lines",
	Severity: template.Warning,
	Stage:    template.Create,
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range body(p) {
			if n := len(t.Value) - len(strings.TrimLeftFunc(t.Value, unicode.IsSpace)); n > 0 && n < len(t.Value) {
				p.ReportEdits(t.Span(0, n), "begin with the first word", patched(t.Text, patch{0, n, ""}), "body begins with %s", blanks(t.Value[:n]))
			}
			if n := len(strings.TrimRightFunc(t.Value, unicode.IsSpace)); n > 0 && n < len(t.Value) {
				p.ReportEdits(t.Span(n, len(t.Value)), "end with the last word", patched(t.Text, patch{n, len(t.Value), ""}), "body ends with %s", blanks(t.Value[n:]))
			}
		}
	},
}

// blanks counts what nobody sees at the edge of a text.
func blanks(s string) string {
	if n := strings.Count(s, "\n"); n > 0 {
		return count(n, "line break", "line breaks")
	}
	return count(len([]rune(s)), "blank", "blanks")
}
