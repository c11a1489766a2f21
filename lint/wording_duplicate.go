package lint

import (
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var wordingDuplicate = Rule{
	ID:       "wording-duplicate",
	Summary:  "no other template says the same in body and footer",
	Severity: template.Warning,
	Stage:    template.Create,
	Across: &Comparison{
		keys: func(s *Summary, add func(uint64)) {
			if s.Wording != 0 {
				add(s.Wording*31 + uint64(s.Language))
			}
		},
		pick: unlike(func(first, s *Summary) bool { return s.Name != first.Name }),
		check: func(s *Set) {
			first := s.Templates[0]
			words := wordingOf(first)
			if words == "" {
				return
			}
			for _, t := range s.Templates[1:] {
				if t.Name.Value != first.Name.Value && t.Language.Value == first.Language.Value && wordingOf(t) == words {
					s.ReportHint(t, t.Body.Text.At(), "that body stands at "+place(first, first.Body.Text.At()),
						"body and footer say what those of %s say; Meta may refuse a template that repeats another", first.Name.Value)
				}
			}
		},
	},
}

// wording appends what a template says in body and footer: blanks and line breaks as one blank, placeholders by their
// numbers. It is nil for a template that may say what others do: Meta writes the body of an authentication template, and
// one of placeholders alone says nothing by itself.
func wording(b []byte, t *template.Template) []byte {
	switch {
	case t.Body == nil, !t.Body.Text.IsSet(), t.Body.SecurityRecommendation.IsSet(), t.Category.Value == "authentication",
		hasButton(t, "otp"), text{Text: t.Body.Text}.onlyVariables():
		return nil
	}
	b = utter(b, t.Body.Text)
	if t.Footer != nil {
		b = utter(append(b, 0), t.Footer.Text)
	}
	return b
}

func utter(b []byte, t template.Text) []byte {
	gap, begun := false, false
	say := func(s string) {
		for _, r := range s {
			if unicode.IsSpace(r) {
				gap = true
				continue
			}
			if gap && begun {
				b = append(b, ' ')
			}
			gap, begun = false, true
			b = utf8.AppendRune(b, r)
		}
	}
	at := 0
	for _, p := range t.Placeholders {
		if p.Slot == 0 {
			continue
		}
		say(t.Value[at:p.Start])
		say(wire(p))
		at = p.End
	}
	say(t.Value[at:])
	return b
}

// wordingOf is what [wording] makes of a template, as a text.
func wordingOf(t *template.Template) string { return string(wording(nil, t)) }
