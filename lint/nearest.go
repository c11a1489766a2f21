package lint

// nearest returns the candidate with the fewest edits from word, the first of equals, or "" if all are further than
// limit.
func nearest(word string, candidates []string, limit int) string {
	best := ""
	for _, c := range candidates {
		if d := edits(word, c); d <= limit {
			best, limit = c, d-1
		}
	}
	return best
}

// edits counts the letters to insert, drop or change to turn a into b.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
