package render

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var tableRow = regexp.MustCompile("(?m)^\\| (`.+?`) \\| ([^|]+) \\|")

// TestFormattingIsDescribed holds the tables of docs/formatting.md to what is shown.
func TestFormattingIsDescribed(t *testing.T) {
	page, err := os.ReadFile("../docs/formatting.md")
	require.NoError(t, err)
	rows := tableRow.FindAllStringSubmatch(string(page), -1)
	require.Greater(t, len(rows), 30)
	for _, row := range rows {
		written := strings.ReplaceAll(unquoted(row[1]), "⏎", "\n")
		assert.Equal(t, row[2], inWords(Markup(static(written))), written)
	}
}

// unquoted is the text of a code span of Markdown.
func unquoted(span string) string {
	ticks := span[:len(span)-len(strings.TrimLeft(span, "`"))]
	text := strings.TrimSuffix(strings.TrimPrefix(span, ticks), ticks)
	if strings.Contains(text, "`") { // blanks that part its own backticks from those around
		text = strings.TrimSuffix(strings.TrimPrefix(text, " "), " ")
	}
	return text
}

// inWords says what lines look like.
func inWords(lines []Line) string {
	var all []string
	for _, l := range lines {
		var runs []string
		for _, r := range l.Runs {
			words := ""
			for i, word := range []string{"bold ", "italic ", "struck ", "code ", "monospace ", "link "} {
				if r.Style&(1<<i) != 0 && l.Kind != Block {
					words += word
				}
			}
			runs = append(runs, words+"`"+r.Text+"`")
		}
		kind := map[LineKind]string{Bullet: "bullet ", Numbered: "number ", Quote: "quote ", Block: "block "}[l.Kind]
		all = append(all, kind+strings.Join(runs, ", "))
	}
	return strings.Join(all, " ⏎ ")
}
