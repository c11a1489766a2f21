package verbs

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fence is a fenced block of the README: its language, and its text.
var fence = regexp.MustCompile("(?ms)^```(yaml|json|console)\n(.*?)^```$")

// Numbers that differ from run to run, and what the README shows in their place.
var moving = []struct {
	pattern *regexp.Regexp
	shown   string
}{
	{regexp.MustCompile(`message [0-9]{16}`), "message 1795339022800954"},
	{regexp.MustCompile(`127\.0\.0\.1:[0-9]+`), "127.0.0.1:40599"},
	{regexp.MustCompile(`[0-9]{2}:[0-9]{2} │`), "12:00 │"},
}

// TestReadme runs the README's commands and holds its blocks against what they print. A block of YAML or JSON whose
// first line is a comment with a file's name is that file.
func TestReadme(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	require.NoError(t, err)
	readme, err := filepath.Abs("../../README.md")
	require.NoError(t, err)
	src, err := os.ReadFile(readme)
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.NoError(t, os.CopyFS("examples", os.DirFS(examples)))

	got, commands := replay(t, src)
	require.Equal(t, 5, commands)
	picture := filepath.Join(filepath.Dir(readme), "docs", "message.svg")
	drawn := output(t, "$ watemplate preview --svg - order.yaml")
	if *update {
		require.NoError(t, os.WriteFile(readme, got, 0o644))
		require.NoError(t, os.WriteFile(picture, []byte(drawn), 0o644))
		return
	}
	assert.Equal(t, string(src), string(got))
	shown, err := os.ReadFile(picture)
	require.NoError(t, err)
	assert.Equal(t, string(shown), drawn)
}

// replay writes a page's files into this folder and puts what its commands print in the place of what it says they do.
func replay(t *testing.T, src []byte) (got []byte, commands int) {
	t.Helper()
	got = fence.ReplaceAllFunc(src, func(block []byte) []byte {
		m := fence.FindSubmatch(block)
		text := string(m[2])
		first, rest, _ := strings.Cut(text, "\n")
		if string(m[1]) != "console" {
			if name := strings.TrimLeft(first, "#/ "); name != first && strings.Contains(name, ".") {
				require.NoError(t, os.WriteFile(name, []byte(rest), 0o600))
			}
			return block
		}
		commands++
		return []byte("```console\n" + first + "\n" + output(t, first) + "```")
	})
	return got, commands
}

// output runs a line of the README, "$ watemplate ...".
func output(t *testing.T, line string) string {
	t.Helper()
	args, found := strings.CutPrefix(line, "$ watemplate ")
	require.True(t, found, line)
	var out bytes.Buffer
	sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(string) string { return "" }}
	run(context.Background(), sh, strings.Fields(args))
	text := out.String()
	for _, m := range moving {
		text = m.pattern.ReplaceAllString(text, m.shown)
	}
	return text
}
