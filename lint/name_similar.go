package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

var nameSimilar = Rule{
	ID:       "name-similar",
	Summary:  "no two templates have nearly the same name",
	Severity: template.Warning,
	Stage:    template.Create,
	Across:   &Comparison{keys: lettersBut, pick: oneOfEach, check: compareNames},
}

// letters are the sum of a name's letters, and the letters that it has. Names that differ in underscores and doubled
// letters alone have one sum, and so have those in which neighbours change places. What makes another name, the first
// and the last letter and the digits in their order, is in the sum too.
func letters(name string) (sum uint64, alphabet uint32) {
	fixed := emptyHash
	var last rune
	for i, w := range wordsOf(name) {
		for j, r := range undoubled(w) {
			digit := r >= '0' && r <= '9'
			if digit || i+j == 0 {
				fixed.byte(byte(r))
			}
			if digit {
				continue
			}
			last = r
			sum += weight(r)
			if r >= 'a' && r <= 'z' {
				alphabet |= 1 << (r - 'a')
			}
		}
	}
	fixed.byte(byte(last))
	return sum + uint64(fixed), alphabet
}

// weight is a letter's share in a sum: so large that no others are likely to add up to it.
func weight(r rune) uint64 {
	x := uint64(r) * 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// lettersBut gives a name's sum, and what the sum is without one of its letters: names that differ in one letter share
// one of these.
func lettersBut(s *Summary, add func(uint64)) {
	if s.Name == 0 {
		return
	}
	add(s.Letters)
	for r := 'a'; r <= 'z'; r++ {
		if s.Alphabet>>(r-'a')&1 == 1 {
			add(s.Letters - weight(r))
		}
	}
}

// oneOfEach picks the first template of each name, if there are several names.
func oneOfEach(_ *Options, group []*Summary) []int {
	if !slices.ContainsFunc(group[1:], func(s *Summary) bool { return s.Name != group[0].Name }) {
		return nil
	}
	seen := make(map[uint64]bool, len(group))
	var picked []int
	for i, s := range group {
		if !seen[s.Name] {
			seen[s.Name] = true
			picked = append(picked, i)
		}
	}
	return picked
}

func compareNames(s *Set) {
	names := make([][]string, len(s.Templates))
	for i, t := range s.Templates {
		names[i] = wordsOf(t.Name.Value)
		for j, first := range s.Templates[:i] {
			if t.Name.Value != first.Name.Value && similar(names[i], names[j]) {
				s.ReportHint(t, t.Name.At(), "that name stands at "+place(first, first.Name.At())+"; if both are meant, tell them apart more clearly",
					"name %q is nearly that of another template, %q", t.Name.Value, first.Name.Value)
				break
			}
		}
	}
}

// wordsOf cuts a name at what is neither letter nor digit.
func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !wordRune(r) })
}

// undoubled is a word with its doubled letters, which people forget or add, written once: not a short one, for ii and xx
// may be numbers, nor one with a letter four times in a row.
func undoubled(word string) string {
	if len(word) < 5 || strings.ContainsFunc(word, unicode.IsDigit) {
		return word
	}
	var kept []rune
	run := 0 // how often the last letter stands there
	for _, r := range word {
		switch {
		case run == 0 || r != kept[len(kept)-1]:
			run = 1
		case run < 3:
			run++
			continue
		default:
			return word
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// similar reports whether two names are likely to be one, misspelt: they are equal but for the gaps between words, or
// one word of one has a slip of the pen. Different digits, and different endings, are different names: promo_1 and
// promo_2, order_update and order_updates, pedido_enviado and pedido_enviada.
func similar(a, b []string) bool {
	if joined(a) == joined(b) {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	other := -1
	for i := range a {
		if a[i] != b[i] {
			if other >= 0 {
				return false
			}
			other = i
		}
	}
	return other >= 0 && (misspelt(a[other], b[other]) || misspelt(undoubled(a[other]), undoubled(b[other])))
}

// joined writes words without gaps, but between two digits, and without doubled letters.
func joined(words []string) string {
	var b strings.Builder
	last := 'a'
	for _, w := range words {
		w = undoubled(w)
		if r := rune(w[0]); unicode.IsDigit(last) && unicode.IsDigit(r) {
			b.WriteByte('_')
		}
		b.WriteString(w)
		last = rune(w[len(w)-1])
	}
	return b.String()
}

// misspelt reports whether two words differ by two neighbours that changed places, or, in a long word, by one letter that
// is another, missing or too many. It stands neither at the beginning nor in the ending, where one letter makes another
// word.
func misspelt(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	head := 0
	for head < len(a) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	x, y := a[head:len(a)-tail], b[head:len(b)-tail]
	if strings.ContainsFunc(x+y, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return false
	}
	switch {
	case len(x) == 2 && len(y) == 2:
		return len(a) >= 6 && head >= 1 && tail >= 1 && x[0] == y[1] && x[1] == y[0]
	case len(x) <= 1 && len(y) == 1:
		return len(a) >= 8 && head >= 2 && tail >= 3
	}
	return false
}
