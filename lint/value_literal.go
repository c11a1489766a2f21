package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var valueLiteral = Rule{
	ID:       "value-literal",
	Summary:  "a value is no leftover of the program that made it: {{name}}, undefined, null, NaN",
	Severity: template.Warning,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if v.Key == "link" && (strings.Contains(v.value, "<<") || strings.Contains(v.value, "{{")) {
				continue // which header-link says
			}
			if start, end, ok := leftover(v.value); ok {
				p.ReportHint(v.span(start, end), "", "%s holds %q, which looks like a gap that was not filled", v, v.value[start:end])
			}
		}
	},
}

// gaps are the marks that languages of templates put around a name; some are a sign even without their other half.
var gaps = []struct {
	open, end string
	alone     bool
}{
	{"{{", "}}", true},
	{"}}", "", true},
	{"[object Object]", "", true},
	{"${", "}", false},
	{"<<", ">>", false},
	{"<%", "%>", false},
}

// leftover finds what programs leave in a text where a value was to go. Null is a word of some languages, and counts
// only by itself.
func leftover(s string) (start, end int, ok bool) {
	for _, mark := range gaps {
		if i := strings.Index(s, mark.open); i >= 0 {
			end = i + len(mark.open)
			n := strings.Index(s[end:], mark.end)
			if n < 0 && mark.alone {
				return i, end, true
			}
			if n >= 0 {
				return i, end + n + len(mark.end), true
			}
		}
	}
	for _, word := range []string{"undefined", "NaN"} {
		if i := strings.Index(s, word); i >= 0 && wholeWord(s, i, i+len(word)) {
			return i, i + len(word), true
		}
	}
	if t := strings.TrimSpace(s); t == "null" || t == "None" || t == "nil" {
		i := strings.Index(s, t)
		return i, i + len(t), true
	}
	return 0, 0, false
}

// wholeWord reports whether no word goes on before or after s[start:end].
func wholeWord(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start]) // at an edge RuneError, which is in no word
	after, _ := utf8.DecodeRuneInString(s[end:])
	return !wordRune(before) && !wordRune(after)
}
