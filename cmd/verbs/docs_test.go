package verbs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// generated is a part of a page that the test writes: <!-- keys: template button -->, what follows, <!-- end -->.
var generated = regexp.MustCompile(`(?s)<!-- ([a-z]+)(?:: ([^\n]*?))? -->\n.*?<!-- end -->`)

// parts write the generated parts of a page, each from what stands behind its colon.
type parts map[string]func(t *testing.T, what string) string

// regenerate writes a page's parts anew and runs its commands, in a folder of its own. What the page shows is what is.
func regenerate(t *testing.T, page string, parts parts) {
	t.Helper()
	page, err := filepath.Abs(page)
	require.NoError(t, err)
	src, err := os.ReadFile(page)
	require.NoError(t, err)
	t.Chdir(t.TempDir())

	used := map[string]bool{}
	got := generated.ReplaceAllFunc(src, func(part []byte) []byte {
		m := generated.FindSubmatch(part)
		make, known := parts[string(m[1])]
		require.True(t, known, "%s", m[1])
		used[string(m[1])] = true
		head, _, _ := strings.Cut(string(part), "\n")
		return []byte(head + "\n\n" + make(t, string(m[2])) + "\n<!-- end -->")
	})
	assert.Len(t, used, len(parts))
	got, _ = replay(t, got)
	if *update {
		require.NoError(t, os.WriteFile(page, got, 0o644))
		return
	}
	assert.Equal(t, string(src), string(got))
}

// TestLanguagePage writes the page's tables from the schemas and from templates that it compiles.
func TestLanguagePage(t *testing.T) {
	regenerate(t, "../../docs/language.md", parts{
		"keys": keyTables, "targets": targetTable, "values": valueTable, "addresses": addressTable,
	})
}

// block is a YAML block of a page with the paragraph above it.
var block = regexp.MustCompile("(?ms)^([^\n]+(?:\n[^\n]+)*)\n\n```yaml\n(.*?)^```$")

// TestLanguageExamples parses and lints every example. A warning is one that the text above it names.
func TestLanguageExamples(t *testing.T) {
	src, err := os.ReadFile("../../docs/language.md")
	require.NoError(t, err)
	blocks := block.FindAllStringSubmatch(string(src), -1)
	require.Len(t, blocks, strings.Count(string(src), "\n```yaml\n"), "every block has a text above it")
	for _, m := range blocks {
		if strings.HasPrefix(m[2], "# "+configName) {
			c, _ := template.ParseConfig(configName, []byte(m[2]))
			lint.Configure(c)
			assert.Empty(t, c.File.Problems, m[2])
			continue
		}
		f := template.Parse("example", []byte(m[2]))
		for _, d := range lint.Run([]*template.File{f}) {
			named := d.Severity == template.Warning && strings.Contains(m[1], "`"+d.Rule+"`")
			assert.True(t, named, "%d: %s [%s] in\n%s", d.At.Start.Line, d.Message, d.Rule, m[2])
		}
		assert.NotEmpty(t, f.Documents())
	}
}

// TestLanguageLinks: every link inside the page leads to one of its headings.
func TestLanguageLinks(t *testing.T) {
	src, err := os.ReadFile("../../docs/language.md")
	require.NoError(t, err)
	headings := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(string(src), -1) {
		anchor := strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")
		headings[regexp.MustCompile(`[^a-z0-9_-]`).ReplaceAllString(anchor, "")] = true
	}
	links := regexp.MustCompile(`\]\(#([^)]*)\)`).FindAllStringSubmatch(string(src), -1)
	require.NotEmpty(t, links)
	for _, m := range links {
		assert.True(t, headings[m[1]], "#%s", m[1])
	}
}
