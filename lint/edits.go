package lint

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// patch is what a part of a text, in bytes, is to be instead.
type patch struct {
	start, end int
	with       string
}

// patched are the edits that make the patches of a text. There are none where one of them cannot be made.
func patched(t template.Text, patches ...patch) []template.Edit {
	var edits []template.Edit
	for _, p := range patches {
		e, ok := t.Replace(p.start, p.end, p.with)
		if !ok {
			return nil
		}
		edits = append(edits, e)
	}
	return edits
}

// fewerBlanks are the patches that make spaces of a text's tabs, and leave no more in a row than may stand there.
func fewerBlanks(s string) []patch {
	const most = "    "
	var all []patch
	for start := 0; start < len(s); start++ {
		end := start + len(s[start:]) - len(strings.TrimLeft(s[start:], " \t"))
		switch n := end - start; {
		case strings.IndexByte(s[start:end], '\t') >= 0:
			all = append(all, patch{start, end, most[:min(n, maxSpaces)]})
		case n > maxSpaces:
			all = append(all, patch{start + maxSpaces, end, ""})
		}
		start = end
	}
	return all
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
		n, ok := readNumber(v.Name)
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
		n, _ := readNumber(v.Name)
		i, _ := slices.BinarySearch(order, n)
		want := strconv.Itoa(i + 1)
		if want == v.Name {
			continue
		}
		start := v.Start + strings.Index(t.spelled(v), v.Name)
		one := patched(t.Text, patch{start, start + len(v.Name), want})
		if one == nil {
			return nil
		}
		edits = append(edits, one...)
	}
	return edits
}

// readNumber reads the number of a placeholder, which may be 0 or have leading zeros.
func readNumber(name string) (int, bool) {
	if !digits(name) || len(name) > maxDigits {
		return 0, false
	}
	n, err := strconv.Atoi(name)
	return n, err == nil
}
