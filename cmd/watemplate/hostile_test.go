package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// TestHostileFiles gives every command files that are no templates, large and deep ones among them: each gets a
// sentence, an exit status that says so, and nothing raw on the terminal.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"nul.yaml":    "name: a\x00b\n",
		"latin.yaml":  "name: caf\xe9\n",
		"escape.yaml": "name: \x1b]0;owned\x07\nlanguage: en\nbody: x\n",
		"deep.yaml":   "body: " + strings.Repeat("[", 10_000),
		"long.yaml":   "name: a\nlanguage: en\nbody: " + strings.Repeat("<<1>>", 100_000) + "\n",
		"many.yaml":   "name: a\nlanguage: en\nbody: |\n" + strings.Repeat("  {{0}} {1} <<a-b>>\n", 20_000),
		"keys.yaml":   strings.Repeat("name: a\n", 50_000),
		"large.yaml":  strings.Repeat("x", template.MaxSize+1),
		"empty.yaml":  "",
	} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		for _, args := range [][]string{
			{"lint", path},
			{"preview", path},
			{"compile", path},
			{"send", path, "--to", "id:7", "--sandbox"},
		} {
			t.Run(name+" "+args[0], func(t *testing.T) {
				var out bytes.Buffer
				sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(string) string { return "" }}
				status := run(context.Background(), sh, args)
				if args[0] != "preview" { // which shows what can be shown
					assert.Contains(t, []int{statusProblems, statusUsage}, status)
				}
				assert.NotEmpty(t, out.String())
				assert.Less(t, out.Len(), 4*template.MaxSize)
				assert.Equal(t, -1, strings.IndexFunc(out.String(), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }))
			})
		}
	}
}

// endless is a file without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return copy(p, bytes.Repeat([]byte{'x'}, len(p))), nil
}

// TestEndlessInput: no more is read of a file than the largest template.
func TestEndlessInput(t *testing.T) {
	in := &endless{}
	sh := shell{in: in, out: io.Discard, err: io.Discard, width: 80, getenv: func(string) string { return "" }}
	assert.Equal(t, statusProblems, run(context.Background(), sh, []string{"lint", "-"}))
	assert.LessOrEqual(t, in.read, 4*template.MaxSize)
}
