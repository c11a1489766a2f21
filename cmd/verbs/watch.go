package verbs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsnotify/fsnotify"
)

// settle is how long the files must be quiet before they are read again: an editor saves in several steps.
const settle = 40 * time.Millisecond

// impatience is how long a word is held back where the files are never quiet.
const impatience = 10 * settle

// maxNamed is how many files one word names. Where more have changed, as by another branch, all are better read anew.
const maxNamed = 500

// watch reports which files changed of those that the arguments name, by the names that they have in diagnostics,
// until the context ends; the channel is closed then. No name is said where nobody knows which. It watches folders, never
// files: an editor that saves by renaming would leave a watched file behind. An error beside a channel says why not
// all of them are watched.
func watch(ctx context.Context, args []string) (<-chan []string, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, explainWatch(err)
	}
	w := &watcher{Watcher: notify, scope: scopeOf(args), folders: map[string]bool{}, changed: map[string]bool{}}
	w.begin()
	unwatched := w.unwatched // from here on the watcher belongs to its goroutine
	changes := make(chan []string)
	go func() {
		defer close(changes)
		defer w.Close()
		w.forward(ctx, changes)
	}()
	return changes, unwatched
}

// watcher follows the files of a scope.
type watcher struct {
	*fsnotify.Watcher

	scope     scope
	folders   map[string]bool // those that are watched
	unwatched error           // why one is not

	changed map[string]bool // what has changed and was not said yet
	unknown bool            // more has changed, and nobody knows what
}

// begin watches what the arguments name.
func (w *watcher) begin() {
	for path := range w.scope.files {
		w.add(filepath.Dir(path))
	}
	for _, glob := range w.scope.globs {
		if base, deep := globBase(glob); deep {
			w.addTree(base)
		} else {
			w.add(base)
		}
	}
	for _, root := range w.scope.folders {
		w.addTree(root)
		if parent := filepath.Dir(root); parent != root && filepath.Base(root) != ".." {
			w.add(parent) // which tells when the folder comes back
		}
	}
}

// add watches a folder. One that is not there is not watched, and the screen says that it is missing.
func (w *watcher) add(folder string) {
	if w.folders[folder] {
		return
	}
	err := w.Add(folder)
	switch {
	case err == nil:
		w.folders[folder] = true
	case !errors.Is(err, fs.ErrNotExist) && w.unwatched == nil:
		w.unwatched = fmt.Errorf("%s: %w", folder, explainWatch(err))
	}
}

// addTree watches a folder and those below it that are searched for templates, and returns the files that are there.
func (w *watcher) addTree(root string) []string {
	var files []string
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what cannot be read is not shown either
		case !d.IsDir():
			if w.scope.speaksOf(path) {
				files = append(files, path)
			}
		case path != root && passedOver(d.Name()):
			return filepath.SkipDir
		default:
			w.add(path)
		}
		return nil
	})
	return files
}

// drop forgets a folder that was renamed and those below it, which would go on to tell of files by their old names.
func (w *watcher) drop(root string) {
	for folder := range w.folders {
		if rel, err := filepath.Rel(root, folder); err == nil && filepath.IsLocal(rel) {
			_ = w.Remove(folder) // it may have gone by itself
			delete(w.folders, folder)
		}
	}
}

// forward turns the watcher's events into words on changes, one for many that come together. What changes while nobody
// listens waits for them.
func (w *watcher) forward(ctx context.Context, changes chan<- []string) {
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	var ready chan<- []string // nil while the files are not quiet
	var since time.Time       // when the first of what is not said was noted
	hold := func() {
		if since.IsZero() {
			since = time.Now()
		}
		if time.Since(since) < impatience {
			ready = nil
			quiet.Reset(settle)
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case event, open := <-w.Events:
			if !open {
				return
			}
			if w.note(event) {
				hold()
			}
		case <-w.Errors: // an overflow: something changed, and nobody knows what
			w.unknown = true
			hold()
		case <-quiet.C:
			ready = changes
		case ready <- w.names():
			ready, since, w.unknown = nil, time.Time{}, false
			clear(w.changed)
		}
	}
}

// names are the files that changed, none if nobody knows which, or where they are too many.
func (w *watcher) names() []string {
	if w.unknown || len(w.changed) > maxNamed {
		return nil
	}
	return slices.Sorted(maps.Keys(w.changed))
}

// note notes what an event changes of what is shown, and reports whether that is anything. New folders are watched
// from here on.
func (w *watcher) note(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod {
		return false
	}
	path := filepath.Clean(event.Name)
	moved := event.Has(fsnotify.Remove | fsnotify.Rename)
	switch name := filepath.Base(path); {
	case w.folders[path] && moved:
		w.drop(path)
		if event.Has(fsnotify.Remove) {
			return false // its files were removed before it
		}
		w.unknown = true
	case name == configName || name == ".gitignore":
		w.unknown = true
	case event.Has(fsnotify.Create) && w.searched(path):
		files := w.addTree(path)
		for _, file := range files {
			w.changed[slashed(file)] = true
		}
		return len(files) > 0
	case w.scope.speaksOf(path):
		w.changed[slashed(path)] = true
	default:
		return false
	}
	return true
}

// searched reports whether a path is a folder in which templates are looked for.
func (w *watcher) searched(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() {
		return false
	}
	if _, below := w.scope.folder(filepath.Join(path, "any")); below {
		return true
	}
	return !passedOver(info.Name()) && slices.ContainsFunc(w.scope.globs, func(glob string) bool {
		base, deep := globBase(glob)
		rel, err := filepath.Rel(base, path)
		return deep && err == nil && filepath.IsLocal(rel)
	})
}

// globBase is the folder that a glob begins in; deep is true if it also matches files in folders below that.
func globBase(glob string) (base string, deep bool) {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(glob))
	return filepath.FromSlash(base), strings.Contains(rest, "/")
}

// explainWatch says what to do about the limits that Linux sets to watching.
func explainWatch(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return errors.New("the system watches no more folders; sysctl fs.inotify.max_user_watches raises the limit")
	case errors.Is(err, syscall.EMFILE):
		return errors.New("too many programs watch files; sysctl fs.inotify.max_user_instances raises the limit")
	}
	return err
}
