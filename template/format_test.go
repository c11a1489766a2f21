package template

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFormat holds every file of testdata/format against its .out, which formatting leaves as it is.
func TestFormat(t *testing.T) {
	paths, err := filepath.Glob("testdata/format/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			got, err := Format(Parse(path, src))
			require.NoError(t, err)
			out := strings.TrimSuffix(path, ".yaml") + ".out"
			golden(t, out, string(got))
			again, err := Format(Parse(out, got))
			require.NoError(t, err)
			assert.Equal(t, string(got), string(again))
		})
	}
}

// TestFormatExamples: the examples are written in the house's form.
func TestFormatExamples(t *testing.T) {
	for _, pattern := range []string{"../examples/*.yaml", "../examples/messages/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, paths)
		for _, path := range paths {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			got, err := Format(Parse(path, src))
			require.NoError(t, err)
			assert.Equal(t, string(src), string(got), path)
		}
	}
}

// TestFormatReadme: so are the README's files, the faulty one too.
func TestFormatReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	fences := strings.Split(string(readme), "```yaml\n")[1:]
	require.NotEmpty(t, fences)
	for _, fence := range fences {
		src, _, _ := strings.Cut(fence, "```")
		if strings.HasPrefix(src, "# .watemplate.yaml\n") {
			continue // which is no template
		}
		got, err := Format(Parse("readme.yaml", []byte(src)))
		require.NoError(t, err)
		assert.Equal(t, src, string(got))
	}
}

// TestFormatRefuses: what cannot be written again as it is comes back as an error, never as another file.
func TestFormatRefuses(t *testing.T) {
	deep := "a: " + strings.Repeat("[", 70) + strings.Repeat("]", 70)
	const unchanged = "the file cannot be formatted without changing it: "
	for src, want := range map[string]string{
		"name: [a\n":                          "the file has faults of syntax; mend them first",
		"name: a\xff\n":                       "the file has faults of syntax; mend them first",
		"name: &a x\nlanguage: *a\nbody: b\n": unchanged + "anchors, aliases and tags are not part of the language",
		"name: !!str x\nbody: b\n":            unchanged + "anchors, aliases and tags are not part of the language",
		"name: ! x\nbody: b\n":                unchanged + "line 1, column 7 cannot be kept as it stands",
		"%YAML 1.1\n---\nname: x\nbody: b\n":  unchanged + "line 1, column 1 cannot be kept as it stands",
		"name: x\n<<: {body: b}\n":            unchanged + "a key on line 2 is no text",
		"name: x\nbody: {{1}}\n":              unchanged + "a key on line 2 is no text",
		"name: x\n~: b\n":                     unchanged + "a key on line 2 is no text",
		deep:                                  unchanged + "it nests deeper than 64 levels",
	} {
		out, err := Format(Parse("f.yaml", []byte(src)))
		assert.EqualError(t, err, want, src)
		assert.Nil(t, out, src)
	}
}

// TestFormatBytes: line breaks, the byte order mark and blanks at the ends of lines are not the author's words.
func TestFormatBytes(t *testing.T) {
	for src, want := range map[string]string{
		"\ufeffname: a\r\nbody: |\r\n   one  \r\n   two\r\n": "name: a\nbody: |\n  one  \n  two\n",
		"\ufeff# c \t\r\nname: a\rbody: b\r\r\r":             "# c\nname: a\nbody: b\n",
		"name: a   \n  \n\nbody: b":                          "name: a\n\nbody: b\n",
		"":                                                   "",
		"\n\n":                                               "",
		"# c":                                                "# c\n",
		"---":                                                "---\n",
		"just a text":                                        "just a text\n",
		"- a\n-   - b\n    - c\n":                            "- a\n- - b\n  - c\n",
	} {
		out, err := Format(Parse("f.yaml", []byte(src)))
		assert.NoError(t, err, "%q", src)
		assert.Equal(t, want, string(out), "%q", src)
	}
}
