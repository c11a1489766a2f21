package lint

import (
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var buttonTextAlphanumeric = Rule{
	ID:       "button-text-alphanumeric",
	Summary:  "a quick reply has letters, digits, blanks and punctuation alone",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, part := range p.Template.Parts() {
			for i, b := range part.Buttons {
				if b.Type.Value == "quick_reply" {
					p.checkSymbols(text{noun: noun{"text of button", i + 1, part.Card}, Text: b.Text})
				}
			}
		}
	},
}

// checkSymbols reports the first symbol of a label. What button-text-format refuses is not said again.
func (p *Pass) checkSymbols(t text) {
	if strings.IndexFunc(t.Value, symbol) < 0 || len(t.Placeholders) > 0 {
		return
	}
	done := 0
	look := func(to int) bool {
		i := strings.IndexFunc(t.Value[done:to], symbol)
		if i < 0 {
			return false
		}
		start := done + i
		end := start
		for _, r := range t.Value[start:to] {
			if !symbol(r) {
				break
			}
			end += len(string(r))
		}
		p.ReportHint(t.Span(start, end), "say it in words", "%s has %q; letters, digits and punctuation alone are sure to be taken",
			t.noun, t.Value[start:end])
		return true
	}
	for start, end := range emojis(t.Value) {
		if look(start) {
			return
		}
		done = end
	}
	look(len(t.Value))
}

// symbol reports the arrows, ticks and signs that are neither punctuation nor part of a word. An amount of money and a
// rate are words.
func symbol(r rune) bool {
	return unicode.In(r, unicode.Sm, unicode.So, unicode.Sk) && !strings.ContainsRune("+~`º°№", r)
}
