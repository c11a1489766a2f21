package verbs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestStatusTable writes the README's table of exit statuses.
func TestStatusTable(t *testing.T) {
	src, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	found := 0
	got := generated.ReplaceAllStringFunc(string(src), func(part string) string {
		found++
		return "<!-- statuses -->\n\n" + statusTable() + "\n<!-- end -->"
	})
	require.Equal(t, 1, found)
	if *update {
		require.NoError(t, os.WriteFile("../../README.md", []byte(got), 0o644))
		return
	}
	assert.Equal(t, got, string(src))
}

// TestEnvironment: every variable that is read is explained, and none that is not.
func TestEnvironment(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var code strings.Builder
	for _, path := range sources {
		if path != "topics.go" && !strings.HasSuffix(path, "_test.go") {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			code.Write(src)
		}
	}
	explained := map[string]bool{}
	for _, v := range environment {
		for _, name := range regexp.MustCompile(`\b[A-Z][A-Z_]{3,}\b`).FindAllString(v.name+" "+v.meaning, -1) {
			explained[name] = true
		}
		// The last is read by the standard library.
		assert.True(t, strings.Contains(code.String(), `"`+v.name+`"`) || v.name == "XDG_CACHE_HOME", v.name)
	}
	for _, m := range regexp.MustCompile(`(?i:getenv)\("([A-Z_]+)"\)|Variable += "([A-Z_]+)"`).FindAllStringSubmatch(code.String(), -1) {
		assert.True(t, explained[m[1]+m[2]], "%s is not explained", m[1]+m[2])
	}
}

// TestTopicsFit: the texts of help are no wider than the others.
func TestTopicsFit(t *testing.T) {
	for _, topic := range topics() {
		for line := range strings.Lines(topic.Long) {
			assert.LessOrEqual(t, len(line), helpWidth+1, line)
		}
	}
}
