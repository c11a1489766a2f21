package template

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// library reads the one document of a text; nil if it has none, several, or a fault.
func library(src []byte) *yaml.Node {
	var doc, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(src))
	if decode(d, &doc) != nil || !errors.Is(decode(d, &more), io.EOF) {
		return nil
	}
	return &doc
}

// dump writes all of a tree that the language reads.
func dump(b *strings.Builder, n *yaml.Node, depth int) {
	comment := ""
	if n.Kind == yaml.ScalarNode && n.Style == 0 {
		comment = n.LineComment
	}
	fmt.Fprintf(b, "%*s%d:%d kind %d style %d %s %q %q %q\n", depth, "", n.Line, n.Column, n.Kind, n.Style, n.Tag, n.Value, n.Anchor, comment)
	for _, child := range n.Content {
		dump(b, child, depth+1)
	}
}

// sameReading holds what the quick reader read to what the library reads.
func sameReading(t *testing.T, src []byte) (read bool) {
	t.Helper()
	f := File{Source: src}
	if f.open("") == nil {
		return false // nobody reads on
	}
	quickly, ok := quickParse(src)
	if !ok {
		return false
	}
	slowly := library(src)
	require.NotNil(t, slowly, "the library has another opinion of\n%s", src)
	var got, want strings.Builder
	dump(&got, quickly, 0)
	dump(&want, slowly, 0)
	require.Equal(t, want.String(), got.String(), "%s", src)
	return true
}

func exampleSources(t testing.TB) map[string][]byte {
	all := map[string][]byte{}
	for _, pattern := range []string{"../examples/*.yaml", "../examples/*/*.yaml", "../lint/testdata/*/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, paths)
		for _, path := range paths {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			all[path] = src
		}
	}
	return all
}

// TestQuickParse: the examples are what people write, so nearly all of them must be read quickly.
func TestQuickParse(t *testing.T) {
	examples, read := 0, 0
	for path, src := range exampleSources(t) {
		ok := sameReading(t, src)
		if strings.HasPrefix(path, "../examples/") {
			if examples++; ok {
				read++
			} else {
				t.Log("left to the library:", path)
			}
		}
	}
	assert.Greater(t, read*10, examples*8, "%d of %d", read, examples)
}

func TestQuickParseLeavesDoubts(t *testing.T) {
	for _, src := range []string{
		"a: b", "a:\n", "a: b\n c\n", "a: *x\n", "a: &x b\n", "a: !!str b\n", "a: b: c\n", "- a\n", "x\n", "a: {{1}}\n", "a: [\n  b]\n", "a: '\n  b'\n",
		"a: >\n  b\n", "a: |2\n   b\n", "a: |\n\n  b\n", "a: |\n\nb: c\n", "? a\n: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "%YAML 1.1\n---\na: b\n",
		"a:\tb\n", "a: b\r\n", "a: \"\\x41\"\n", "<<: a\n", "a: [b, ]\n", "a: {b}\n", "a: -\n", "a:\n b: c\n  d: e\n", "a: 'b'c\n", "a: b\n  # c\n  d\n",
	} {
		_, ok := quickParse([]byte(src))
		assert.False(t, ok, "%q", src)
	}
}

func FuzzQuickParse(f *testing.F) {
	for _, src := range exampleSources(f) {
		if len(src) < 3000 {
			f.Add(src)
		}
	}
	f.Add([]byte("a: b # c\nd:\n- e # f\n-   g: 'h''i' # j\n    k: |-\n      l\n\n      m\n# n\no: [p, \"q\\n\", {r: s, t: http://u}]\ny: yes\nz: 1.0\n"))
	f.Fuzz(func(t *testing.T, src []byte) { sameReading(t, src) })
}

func BenchmarkQuickParse(b *testing.B) {
	src, err := os.ReadFile("../examples/gallery/order_shipped.yaml")
	require.NoError(b, err)
	b.Run("quick", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			quickParse(src)
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			library(src)
		}
	})
}
