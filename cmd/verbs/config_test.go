package verbs

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFaultyConfigIsUsage: a script must not take a faulty configuration for faulty templates.
func TestFaultyConfigIsUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("hello.yaml", []byte("name: hello\nlanguage: en\nbody: Hello there\n"), 0o600))
	for _, config := range []string{"chanel: 1\n", "templates: nowhere\nchannel: x\n", "a: [\n"} {
		require.NoError(t, os.WriteFile(configName, []byte(config), 0o600))
		for _, args := range []string{"lint", "fmt", "preview", "compile hello.yaml", "send hello.yaml --to id:7 --sandbox"} {
			sh := shell{in: strings.NewReader(""), out: io.Discard, err: io.Discard, width: 80, getenv: func(string) string { return "" }}
			assert.Equal(t, statusUsage, run(context.Background(), sh, strings.Fields(args)), "%s: %s", config, args)
		}
	}
}

// TestFindConfig: the search goes upward a bounded number of folders, and has a path that leads back.
func TestFindConfig(t *testing.T) {
	top := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(top, configName), nil, 0o600))
	for _, c := range []struct {
		depth int
		found bool
	}{{0, true}, {1, true}, {maxUpward - 1, true}, {maxUpward, false}} {
		dir := filepath.Join(top, strings.Repeat("d/", c.depth))
		require.NoError(t, os.MkdirAll(dir, 0o700))
		t.Chdir(dir)
		path, err := findConfig()
		require.NoError(t, err)
		want := ""
		if c.found {
			want = filepath.Join(strings.Repeat("../", c.depth), configName)
		}
		assert.Equal(t, want, path)
	}
}
