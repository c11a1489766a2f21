package lint

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReportsAreDescribed holds docs/reports.md to what is written.
func TestReportsAreDescribed(t *testing.T) {
	text, err := os.ReadFile("../docs/reports.md")
	require.NoError(t, err)
	page := string(text)
	for _, format := range Formats() {
		assert.Contains(t, page, "\n| `"+format+"` | ")
	}
	var report any
	require.NoError(t, json.Unmarshal([]byte(written(t, reported(), "json", ReportOptions{})), &report))
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for key, e := range v {
				assert.Contains(t, page, "`"+key+"`")
				walk(e)
			}
		}
	}
	walk(report)
	page, about, found := strings.Cut(page, "\n## Baseline\n")
	require.True(t, found)
	d := json.NewDecoder(strings.NewReader(fence(t, page, "json")))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&struct {
		Format   int
		Version  string
		Summary  map[string]int
		Findings []jsonFinding
	}{}))
	b, err := ParseBaseline([]byte(fence(t, about, "json")))
	require.NoError(t, err)
	assert.Equal(t, fence(t, about, "json"), string(b.Bytes()))
}
