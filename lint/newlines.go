package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// The texts that stand on one line.
var (
	headerNewline = oneLine("header-newline", "a text header stands on one line", "", header)
	footerNewline = oneLine("footer-newline", "the footer stands on one line", "100/2388073", footer)
)

// lineBreaks are the characters at which a phone begins another line.
const lineBreaks = "\n\v\f\r\u0085\u2028\u2029"

func oneLine(id, summary, code string, texts func(*Pass) []text) Rule {
	return Rule{
		ID:       id,
		Summary:  summary,
		Severity: template.Error,
		Stage:    template.Create,
		Code:     code,
		Check: func(p *Pass) {
			for _, t := range texts(p) {
				if i := strings.IndexAny(t.Value, lineBreaks); i >= 0 {
					p.ReportHint(t.Span(lineAfter(t.Value, i)), "write it on one line; with >- instead of | its lines are joined",
						"%s has %s; it may have none", t.noun, count(breaks(t.Value), "line break", "line breaks"))
				}
			}
		},
	}
}

// breaks counts the line breaks of a text. A carriage return before a line feed is part of it.
func breaks(s string) int {
	n := -strings.Count(s, "\r\n")
	for _, r := range s {
		if strings.ContainsRune(lineBreaks, r) {
			n++
		}
	}
	return n
}

// lineAfter is the first line with text on it after the break at i, or the break where nothing follows.
func lineAfter(s string, i int) (start, end int) {
	rest := strings.TrimLeft(s[i:], " "+lineBreaks)
	if rest == "" {
		_, n := utf8.DecodeRuneInString(s[i:])
		return i, i + n
	}
	start = len(s) - len(rest)
	if n := strings.IndexAny(rest, lineBreaks); n >= 0 {
		return start, start + n
	}
	return start, len(s)
}
