package verbs

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
			{"fmt", "--diff", path},
		} {
			t.Run(name+" "+args[0], func(t *testing.T) {
				var out bytes.Buffer
				sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(string) string { return "" }}
				status := run(context.Background(), sh, args)
				if args[0] != "preview" && !(args[0] == "fmt" && status == statusClean) { // which show what can be shown
					assert.Contains(t, []int{statusProblems, statusUsage}, status)
				}
				if args[0] != "fmt" {
					assert.NotEmpty(t, out.String())
				}
				assert.Less(t, out.Len(), 4*template.MaxSize)
				assert.Equal(t, -1, strings.IndexFunc(out.String(), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }))
			})
		}
	}
}

// TestHostileJSON does the same for what reads JSON.
func TestHostileJSON(t *testing.T) {
	dir := t.TempDir()
	local := filepath.Join(dir, "local.yaml")
	require.NoError(t, os.WriteFile(local, []byte("name: a\nlanguage: en\nbody: Hello there\n"), 0o600))
	for name, content := range map[string]string{
		"nul":      "\x00",
		"latin":    "{\"name\": \"caf\xe9\", \"components\": [{\"type\": \"BODY\", \"text\": \"\xff\"}]}",
		"escape":   `{"name": "\u001b]0;owned\u0007", "language": "en", "components": [{"type": "BODY", "text": "\u001b[2J\u202e"}, {"type": "\u009b2J"}]}`,
		"deep":     strings.Repeat("[", 100_000),
		"nested":   strings.Repeat(`{"data":`, 5_000) + "1" + strings.Repeat("}", 5_000),
		"many":     `[` + strings.TrimSuffix(strings.Repeat(`{"name":"a","components":[{"type":"BODY","text":"x"}]},`, 2_000), ",") + `]`,
		"buttons":  `{"name":"a","components":[{"type":"BUTTONS","buttons":[` + strings.TrimSuffix(strings.Repeat(`{"type":"APP"},`, 20_000), ",") + `]}]}`,
		"index":    `{"name":"a","language":{"code":"en"},"components":[{"type":"button","sub_type":"url","index":"99999999999999999999"},{"type":"button","index":-1}]}`,
		"long":     `{"name":"` + strings.Repeat("a", 1_000_000) + `","components":[{"type":"BODY","text":"` + strings.Repeat("{{1}}", 50_000) + `"}]}`,
		"types":    `{"types": {"twilio/card": 7}, "variables": "x", "friendly_name": []}`,
		"wrong":    `{"name": [], "language": 7, "category": {}, "components": {"type": "BODY"}}`,
		"wrong2":   `{"name": "a", "components": [{"type": "BODY", "text": {}, "example": {"body_text": {"a": [[[]]]}}}, {"type": "BUTTONS", "buttons": {"type": "URL"}}]}`,
		"message":  `{"message": {"type": "email", "cc": [{}], "payload": []}}`,
		"answer":   `{"error": {"code": 100, "message": "\u001b]0;owned\u0007\u202e\u009b2J", "error_data": {"details": "\u2028: Format mismatch"}}}`,
		"carousel": `{"name": "a", "components": [{"type": "CAROUSEL", "cards": [7, {"components": "x"}, {"card_index": "y", "components": [{"type": "carousel"}]}]}]}`,
	} {
		path := filepath.Join(dir, name+".json")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		for _, args := range [][]string{{"explain", path}, {"explain", path, "--format", "json"}, {"import", path}, {"import", path, "-o", filepath.Join(dir, name)}, {"diff", local, "--account", path}} {
			t.Run(name+" "+strings.Join(args[:1], " "), func(t *testing.T) {
				var out bytes.Buffer
				sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(string) string { return "" }}
				status := run(context.Background(), sh, args)
				assert.Contains(t, []int{statusClean, statusProblems}, status, "%.500s", out.String())
				assert.NotEmpty(t, out.String())
				assert.Equal(t, -1, strings.IndexFunc(out.String(), func(r rune) bool {
					return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u202e'
				}), "%.500q", out.String())
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
