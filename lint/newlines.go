package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// The texts that stand on one line.
var (
	headerNewline = oneLine("header-newline", "a text header stands on one line", header)
	footerNewline = oneLine("footer-newline", "the footer stands on one line", footer)
)

func oneLine(id, summary string, texts func(*Pass) []text) Rule {
	return Rule{
		ID:       id,
		Summary:  summary,
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			for _, t := range texts(p) {
				if i := strings.IndexByte(t.Value, '\n'); i >= 0 {
					p.ReportHint(t.Span(lineAfter(t.Value, i)), "write it on one line; with >- instead of | its lines are joined",
						"%s has %s; it may have none", t.noun, count(strings.Count(t.Value, "\n"), "line break", "line breaks"))
				}
			}
		},
	}
}

// lineAfter is the first line with text on it after the break at i, or the break where nothing follows.
func lineAfter(s string, i int) (start, end int) {
	for start = i; start < len(s) && (s[start] == '\n' || s[start] == ' '); start++ {
	}
	if start == len(s) {
		return i, i + 1
	}
	if n := strings.IndexByte(s[start:], '\n'); n >= 0 {
		return start, start + n
	}
	return start, len(s)
}
