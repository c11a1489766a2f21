package lint

import (
	"strings"
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

// wording hands on what a template says in body and footer, byte by byte: blanks and line breaks as one blank,
// placeholders by their numbers. It is false for a template that may say what others do: Meta writes the body of an
// authentication template, and one of placeholders alone says nothing by itself.
func wording(t *template.Template, emit func(byte)) bool {
	if t.Body == nil || !t.Body.Text.IsSet() || t.Body.SecurityRecommendation.IsSet() || t.Category.Value == "authentication" {
		return false
	}
	for _, b := range t.Buttons {
		if b.Type.Value == "otp" {
			return false
		}
	}
	if !wordy(t.Body.Text) {
		return false
	}
	utter(t.Body.Text, emit)
	if t.Footer != nil {
		emit(0)
		utter(t.Footer.Text, emit)
	}
	return true
}

// wordy reports whether a text has a letter or a digit besides its placeholders.
func wordy(t template.Text) bool {
	for from, to := range (text{Text: t}).static() {
		if strings.IndexFunc(t.Value[from:to], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			return true
		}
	}
	return false
}

func utter(t template.Text, emit func(byte)) {
	gap, begun := false, false
	var buf [utf8.UTFMax]byte
	say := func(s string) {
		for _, r := range s {
			if unicode.IsSpace(r) {
				gap = true
				continue
			}
			if gap && begun {
				emit(' ')
			}
			gap, begun = false, true
			for _, b := range utf8.AppendRune(buf[:0], r) {
				emit(b)
			}
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
}

// wordingOf is what [wording] hands on; empty where it is false.
func wordingOf(t *template.Template) string {
	var b strings.Builder
	if !wording(t, func(c byte) { b.WriteByte(c) }) {
		return ""
	}
	return b.String()
}
