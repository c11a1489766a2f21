package recipients

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDocsHeadings holds that the page on lists names what people may call the columns of a contact.
func TestDocsHeadings(t *testing.T) {
	var lines []string
	for _, key := range append(slices.Clone(contactKeys), "language") {
		var names []string
		for _, name := range slices.Sorted(maps.Keys(headings)) {
			if headings[name] == key && name != key {
				names = append(names, "`"+name+"`")
			}
		}
		lines = append(lines, fmt.Sprintf("- `%s`: %s", key, strings.Join(names, ", ")))
	}
	page, err := os.ReadFile("../docs/recipients.md")
	require.NoError(t, err)
	assert.Contains(t, string(page), "\n"+strings.Join(lines, "\n")+"\n")
}
