package template

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds Parse to its promises for any bytes: no panic, every span inside the file, the text under a
// placeholder's span is that placeholder, and no key of an accepted file is passed over.
func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse("f.yaml", src)
		for _, d := range file.Problems {
			inside(t, src, d.At, d.Message)
			if d.Message == "" || !utf8.ValidString(d.Message) {
				t.Fatalf("a fault without words: %q", d.Message)
			}
		}
		if len(file.Problems) == 0 && len(file.unread) > 0 {
			t.Fatalf("accepted, and passed over: %q", file.unread)
		}
		for _, tpl := range file.Templates {
			inside(t, src, tpl.At(), "template")
			for _, p := range tpl.Parameters() {
				inside(t, src, p.At(), p.Name())
			}
			for _, text := range texts(tpl) {
				checkPlaceholders(t, src, text)
			}
		}
		for _, m := range file.Messages {
			inside(t, src, m.At(), "message")
		}
	})
}

// seed begins with every file that there is, and with those that match the patterns.
func seed(f *testing.F, patterns ...string) {
	f.Helper()
	patterns = append(patterns, "testdata/faults/*.yaml", "../examples/*.yaml", "../examples/messages/*.yaml", "../lint/testdata/*/*.yaml")
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src)
		}
	}
}

// texts returns every text of a template that may hold placeholders, but for a body that is not in the file.
func texts(t *Template) []Text {
	var all []Text
	if t.Header != nil {
		all = append(all, t.Header.Text)
	}
	if t.Body != nil && !t.Body.Preset() {
		all = append(all, t.Body.Text)
	}
	if t.Footer != nil {
		all = append(all, t.Footer.Text)
	}
	for _, b := range t.Buttons {
		all = append(all, b.Text, b.URL, b.PhoneNumber)
	}
	return all
}

func checkPlaceholders(t *testing.T, src []byte, text Text) {
	t.Helper()
	for i, p := range text.Placeholders {
		if i == 100 {
			return // enough, and each span has its price
		}
		at := text.Span(p.Start, p.End)
		inside(t, src, at, p.Name)
		mark := text.Value[p.Start:p.End]
		s := newSource(src)
		under := string(s.text[s.offset(at.Start.Line, at.Start.Column):s.offset(at.End.Line, at.End.Column)])
		// Escapes and folded lines are spelt otherwise in the source.
		if under != mark && !strings.ContainsAny(under, "\\\n\r'") {
			t.Fatalf("under the placeholder %q stands %q", mark, under)
		}
	}
}

// inside fails unless a span lies in the text, Start before End.
func inside(t *testing.T, src []byte, at Span, what string) {
	t.Helper()
	s := newSource(src)
	if len(src) > MaxSize {
		return
	}
	for _, p := range []Pos{at.Start, at.End} {
		if s.pos(s.offset(p.Line, p.Column)) != p {
			t.Fatalf("%s: %v is outside the text", what, p)
		}
	}
	if at.Start.Compare(at.End) > 0 {
		t.Fatalf("%s: %v ends before it begins", what, at)
	}
}
