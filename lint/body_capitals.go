package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var bodyCapitals = Rule{
	ID:       "body-capitals",
	Summary:  "the body does not shout: not mostly in capitals, and without !!! or ???",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range prose(p) {
			if start, end, ok := shouted(t.Value); ok {
				p.ReportHint(t.Span(start, end), "one is enough", "body has %q, which reads as spam", t.Value[start:end])
			}
			large, small := 0, 0
			for from, to := range t.static() {
				for _, r := range t.Value[from:to] {
					switch {
					case 'a' <= r && r <= 'z':
						small++
					case unicode.IsUpper(r):
						large++
					case unicode.IsLower(r):
						small++
					}
				}
			}
			if large >= 10 && large > small {
				p.ReportHint(t.Span(0, len(t.Value)), "write it as any other sentence", "%d of the body's %d letters are capitals, which reads as shouting", large, large+small)
			}
		}
	},
}

// shouted finds three exclamation or question marks in a row.
func shouted(s string) (start, end int, ok bool) {
	for i := 0; i < len(s); i++ {
		n := strings.IndexAny(s[i:], "!?")
		if n < 0 {
			break
		}
		i += n
		rest := strings.TrimLeft(s[i:], "!?")
		if run := len(s) - i - len(rest); run >= 3 {
			return i, i + run, true
		}
	}
	return 0, 0, false
}
