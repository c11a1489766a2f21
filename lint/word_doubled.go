package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// neverTwice are words that no sentence of their language has twice in a row. Most words may stand so, for emphasis.
var neverTwice = map[string]string{
	"en": " a an the of to and for your you we our with at from this be has have or by as are ",
	"es": " el la los las de del en y a un una por con su al se tu para ",
	"pt": " o a os as de da do em e um uma por com sua seu ao ",
	"fr": " le la les de du des en et un une pour avec votre à sur ",
	"de": " und für mit ein eine zu im am vom von ist wird ",
	"it": " il la i di del della e un una per con al ",
	"nl": " het een de en van voor met naar ",
}

var wordDoubled = Rule{
	ID:       "word-doubled",
	Summary:  "no small word of the body stands twice in a row",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		words := neverTwice[base(p.Template.Language.Value)]
		if words == "" {
			return
		}
		for _, texts := range p.running() {
			for _, t := range texts {
				if start, end, ok := t.doubled(words); ok {
					p.ReportHint(t.Span(start, end), "write it once", "%s has the word %q twice", t.noun, t.Value[start:end])
				}
			}
		}
	},
}

// doubled finds the second of two equal words with nothing but blanks between them.
func (t text) doubled(words string) (start, end int, ok bool) {
	for from, to := range t.static() {
		before := ""
		for i := from; i < to; {
			if asciiBlank(t.Value[i]) {
				i++
				continue
			}
			end := i + 1
			for end < to && !asciiBlank(t.Value[end]) {
				end++
			}
			word := t.Value[i:end]
			// Vitamin A a day is no mistake.
			same := len(word) == len(before) && (word == before || len(word) > 1 && strings.EqualFold(word, before))
			if same && strings.Contains(words, " "+word+" ") {
				return i, end, true
			}
			before, i = word, end
		}
	}
	return 0, 0, false
}

func asciiBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
