package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

// prose returns the body where its wording is the author's: that of an authentication template is Meta's preset, and
// has rules of its own.
func prose(p *Pass) []text {
	if p.Template.Category.Value == "authentication" || hasButton(p.Template, "otp") {
		return nil
	}
	return body(p)
}

// marked returns the author's body if it has placeholders, and something besides.
func marked(p *Pass) []text {
	all := prose(p)
	if len(all) == 0 || len(all[0].Placeholders) == 0 || all[0].onlyVariables() {
		return nil
	}
	return all
}

// before, after and between are the stretches of text around the placeholders.
func (t text) before() string { return t.Value[:t.Placeholders[0].Start] }

func (t text) after() string { return t.Value[t.last().End:] }

func (t text) between(i int) string { return t.Value[t.Placeholders[i-1].End:t.Placeholders[i].Start] }

func (t text) last() template.Placeholder { return t.Placeholders[len(t.Placeholders)-1] }

// onlyVariables reports whether there is neither a letter nor a digit beside the placeholders.
func (t text) onlyVariables() bool {
	for from, to := range t.static() {
		if !punctuation(t.Value[from:to]) {
			return false
		}
	}
	return true
}

// nothing reports whether a stretch has only blanks, characters that cannot be seen and formatting marks.
func nothing(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !blank(r) && !strings.ContainsRune("*_~`", r) })
}

// punctuation reports whether a stretch has neither letters nor digits.
func punctuation(s string) bool { return !strings.ContainsFunc(s, wordRune) }

// blank reports whether a character cannot be seen.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r > 0x7f && (unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) ||
		r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0')
}
