package verbs

import (
	"cmp"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

const draft = "name: a\nlanguage: en\nbody: Hello, we are open again.\n"

// put writes a file and the folders that it needs.
func put(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

// listener hears the words of a watch.
type listener struct {
	*testing.T

	changes <-chan []string
	heard   map[string]bool
	all     bool // a word named no file
}

func watching(t *testing.T, args ...string) *listener {
	t.Helper()
	changes, err := watch(t.Context(), args)
	require.NoError(t, err)
	return &listener{T: t, changes: changes}
}

// hears waits until what is wanted has been said, in one word or in several; and nothing else has.
func (l *listener) hears(want ...string) {
	l.Helper()
	l.listen(func() bool { return len(l.heard) >= len(want) })
	assert.False(l, l.all)
	for _, name := range want {
		assert.Contains(l, l.heard, name)
	}
	assert.Len(l, l.heard, len(want))
}

// hearsOfAll waits for a word that names no file.
func (l *listener) hearsOfAll() {
	l.Helper()
	l.listen(func() bool { return l.all })
}

func (l *listener) listen(enough func() bool) {
	l.Helper()
	l.heard, l.all = map[string]bool{}, false
	for !enough() {
		select {
		case names, open := <-l.changes:
			require.True(l, open)
			l.all = l.all || names == nil
			for _, name := range names {
				l.heard[name] = true
			}
		case <-time.After(10 * time.Second):
			require.Fail(l, "nobody noticed", "heard %v", l.heard)
		}
	}
}

// TestWatchFile: whatever way a file is saved, a word of it comes, and none of those beside it.
func TestWatchFile(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "shop/a.yaml", draft)
	put(t, "shop/b.yaml", draft)
	for name, args := range map[string][]string{"file": {"shop/a.yaml"}, "glob": {"./shop/[a]*.yaml"}} {
		t.Run(name, func(t *testing.T) {
			l := watching(t, args...)
			put(t, "shop/b.yaml", draft)
			put(t, "shop/a.yaml", draft)
			l.hears("shop/a.yaml")
			for range 2 { // an editor that writes by rename, twice
				put(t, "shop/a.yaml~", draft)
				require.NoError(t, os.Rename("shop/a.yaml~", "shop/a.yaml"))
				l.hears("shop/a.yaml")
			}
			require.NoError(t, os.Remove("shop/a.yaml"))
			l.hears("shop/a.yaml")
			put(t, "shop/a.yaml", draft)
			l.hears("shop/a.yaml")
		})
	}
	_, err := watch(t.Context(), []string{"nowhere/x.yaml"})
	require.NoError(t, err, "what is not there is not watched; the screen says that it is missing")
}

func TestWatchFolder(t *testing.T) {
	for name, arg := range map[string]string{"by its name": "shop", "from inside": "."} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			put(t, "shop/old/b.yaml", draft)
			prefix := "shop/"
			if arg == "." {
				t.Chdir("shop")
				prefix = ""
			}
			l := watching(t, arg)
			at := func(path string) string { return filepath.Join(dir, "shop", path) }

			put(t, at("notes.txt"), "")
			put(t, at(".git/x.yaml"), draft)
			put(t, at("new/deep/c.yml"), draft)
			l.hears(prefix + "new/deep/c.yml")
			put(t, at("new/deep/d.yaml"), draft)
			l.hears(prefix + "new/deep/d.yaml")

			require.NoError(t, os.Rename(at("old/b.yaml"), at("old/c.yaml")))
			l.hears(prefix+"old/b.yaml", prefix+"old/c.yaml")
			require.NoError(t, os.RemoveAll(at("new")))
			l.hears(prefix+"new/deep/c.yml", prefix+"new/deep/d.yaml")

			require.NoError(t, os.Rename(at("old"), at("older")))
			l.hearsOfAll()
			put(t, at("older/c.yaml"), draft)
			l.hears(prefix + "older/c.yaml")
			put(t, at(".watemplate.yaml"), "rules: {}\n")
			l.hearsOfAll()
		})
	}
}

// TestWatchFolderComesBack: a folder that is removed and made again is followed.
func TestWatchFolderComesBack(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "shop/a.yaml", draft)
	l := watching(t, "shop")
	require.NoError(t, os.RemoveAll("shop"))
	l.hears("shop/a.yaml")
	put(t, "shop/b.yaml", draft)
	l.hears("shop/b.yaml")
	put(t, "shop/b.yaml", draft)
	l.hears("shop/b.yaml")
}

// TestWatchMany: where very many files change, as by another branch, no list of them is made.
func TestWatchMany(t *testing.T) {
	w := watcher{changed: map[string]bool{}}
	for i := range maxNamed {
		w.changed[strconv.Itoa(i)] = true
	}
	assert.Len(t, w.names(), maxNamed)
	w.changed["one more"] = true
	assert.Nil(t, w.names())
}

func TestExplainWatch(t *testing.T) {
	require.ErrorContains(t, explainWatch(&os.SyscallError{Syscall: "inotify_add_watch", Err: syscall.ENOSPC}), "max_user_watches")
	require.ErrorContains(t, explainWatch(syscall.EMFILE), "max_user_instances")
	other := errors.New("other")
	assert.Equal(t, other, explainWatch(other))
}

// TestReread: of the files that changed, those are read that a run over the same arguments would read.
func TestReread(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git here")
	}
	t.Chdir(t.TempDir())
	put(t, ".gitignore", "build/\nsecret.yaml\n")
	changed := []string{
		"shop/a.yaml", "shop/deep/b.yml", "shop/c.txt", "shop/secret.yaml", "build/d.yaml", "shop/.hidden/e.yaml",
		"shop/testdata/f.yaml", "shop/other.yaml", "shop/gone.yaml", "[odd] shop/g.yaml",
	}
	for _, path := range changed {
		if path != "shop/gone.yaml" {
			put(t, path, draft)
		}
	}
	put(t, "shop/other.yaml", "services: []\n")
	for _, git := range []bool{false, true} {
		if git {
			require.NoError(t, exec.Command("git", "init", "-q").Run())
		}
		for _, args := range [][]string{
			{"."}, {"shop"}, {"shop/other.yaml", "shop/secret.yaml", "shop"}, {"shop/*.yaml"}, {"**/*.yaml"}, {"shop/gone.yaml"}, {"[odd] shop"},
		} {
			a := &app{}
			want, _ := a.collect(args)
			got, err := a.reread(scopeOf(args), changed, nil)
			require.NoError(t, err)
			assert.ElementsMatch(t, fileNames(want), fileNames(got), "%v with git %v", args, git)
		}
	}
	put(t, "shop/[a].yaml", draft)
	got, err := (&app{}).reread(scopeOf([]string{"."}), []string{"shop/[a].yaml"}, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"shop/[a].yaml"}, fileNames(got), "a name is no pattern")
}

// TestRereadHalfWritten: what the screen shows stays a file of ours while nothing in it says so.
func TestRereadHalfWritten(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "shop/a.yaml", "")
	put(t, "shop/b.yaml", "name: a\nlanguage: [en\n")
	put(t, "shop/other.yaml", "services: []\n")
	names := []string{"shop/a.yaml", "shop/b.yaml", "shop/gone.yaml", "shop/other.yaml"}
	shown := map[string]bool{"shop/a.yaml": true, "shop/b.yaml": true, "shop/gone.yaml": true}
	got, err := (&app{}).reread(scopeOf([]string{"shop"}), names, shown)
	require.NoError(t, err)
	assert.Equal(t, []string{"shop/a.yaml", "shop/b.yaml"}, fileNames(got))
}

// TestForcedColour: --color wins, then NO_COLOR whatever it says; else the terminal decides.
func TestForcedColour(t *testing.T) {
	for _, c := range []struct {
		flag, noColor string
		want          any
	}{
		{"auto", "", nil}, {"auto", "please", false}, {"always", "1", true}, {"never", "", false},
	} {
		a := appWith(map[string]string{"NO_COLOR": c.noColor})
		a.color, a.outTerminal = c.flag, true
		got := a.forcedColour()
		if c.want == nil {
			assert.Nil(t, got, c)
			continue
		}
		require.NotNil(t, got, c)
		assert.Equal(t, c.want, *got, c)
	}
}

func fileNames(files []*template.File) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

// TestStream: the files come in batches, the first of them small, all of them in order.
func TestStream(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 100 {
		put(t, "shop/"+string(rune('a'+i/26))+string(rune('a'+i%26))+".yaml", draft)
	}
	var sizes []int
	var files []*template.File
	err := (&app{}).stream(t.Context(), []string{"shop", "nowhere"}, func(batch []*template.File) {
		sizes, files = append(sizes, len(batch)), append(files, batch...)
	})
	require.ErrorContains(t, err, "nowhere")
	assert.Equal(t, []int{firstBatch, 2 * firstBatch, 100 - 3*firstBatch}, sizes)
	assert.True(t, slices.IsSortedFunc(files, func(f, g *template.File) int { return cmp.Compare(f.Name, g.Name) }))
}

func TestLinterAnew(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := linterAnew([]string{"."})
	require.NoError(t, err)
	put(t, ".watemplate.yaml", "rules:\n  no-such-rule: error\n")
	_, err = linterAnew([]string{"."})
	require.ErrorContains(t, err, `.watemplate.yaml:2:3: there is no rule "no-such-rule"`)
	put(t, ".watemplate.yaml", "rules:\n  marketing-opt-out: off\n")
	l, err := linterAnew([]string{"."})
	require.NoError(t, err)
	f := template.Parse("a.yaml", []byte("name: a\nlanguage: en\ncategory: marketing\nbody: Buy our shoes, they are new.\n"))
	assert.Empty(t, l.File(f).Faults)
}
