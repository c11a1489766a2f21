package lint

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// byName groups the templates of one name.
func byName(s *Summary, add func(uint64)) {
	if s.Name != 0 {
		add(s.Name)
	}
}

// unlike picks the first of a group, and those that differ from it.
func unlike(differ func(first, s *Summary) bool) func(*Options, []*Summary) []int {
	return func(_ *Options, group []*Summary) []int {
		picked := []int(nil)
		for i, s := range group[1:] {
			if !differ(group[0], s) {
				continue
			}
			if picked == nil {
				picked = []int{0}
			}
			picked = append(picked, i+1)
		}
		return picked
	}
}

// pairs calls a function with the first of a set and each of the others that is another template of the same name.
func pairs(s *Set, compare func(first, t *template.Template)) {
	first := s.Templates[0]
	for _, t := range s.Templates[1:] {
		if t.Name.Value == first.Name.Value && !same(t, first) {
			compare(first, t)
		}
	}
}

// languagePairs calls a function with the first of a set and each of the others that is the same template in another language.
func languagePairs(s *Set, compare func(first, t *template.Template)) {
	pairs(s, func(first, t *template.Template) {
		if t.Language.Value != first.Language.Value {
			compare(first, t)
		}
	})
}

// same reports whether two templates are one: somebody named a file twice.
func same(a, b *template.Template) bool { return a.File == b.File && a.At() == b.At() }

// place says where something stands: shop.yaml:3:1.
func place(t *template.Template, at template.Span) string {
	return fmt.Sprintf("%s:%d:%d", t.File, at.Start.Line, at.Start.Column)
}
