package lint

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// stretch is a part of a text, in bytes.
type stretch struct{ start, end int }

// replaced are the edits that write other words in place of some stretches of a text. There are none where one of them
// cannot be written there.
func replaced(t template.Text, with string, stretches ...stretch) []template.Edit {
	var edits []template.Edit
	for _, s := range stretches {
		e, ok := t.Replace(s.start, s.end, with)
		if !ok {
			return nil
		}
		edits = append(edits, e)
	}
	return edits
}

// tabs are the stretches of a text that are a tab.
func tabs(s string) []stretch {
	var all []stretch
	for i := range len(s) {
		if s[i] == '\t' {
			all = append(all, stretch{i, i + 1})
		}
	}
	return all
}

// surplusSpaces are the stretches of a text that are spaces beyond the most that may stand in a row.
func surplusSpaces(s string) []stretch {
	var all []stretch
	for from := 0; ; {
		start, end, ok := manySpaces(s[from:])
		if !ok {
			return all
		}
		all = append(all, stretch{from + start + maxSpaces, from + end})
		from += end
	}
}

// rewritten is the edit that writes a text anew, in quotes.
func rewritten(t template.Text, value string) []template.Edit {
	if e, ok := t.Rewrite(value); ok {
		return []template.Edit{e}
	}
	return nil
}

// renumbered are the edits that number the placeholders of a text from 1 without gaps, in the order of their numbers.
// There are none unless each keeps its entry in params: there is one for each of them, or none at all.
func (t text) renumbered() []template.Edit {
	numbers := map[int]string{} // as they are spelt
	for _, v := range t.Placeholders {
		n, ok := number(v.Name)
		if spelt := numbers[n]; !ok || spelt != "" && spelt != v.Name {
			return nil
		}
		numbers[n] = v.Name
	}
	if len(t.params) > 0 && len(t.params) != len(numbers) || len(t.brokenMarks()) > 0 {
		return nil
	}
	order := slices.Sorted(maps.Keys(numbers))
	var edits []template.Edit
	for _, v := range t.Placeholders {
		n, _ := number(v.Name)
		i, _ := slices.BinarySearch(order, n)
		want := strconv.Itoa(i + 1)
		if want == v.Name {
			continue
		}
		start := v.Start + strings.Index(t.spelled(v), v.Name)
		one := replaced(t.Text, want, stretch{start, start + len(v.Name)})
		if one == nil {
			return nil
		}
		edits = append(edits, one...)
	}
	return edits
}

// number reads the number of a placeholder, which may be 0 or have leading zeros.
func number(name string) (int, bool) {
	if !digits(name) || len(name) > maxDigits {
		return 0, false
	}
	n, err := strconv.Atoi(name)
	return n, err == nil
}
