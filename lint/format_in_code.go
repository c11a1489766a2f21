package lint

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var formatInCode = Rule{
	ID:       "format-in-code",
	Summary:  "nothing between backticks is formatted",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, texts := range formatted(p) {
			for _, t := range texts {
				for start, end := range t.code() {
					content := strings.Trim(t.Value[start:end], "`")
					if wrapped(content) || slices.ContainsFunc(strings.Fields(content), wrappedWord) || slices.ContainsFunc(strings.Split(content, "\n"), wrapped) {
						p.ReportHint(t.Span(start, end), "leave the backticks out, or the marks inside them",
							"%s has %q between backticks, where WhatsApp formats nothing", t.noun, content)
					}
				}
			}
		}
	},
}

// wrappedWord reports whether a word, with what punctuation stands around it, is wrapped in asterisks: *A-1043*, or
// *Total:*.
func wrappedWord(s string) bool {
	s = strings.Trim(s, ".,;:!?()")
	return strings.HasPrefix(s, "*") && wrapped(s)
}

// wrapped reports whether a mark of formatting stands around the whole of a text.
func wrapped(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 3 || s[0] != s[len(s)-1] || strings.IndexByte("*_~", s[0]) < 0 {
		return false
	}
	inner := s[1 : len(s)-1]
	return strings.IndexByte(inner, s[0]) < 0 && strings.TrimSpace(inner) == inner && strings.ContainsFunc(inner, wordRune)
}
