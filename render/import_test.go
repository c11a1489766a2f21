package render

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// TestImport holds what is made of each JSON, and what is said of it, against its .out.
func TestImport(t *testing.T) {
	paths, err := filepath.Glob("testdata/import/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		name := strings.TrimSuffix(path, ".json")
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			golden(t, name+".out", imported(src))
		})
	}
}

// imported is what Import makes of a text: the files with their faults, the notes, or the error.
func imported(src []byte) string {
	all, err := Import(src, Defaults{Name: "given", Language: "en_GB"})
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for i, im := range all {
		if i > 0 {
			b.WriteString("---\n")
		}
		b.Write(im.File.Source)
		for _, d := range im.File.Problems {
			fmt.Fprintf(&b, "fault: %d:%d: %s\n", d.At.Start.Line, d.At.Start.Column, d.Message)
		}
		if im.Status != "" {
			fmt.Fprintf(&b, "status: %s\n", im.Status)
		}
		for _, n := range im.Notes {
			fmt.Fprintf(&b, "note: %s: %s\n", n.Path, n.Text)
		}
	}
	return b.String()
}

// FuzzImport: whatever bytes come, there is an answer, and it parses.
func FuzzImport(f *testing.F) {
	paths, err := filepath.Glob("testdata/import/*.json")
	require.NoError(f, err)
	for _, path := range paths {
		src, err := os.ReadFile(path)
		require.NoError(f, err)
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		all, err := Import(src, Defaults{})
		if err != nil {
			assert.NotEmpty(t, err.Error())
			return
		}
		require.NotEmpty(t, all)
		for _, im := range all {
			for _, d := range im.File.Problems {
				require.NotEqual(t, template.RuleSyntax, d.Rule, "%s\n%s", d.Message, im.File.Source)
			}
			require.NotEmpty(t, im.File.Documents())
		}
	})
}
