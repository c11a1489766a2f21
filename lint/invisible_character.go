package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var invisibleCharacter = Rule{
	ID:       "invisible-character",
	Summary:  "a text has no characters that nobody can see",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, texts := range [...][]text{p.texts, footer(p), labels(p)} {
			for _, t := range texts {
				if i, r := firstHidden(t.Value); r != 0 {
					p.ReportHint(t.Span(i, i+utf8.RuneLen(r)), "leave it out", "%s has the invisible character U+%04X", t.noun, r)
				}
			}
		}
	},
}

// firstHidden finds the first character that nobody can see.
func firstHidden(s string) (int, rune) {
	if ascii(s) {
		return 0, 0
	}
	before := rune(0)
	for i, r := range s {
		if hidden(r, before, s) {
			return i, r
		}
		before = r
	}
	return 0, 0
}

// hidden reports whether a character is there for no reader. Marks of direction have a purpose where a script runs from
// right to left, and so does a break without width where words stand without blanks.
func hidden(r, before rune, s string) bool {
	switch {
	case r < 0x80, r == '\u00ad': // a soft hyphen shows where a line is broken
		return false
	case strings.ContainsRune("\u034f\u115f\u1160\u2800\u3164\uffa0", r):
		return true
	case r == '\u200b':
		return !strings.ContainsFunc(s, unspaced)
	case unicode.Is(unicode.Bidi_Control, r):
		return !strings.ContainsFunc(s, rightToLeft)
	case r == joiner, r == nonJoiner:
		return !unicode.In(before, unicode.L, unicode.M, unicode.So, unicode.Sk) || unicode.Is(unicode.Latin, before)
	}
	return unseen(r, before)
}

func rightToLeft(r rune) bool {
	return r > 0x7f && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// ascii reports whether a text has nothing but ASCII.
func ascii(s string) bool {
	for len(s) >= 8 {
		if s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7] >= 0x80 {
			return false
		}
		s = s[8:]
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
