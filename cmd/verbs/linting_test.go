package verbs

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// templatesIn writes n templates into folders of a dozen, of which some are faulty, by themselves or together.
func templatesIn(t *testing.T, root string, n int) {
	t.Helper()
	for i := range n {
		dir := filepath.Join(root, fmt.Sprintf("team_%d", i/12))
		require.NoError(t, os.MkdirAll(dir, 0o755))
		text := fmt.Sprintf("name: order_%[1]d\nlanguage: en_US\ncategory: utility\nbody: Hello, your order %[1]d has left our warehouse number %[1]d.\n", i)
		switch i % 10 {
		case 3:
			text = strings.Replace(text, "Hello", "<<1>>", 1)
		case 7:
			text = strings.Replace(text, fmt.Sprintf("name: order_%d", i), fmt.Sprintf("name: order_%d", i-1), 1)
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("t%04d.yaml", i)), []byte(text), 0o644))
	}
}

// lintWith runs the command in process and returns what it printed.
func lintWith(t *testing.T, cacheDir string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	sh := shell{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }, cacheDir: cacheDir, width: 80}
	status := run(context.Background(), sh, append([]string{"lint"}, args...))
	require.LessOrEqual(t, status, statusProblems, errs.String())
	return out.String() + errs.String()
}

// TestLintingAgrees holds the run over many files, read by several at once and forgotten, to the rules asked of all of
// them in memory.
func TestLintingAgrees(t *testing.T) {
	t.Chdir(t.TempDir())
	templatesIn(t, ".", 300)
	var files []*template.File
	for f, err := range (&app{}).sources([]string{"."}) {
		require.NoError(t, err)
		src, err := os.ReadFile(f.path)
		require.NoError(t, err)
		files = append(files, template.Parse(slashed(f.path), src))
	}
	require.Len(t, files, 300)
	var want bytes.Buffer
	require.NoError(t, lint.Print(&want, lint.Run(files), files, lint.PrintOptions{}))
	require.Contains(t, want.String(), "[variable-leading]")
	require.Contains(t, want.String(), "[name-language-unique]")
	got := lintWith(t, "")
	assert.Equal(t, want.String(), got[:strings.LastIndex(strings.TrimSuffix(got, "\n"), "\n")+1])
}

func TestCache(t *testing.T) {
	t.Chdir(t.TempDir())
	cache := t.TempDir()
	templatesIn(t, ".", 40)
	first := lintWith(t, cache)
	assert.Equal(t, first, lintWith(t, cache), "the second run says the same")
	caches, err := filepath.Glob(filepath.Join(cache, "watemplate", "lint-*"))
	require.NoError(t, err)
	require.Len(t, caches, 1)
	kept, err := filepath.Glob(filepath.Join(caches[0], "*"))
	require.NoError(t, err)
	assert.Len(t, kept, 4, "a file for each folder")

	// What changes is linted again: the text, the name, the configuration.
	path := filepath.Join("team_0", "t0000.yaml")
	src, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, append(src, "footer: "+strings.Repeat("x", 61)+"\n"...), 0o644))
	assert.Contains(t, lintWith(t, cache), "team_0/t0000.yaml:5:69: footer has 61 characters")
	require.NoError(t, os.Rename(path, filepath.Join("team_0", "new.yaml")))
	got := lintWith(t, cache)
	assert.Contains(t, got, "team_0/new.yaml:5:69")
	assert.NotContains(t, got, "t0000.yaml")
	require.NoError(t, os.WriteFile(configName, []byte("rules: {footer-length: off}\n"), 0o644))
	assert.NotContains(t, lintWith(t, cache), "footer has 61")
	require.NoError(t, os.Remove(configName))

	// It is used: what it holds is believed.
	c := openCache(cache, nil)
	folder := c.folder("team_1")
	src, err = os.ReadFile("team_1/t0012.yaml")
	require.NoError(t, err)
	key := keyOf(source{name: "team_1/t0012.yaml", text: src})
	_, known := folder.get(key)
	require.True(t, known)
	folder.put(key, linted{findings: []lint.Finding{{Diagnostic: template.Diagnostic{
		File: "team_1/t0012.yaml", Rule: "forged", Severity: template.Error, Stage: template.Both, Message: "nobody said this",
	}}}})
	folder.release()
	assert.Contains(t, lintWith(t, cache), "nobody said this [forged]")
	assert.NotContains(t, lintWith(t, cache, "--no-cache"), "forged")

	// Half of a file, or other bytes, are no cache.
	good := lintWith(t, "")
	for _, path := range kept {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		data[len(data)/2] ^= 1
		require.NoError(t, os.WriteFile(path, data, 0o644))
	}
	assert.Equal(t, good, lintWith(t, cache))
	for _, path := range kept {
		require.NoError(t, os.Truncate(path, 30))
	}
	assert.Equal(t, good, lintWith(t, cache))
	assert.Equal(t, good, lintWith(t, filepath.Join(kept[0], "no folder")), "no cache can be made: then there is none")
}

// TestCacheShared: several runs at once, of which each writes the same files, leave a cache that is right.
func TestCacheShared(t *testing.T) {
	t.Chdir(t.TempDir())
	cache := t.TempDir()
	templatesIn(t, ".", 60)
	want := lintWith(t, "")
	var runs sync.WaitGroup
	for range 8 {
		runs.Go(func() { assert.Equal(t, want, lintWith(t, cache)) })
	}
	runs.Wait()
	assert.Equal(t, want, lintWith(t, cache))
}

func TestDecodeLinted(t *testing.T) {
	one := linted{read: true, templates: []lint.Summary{{Name: 1}, {Name: 2}}, findings: []lint.Finding{{Diagnostic: template.Diagnostic{File: "a", Message: "m"}}}}
	data, err := encodeLinted(one)
	require.NoError(t, err)
	got, ok := decodeLinted(data)
	assert.True(t, ok)
	assert.Equal(t, one, got)
	for n := range len(data) {
		assert.NotPanics(t, func() { decodeLinted(data[:n]) })
	}
}

// TestLintForever: a change is reported without being asked for.
func TestLintForever(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("a.yaml", []byte("name: a\nlanguage: en\nbody: Your order has left our warehouse.\n"), 0o644))
	in, out := io.Pipe()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	sh := shell{in: strings.NewReader(""), out: out, err: out, getenv: func(string) string { return "" }, width: 80}
	done := make(chan int)
	go func() {
		done <- run(ctx, sh, []string{"lint", "--watch"})
		out.Close()
	}()
	wait := func(text string) {
		var seen strings.Builder
		for b := make([]byte, 1); !strings.HasSuffix(seen.String(), text); {
			n, err := in.Read(b)
			require.NoError(t, err, seen.String())
			seen.Write(b[:n])
		}
	}
	wait("watching; Ctrl-C ends it\n")
	require.NoError(t, os.WriteFile("a.yaml", []byte("name: a\nlanguage: en\nbody: <<1>>, your order has left our warehouse.\n"), 0o644))
	wait("[variable-leading]\n")
	wait("watching; Ctrl-C ends it\n")
	cancel()
	go io.Copy(io.Discard, in)
	assert.Equal(t, statusClean, <-done)
}
