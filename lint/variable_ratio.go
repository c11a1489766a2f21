package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var variableRatio = Rule{
	ID:       "variable-ratio",
	Summary:  "the body has more than three words for each variable, the variables counted as words",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388293",
	Check: func(p *Pass) {
		for _, t := range marked(p) {
			p.checkRatio(t)
		}
	},
}

func (p *Pass) checkRatio(t text) {
	n := len(t.slots)
	if n == 0 || unspacedIn(t.Value) {
		return
	}
	need := 3*n + 1
	words := t.words(need)
	if words >= need {
		return
	}
	allowed := max(0, (words-1)/3)
	p.ReportHint(t.at(t.slots[allowed]), "say more around the variables, or leave one out",
		"%s has %d words, its %s included; WhatsApp wants at least %d", t.noun, words, count(n, "variable", "variables"), need)
}

// unspacedIn reports whether a text has letters of such a script.
func unspacedIn(s string) bool { return !ascii(s) && strings.ContainsFunc(s, unspaced) }

// unspaced reports the letters of scripts that put no blanks between words: how Meta counts theirs is not known.
func unspaced(r rune) bool {
	return r > 0x7f && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai,
		unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// words counts the variables, and what stands between blanks with a letter or a digit of its own, but not further than
// enough.
func (t text) words(enough int) int {
	n := len(t.Placeholders)
	word := false
	for from, to := range t.static() {
		for _, r := range t.Value[from:to] {
			if n >= enough {
				return n
			}
			switch {
			case wordRune(r):
				word = true
			case unicode.IsSpace(r):
				if word {
					n++
				}
				word = false
			}
		}
	}
	if word {
		n++
	}
	return n
}
