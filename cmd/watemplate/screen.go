package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

// screen opens the terminal's preview of the files and folders that the arguments name.
func (a *app) screen(ctx context.Context, args []string, values template.Values, s *sending, channel *int64) error {
	if len(args) == 0 {
		args = []string{"."}
	}
	for _, path := range args {
		if _, err := os.Stat(path); err != nil {
			return explainPath(path, err)
		}
	}
	sender, end, err := a.sender(s, channel)
	if err != nil {
		return err
	}
	defer end()
	ctx, stop := context.WithCancel(ctx)
	defer stop() // the watch ends with the screen
	err = tui.Run(ctx, tui.Options{
		Load:   func() ([]*template.File, error) { return a.collect(args) },
		Watch:  func() (<-chan struct{}, error) { return watch(ctx, args) },
		Values: values,
		Sender: sender,
		Place:  strings.Join(args, " "),
		Dark:   a.dark(),
		Time:   previewTime,
	})
	if errors.Is(err, context.Canceled) {
		return statusError{status: statusCanceled}
	}
	return err
}

// settle is how long the files must be quiet before they are read again: an editor saves in several steps.
const settle = 40 * time.Millisecond

// watch reports changes of the files and folders until the context ends. It watches folders, never files: an editor
// that saves by renaming would leave a watched file behind.
func watch(ctx context.Context, paths []string) (<-chan struct{}, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	named := map[string]bool{} // files whose folder is watched for their sake alone
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			err = nil // the screen says that it is missing
		case err == nil && info.IsDir():
			err = watchTree(w, path)
		case err == nil:
			named[filepath.Clean(path)] = true
			err = w.Add(filepath.Dir(path))
		}
		if err != nil {
			return nil, errors.Join(explainPath(path, err), w.Close())
		}
	}
	changes := make(chan struct{}, 1)
	go func() {
		defer close(changes)
		defer w.Close()
		forward(ctx, w, named, changes)
	}()
	return changes, nil
}

// watchTree watches a folder and those below it that are searched for templates.
func watchTree(w *fsnotify.Watcher, root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return nil // what cannot be read is not shown either
		case path != root && passedOver(d.Name()):
			return filepath.SkipDir
		}
		return w.Add(path)
	})
}

// forward turns the watcher's events into words on changes, one for many that come together.
func forward(ctx context.Context, w *fsnotify.Watcher, named map[string]bool, changes chan<- struct{}) {
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event, open := <-w.Events:
			if !open {
				return
			}
			if matters(w, named, event) {
				quiet.Reset(settle)
			}
		case <-w.Errors: // an overflow: something changed, and nobody knows what
			quiet.Reset(settle)
		case <-quiet.C:
			select {
			case changes <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}

// matters reports whether an event may change what is shown. New folders are watched from here on.
func matters(w *fsnotify.Watcher, named map[string]bool, event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod {
		return false
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() && !passedOver(info.Name()) {
			_ = watchTree(w, event.Name)
			return true
		}
	}
	return isYAML(event.Name) || named[filepath.Clean(event.Name)] || event.Has(fsnotify.Remove|fsnotify.Rename)
}
