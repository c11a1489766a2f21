package lint

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// emojiLimit is a rule that bounds the number of emoji in a text.
type emojiLimit struct {
	id    string
	max   int
	what  string
	texts func(*Pass) []text
	code  string
}

var (
	headerEmoji = emojiLimit{"header-emoji", 0, "a text header", header, ""}.rule()
	bodyEmoji   = emojiLimit{"body-emoji", 10, "the body", body, ""}.rule()
	footerEmoji = emojiLimit{"footer-emoji", 0, "the footer", footer, "100/2388073"}.rule()
)

func (l emojiLimit) rule() Rule {
	summary := fmt.Sprintf("%s has at most %d emoji", l.what, l.max)
	if l.max == 0 {
		summary = l.what + " has no emoji"
	}
	return Rule{
		ID:       l.id,
		Summary:  summary,
		Severity: template.Error,
		Stage:    template.Create,
		Code:     l.code,
		Check: func(p *Pass) {
			for _, t := range l.texts(p) {
				n, from, to := countEmoji(t.Value, l.max)
				switch {
				case n <= l.max:
				case l.max == 0:
					p.Report(t.Span(from, to), "%s has %d emoji; it may have none", t.noun, n)
				default:
					p.Report(t.Span(from, to), "%s has %d emoji; the limit is %d", t.noun, n, l.max)
				}
			}
		},
	}
}

// countEmoji counts the emoji of a text, and finds the first one beyond a limit.
func countEmoji(s string, limit int) (n, from, to int) {
	for start, end := range emojis(s) {
		if n++; n == limit+1 {
			from, to = start, end
		}
	}
	return n, from, to
}
