package verbs

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// diffContext is how many lines around a change are shown.
const diffContext = 3

// maxComparison bounds the work of comparing: where more pairs of lines than that differ, all of them are replaced.
const maxComparison = 4 << 20

// edit is a line of a diff: kept, taken out or put in.
type edit struct {
	sign byte // ' ', '-' or '+'
	line string
}

// unifiedDiff is the difference between two texts as diff -u writes it.
func unifiedDiff(name string, before, after []byte, color bool) []byte {
	paint := func(code, s string) string { return s }
	if color {
		paint = func(code, s string) string { return "\x1b[" + code + "m" + s + "\x1b[0m" }
	}
	var b bytes.Buffer
	name = template.Visible(name)
	fmt.Fprintf(&b, "%s\n%s\n", paint("1", "--- "+name), paint("1", "+++ "+name))
	for _, h := range hunks(edits(lines(before), lines(after))) {
		fmt.Fprintln(&b, paint("36", h.head()))
		for _, e := range h.edits {
			line, complete := strings.CutSuffix(e.line, "\n")
			text := string(e.sign) + template.Visible(line)
			if code := map[byte]string{'-': "31", '+': "32"}[e.sign]; code != "" {
				text = paint(code, text)
			}
			fmt.Fprintln(&b, text)
			if !complete {
				fmt.Fprintln(&b, `\ No newline at end of file`)
			}
		}
	}
	return b.Bytes()
}

// lines cuts a text into lines, each with its break.
func lines(text []byte) []string {
	var all []string
	for line := range bytes.Lines(text) {
		all = append(all, string(line))
	}
	return all
}

// edits turns one list of lines into another with the fewest changes.
func edits(before, after []string) []edit {
	var head, tail []edit
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		head = append(head, edit{' ', before[0]})
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		tail = append(tail, edit{' ', before[len(before)-1]})
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	slices.Reverse(tail)
	return slices.Concat(head, middle(before, after), tail)
}

// middle compares lines of which the first and the last differ.
func middle(before, after []string) []edit {
	var all []edit
	common := commonLines(before, after)
	for i, j := 0, 0; i < len(before) || j < len(after); {
		switch {
		case common != nil && i < len(before) && j < len(after) && before[i] == after[j]:
			all = append(all, edit{' ', before[i]})
			i, j = i+1, j+1
		case i < len(before) && (j == len(after) || common == nil || common[i+1][j] >= common[i][j+1]):
			all = append(all, edit{'-', before[i]})
			i++
		default:
			all = append(all, edit{'+', after[j]})
			j++
		}
	}
	return all
}

// commonLines counts, for each pair of places, the lines that both texts have from there on; nil if that are too many.
func commonLines(before, after []string) [][]int32 {
	if len(before)*len(after) > maxComparison {
		return nil
	}
	count := make([][]int32, len(before)+1)
	for i := range count {
		count[i] = make([]int32, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			count[i][j] = max(count[i+1][j], count[i][j+1])
			if before[i] == after[j] {
				count[i][j] = count[i+1][j+1] + 1
			}
		}
	}
	return count
}

// hunk is a stretch of changes with the lines around them.
type hunk struct {
	before, after int // the lines above it
	edits         []edit
}

// head says which lines the hunk has, as diff -u does: of none it names the line above.
func (h hunk) head() string {
	minus, plus := 0, 0
	for _, e := range h.edits {
		if e.sign != '+' {
			minus++
		}
		if e.sign != '-' {
			plus++
		}
	}
	return fmt.Sprintf("@@ -%d,%d +%d,%d @@", h.before+min(minus, 1), minus, h.after+min(plus, 1), plus)
}

// hunks leaves out what is far from any change.
func hunks(all []edit) []hunk {
	var found []hunk
	var h *hunk
	before, after, quiet := 0, 0, 0 // quiet: how many unchanged lines went before
	for i, e := range all {
		if e.sign != ' ' && h == nil {
			context := min(quiet, diffContext)
			found = append(found, hunk{before - context, after - context, append([]edit(nil), all[i-context:i]...)})
			h = &found[len(found)-1]
		}
		quiet++
		if e.sign != ' ' {
			quiet = 0
		}
		if h != nil {
			h.edits = append(h.edits, e)
			if quiet > 2*diffContext {
				h.edits = h.edits[:len(h.edits)-quiet+diffContext]
				h = nil
			}
		}
		if e.sign != '+' {
			before++
		}
		if e.sign != '-' {
			after++
		}
	}
	if h != nil && quiet > diffContext {
		h.edits = h.edits[:len(h.edits)-quiet+diffContext]
	}
	return found
}
