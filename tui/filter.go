package tui

import "strings"

// filter lets some rows through: those that satisfy every one of its terms.
type filter []func(*entry) bool

// states are what a row may be, for is:faulty and its like.
var states = []struct {
	name string
	in   func(*entry) bool
}{
	{"faulty", isFaulty},
	{"error", func(e *entry) bool { return e.errors > 0 }},
	{"stale", func(e *entry) bool { return e.stale }},
}

func isFaulty(e *entry) bool { return e.errors+e.warnings > 0 }

// newFilter reads what was typed. Its words may stand anywhere in what a row is called; lang:pt, category:utility (or
// cat:) and is:faulty, is:error and is:stale speak of one matter alone, by the beginning of its name, so that the list
// follows while they are typed. Any other word with a colon is a word like the others.
func newFilter(text string) filter {
	var f filter
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		f = append(f, term(word))
	}
	return f
}

func term(word string) func(*entry) bool {
	key, value, _ := strings.Cut(word, ":")
	switch {
	case key == word:
	case key == "lang":
		return func(e *entry) bool { return begins(e.language, value) }
	case key == "category" || key == "cat":
		return func(e *entry) bool { return begins(e.category, value) }
	case key == "is":
		if value == "" {
			return func(*entry) bool { return true }
		}
		for _, s := range states {
			if strings.HasPrefix(s.name, value) {
				return s.in
			}
		}
	}
	return func(e *entry) bool { return strings.Contains(e.text, word) }
}

// begins reports whether a text begins with a lowercased one.
func begins(text, with string) bool {
	return len(text) >= len(with) && strings.EqualFold(text[:len(with)], with)
}

func (f filter) lets(e *entry) bool {
	for _, satisfied := range f {
		if !satisfied(e) {
			return false
		}
	}
	return true
}
