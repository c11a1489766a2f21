package tui

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

type (
	// loadedMsg brings the folder as far as it has been read; more, if there is more, waits for the rest.
	loadedMsg struct {
		folder folder
		more   tea.Cmd
		err    error
	}
	// watchingMsg brings the channel that speaks of changes, or why there is none, or why it does not speak of all.
	watchingMsg struct {
		changes <-chan []string
		err     error
	}
	// changedMsg names the files that were written, renamed or removed; none if nobody knows which.
	changedMsg struct{ names []string }
)

// load reads and lints all files. The first time they are shown as they come, batch after batch, and the reading waits
// for the screen to take each; later those that are there are shown until all have come.
func load(ctx context.Context, o Options, old folder) tea.Cmd {
	if o.Load == nil {
		return nil
	}
	return func() tea.Msg {
		batches := make(chan tea.Msg)
		next := func() tea.Msg {
			select {
			case msg := <-batches:
				return msg
			case <-ctx.Done():
				return nil
			}
		}
		send := func(msg tea.Msg) {
			select {
			case batches <- msg:
			case <-ctx.Done():
			}
		}
		go func() {
			var misled error
			if o.Lint != nil {
				var l *lint.Linter
				if l, misled = o.Lint(); misled == nil {
					old.linter = l
				}
			}
			var files []*held
			f := old
			err := o.Load(ctx, func(batch []*template.File) {
				files = append(files, old.check(batch)...)
				if len(old.files) == 0 {
					f = f.of(files)
					send(loadedMsg{folder: f, more: next})
				}
			})
			if err != nil {
				files = beside(files, old.files) // nobody knows what is gone
			}
			send(loadedMsg{folder: f.of(files).compared(), err: errors.Join(misled, err)})
		}()
		return next()
	}
}

// read reads and lints some files anew. Those that do not come are gone, unless something could not be read. The faults
// between files come a moment later, because all must be compared.
func read(o Options, names []string, old folder) tea.Cmd {
	return func() tea.Msg {
		fresh, err := o.Read(names)
		if err != nil {
			names = nil
		}
		f := old.of(replace(old.files, old.check(fresh), names))
		return loadedMsg{folder: f, more: func() tea.Msg { return loadedMsg{folder: f.compared(), err: err} }}
	}
}

// wish is what is to be read when the reading under way has ended.
type wish struct {
	all   bool
	names []string
}

// add wishes for some files; for all of them if no name is given.
func (w *wish) add(names []string) {
	w.all = w.all || len(names) == 0
	for _, name := range names {
		if !slices.Contains(w.names, name) {
			w.names = append(w.names, name)
		}
	}
}

func (w *wish) empty() bool { return !w.all && len(w.names) == 0 }

func watch(start func() (<-chan []string, error)) tea.Cmd {
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
func await(changes <-chan []string) tea.Cmd {
	if changes == nil {
		return nil
	}
	return func() tea.Msg {
		names, ok := <-changes
		if !ok {
			return watchingMsg{nil, errWatchEnded}
		}
		return changedMsg{names}
	}
}

func (m *Model) watching(msg watchingMsg) tea.Cmd {
	m.changes = msg.changes
	if msg.err != nil {
		some := ""
		if msg.changes != nil {
			some = "some "
		}
		m.notice = some + "saved files are not seen: " + template.Visible(msg.err.Error()) + "; press r"
	}
	return await(msg.changes)
}

// reload reads some files again, or all if no name is given: at once, or when the reading that is under way has ended.
func (m *Model) reload(names []string) tea.Cmd {
	m.pending.add(names)
	if m.loading {
		return nil
	}
	return m.next()
}

// next begins to read what is wished for.
func (m *Model) next() tea.Cmd {
	wanted := m.pending
	m.loading, m.pending = true, wish{}
	if wanted.all || m.options.Read == nil {
		return load(m.ctx, m.options, m.folder)
	}
	return read(m.options, wanted.names, m.folder)
}

func (m *Model) loaded(msg loadedMsg) tea.Cmd {
	m.generation++
	m.pictures.renew()
	m.folder = msg.folder
	m.list.set(m.folder.entries, m.list.filter)
	if msg.more != nil {
		return msg.more
	}
	m.filling, m.loading = false, false
	m.failure = ""
	if msg.err != nil {
		m.failure = template.Visible(msg.err.Error())
	}
	if m.pending.empty() {
		return nil
	}
	return m.next()
}
