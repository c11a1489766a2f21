package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var headerFormatting = Rule{
	ID:       "header-formatting",
	Summary:  "a text header has no formatting: no *, ~ or `, and no _word_",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range header(p) {
			if start, end, ok := t.formatting(); ok {
				p.ReportHint(t.Span(start, end), "leave it out: WhatsApp shows the header in bold anyway",
					"header has the formatting %q; it may have none", t.Value[start:end])
			}
		}
	},
}

// formatting finds the first piece of WhatsApp's markup in a text: a mark that cannot be anything else, or a word
// between underscores.
func (t text) formatting() (start, end int, found bool) {
	if i := strings.IndexAny(t.Value, "*~`"); i >= 0 {
		return i, i + 1, true
	}
	return t.pair('_')
}

// pair finds the first stretch between two marks that WhatsApp would take for markup: the first before a word, the
// second after one.
func (t text) pair(mark byte) (start, end int, found bool) {
	if strings.IndexByte(t.Value, mark) < 0 {
		return 0, 0, false
	}
	for from, to := range t.static() {
		open := -1
		for i := from; i < to; i++ {
			if t.Value[i] != mark {
				continue
			}
			before, _ := utf8.DecodeLastRuneInString(t.Value[:i])
			after, _ := utf8.DecodeRuneInString(t.Value[i+1:])
			switch {
			case open >= 0 && i > open+1 && !unicode.IsSpace(before) && !wordRune(after):
				return open, i + 1, true
			case !wordRune(before) && after != utf8.RuneError && !unicode.IsSpace(after):
				open = i
			}
		}
	}
	return 0, 0, false
}

// wordRune reports whether a character belongs to a word. The one that stands for the end of a text does not.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
