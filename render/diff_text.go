package render

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// text compares two texts and points at the first character that differs.
func (d *drift) text(here, there template.Text, what string) {
	spell := template.Text.Wire
	if d.local.Named() && d.account.Named() {
		spell = template.Text.WireNamed
	}
	a, b := spell(here), spell(there)
	if a == b {
		return
	}
	before, after := difference(a, b)
	from, to := authored(here, spell, before), authored(here, spell, len(a)-after)
	d.report(here.Span(from, max(from, to)), "%s has %s; the account has %s",
		what, excerpt(a[before:len(a)-after]), excerpt(b[before:len(b)-after]))
}

// authored is where in the text, as its author spells it, a byte of another spelling stands: a placeholder is one
// thing, and its middle is its beginning.
func authored(t template.Text, spell func(template.Text) string, wire int) int {
	at, passed := 0, 0
	for _, p := range t.Placeholders {
		if static := p.Start - at; passed+static >= wire {
			break
		} else {
			passed += static + len(spell(template.Text{Value: t.Value[p.Start:p.End], Placeholders: []template.Placeholder{
				{Name: p.Name, Slot: p.Slot, End: p.End - p.Start},
			}}))
		}
		if at = p.End; passed > wire {
			return p.Start
		}
	}
	return min(len(t.Value), at+max(wire-passed, 0))
}

// difference is how many bytes two texts begin and end with in common, without tearing a word that differs.
func difference(a, b string) (before, after int) {
	for before < min(len(a), len(b)) && a[before] == b[before] {
		before++
	}
	for before > 0 && inWord(a[before-1]) && (inWord(at(a, before)) || inWord(at(b, before))) {
		before--
	}
	for after < min(len(a), len(b))-before && a[len(a)-1-after] == b[len(b)-1-after] {
		after++
	}
	for after > 0 && inWord(a[len(a)-after]) && (inWord(at(a, len(a)-after-1)) || inWord(at(b, len(b)-after-1))) {
		after--
	}
	return before, after
}

// at is a byte of a text, 0 where it has none.
func at(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}

// inWord reports whether a byte belongs to a word; every byte of a character beyond ASCII does, so that none is torn.
func inWord(c byte) bool {
	return c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// excerpt quotes a piece of a text, its beginning if it is long.
func excerpt(s string) string {
	const most = 40
	if s == "" {
		return "nothing"
	}
	runes := []rune(s)
	if len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return `"` + strings.Trim(template.Visible(s), `"`) + `"`
}
