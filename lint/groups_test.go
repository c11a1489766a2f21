package lint

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGroups holds that every part of the catalogue, as its empty lines divide it, has a heading.
func TestGroups(t *testing.T) {
	src, err := os.ReadFile("catalogue.go")
	require.NoError(t, err)
	_, list, found := strings.Cut(string(src), "var catalogue = []Rule{\n")
	require.True(t, found)
	list, _, _ = strings.Cut(list, "\n}\n")
	n := 0
	var firsts []string
	for part := range strings.SplitSeq(list, "\n\n") {
		firsts = append(firsts, catalogue[n].ID)
		for line := range strings.Lines(part) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				n++
			}
		}
	}
	require.Equal(t, len(catalogue), n, "one rule stands on one line")
	var headed []string
	for _, g := range groups {
		headed = append(headed, g.first)
	}
	assert.Equal(t, firsts, headed, "the first rules of the catalogue's parts, and those of groups.go")
	n = 0
	for _, g := range Groups() {
		assert.NotEmpty(t, g.Title)
		n += len(g.Rules)
	}
	assert.Equal(t, len(catalogue), n)
}

func TestSummary(t *testing.T) {
	assert.Equal(t, "a text header stands on one line", InShort("header-newline"))
	assert.Equal(t, "the document has the keys, types and values that the language knows", InShort("shape"))
	assert.Empty(t, InShort("header-newlines"))
}
