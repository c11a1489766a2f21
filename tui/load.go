package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

type (
	// loadedMsg brings the rows of the list.
	loadedMsg struct {
		entries []entry
		err     error
	}
	// watchingMsg brings the channel that speaks of changes, or why there is none.
	watchingMsg struct {
		changes <-chan struct{}
		err     error
	}
	// changedMsg says that a file was written, renamed or removed.
	changedMsg struct{}
)

// load reads, parses and lints the files.
func load(read func() ([]*template.File, error)) tea.Cmd {
	if read == nil {
		return nil
	}
	return func() tea.Msg {
		files, err := read()
		return loadedMsg{entries(files, lint.Run(files)), err}
	}
}

func watch(start func() (<-chan struct{}, error)) tea.Cmd {
	if start == nil {
		return nil
	}
	return func() tea.Msg {
		changes, err := start()
		return watchingMsg{changes, err}
	}
}

var errWatchEnded = errors.New("the watch has ended")

// await waits for the next change.
func await(changes <-chan struct{}) tea.Cmd {
	if changes == nil {
		return nil
	}
	return func() tea.Msg {
		if _, ok := <-changes; !ok {
			return watchingMsg{nil, errWatchEnded}
		}
		return changedMsg{}
	}
}
