package template

import "strings"

// Nearest returns the known word that a misspelt one is closest to, the first of equals, or "" if all of them are more
// than most edits away. Capital letters are no edits.
func Nearest(word string, known []string, most int) string {
	const long = 64 // no known word is: a longer one is not measured
	if len(word) > long {
		return ""
	}
	best := ""
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d <= most {
			best, most = k, d-1
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of neighbours between two short words.
func distance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			cost := last[j]
			if a[i] != b[j] {
				cost = 1 + min(last[j], last[j+1], row[j])
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cost = min(cost, before[j-1]+1)
			}
			row[j+1] = cost
		}
		before, last = last, row
	}
	return last[len(b)]
}
