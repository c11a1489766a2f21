package lint

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// The joiners bind letters and emoji to one another; alone they cannot be seen.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// visible spells out what a terminal would obey rather than show, as template.Visible does, and what nobody could see:
// characters without width, where they do not join others. Tabs stay.
func visible(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	before := rune(0)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		escape, must := template.VisibleRune(r)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case must && r != '\t':
			b.WriteString(escape)
		case !must && unseen(r, before):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteString(s[i : i+n])
		}
		before = r
		i += n
	}
	return b.String()
}

// visibleLine is visible for a text that has to stay on one line without tabs: a name, a message.
func visibleLine(s string) string { return strings.ReplaceAll(visible(s), "\t", `\t`) }

// plain reports whether a text is nothing but printable ASCII and tabs.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '\t' && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}

// unseen reports whether a character has no width, so that nobody sees it after the one before it.
func unseen(r, before rune) bool {
	switch {
	case r == joiner, r == nonJoiner:
		return !unicode.In(before, unicode.L, unicode.M, unicode.So, unicode.Sk)
	case r >= 0xe0020 && r <= 0xe007f: // the letters of a flag such as Scotland's
		return !unicode.Is(unicode.So, before) && (before < 0xe0020 || before > 0xe007f)
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
