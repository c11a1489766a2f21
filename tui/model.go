// Package tui knows the screen: the templates of a folder on the left, the phone beside them, what is wrong below, and
// all of it drawn anew when a file is saved.
//
// It is handed functions and never touches the disk itself: [Options.Load] reads the files, [Options.Watch] says when
// they changed. [Run] owns the terminal until the user quits.
package tui

import (
	"context"
	"errors"
	"image"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// Options are what the screen is handed.
type Options struct {
	// Load reads and parses the files to show, in the order of the list. It is called at the start, when Watch says
	// so, and when the user asks, never twice at a time, and never on the goroutine that draws. The files that came
	// with an error are shown beside it; without files the screen keeps those it has.
	Load func() ([]*template.File, error)
	// Watch starts to watch the files and returns a channel with a word for every change, many saves in a row being
	// one. It is called once. Without it, or when it fails, the user reloads by key.
	Watch func() (<-chan struct{}, error)
	// Media finds the picture that a template of a file links to. It is called for the document that is shown, never
	// on the goroutine that draws; an error is a word or two, which the label says. Without it there are labels alone.
	Media func(ctx context.Context, file, link string) (image.Image, error)
	// Values are given to every template before the values and examples of its file.
	Values template.Values
	// Place names what is shown, such as the folder, and may be empty.
	Place string
	// Dark says that the terminal's background is dark.
	Dark bool
	// Time is the clock in the message's corner, such as 12:30; empty for none.
	Time string
}

// Model is the state of the screen, a Bubble Tea model.
type Model struct {
	options Options
	keys    keymap
	styles  styles

	width, height int
	focus         focus
	list          list
	phone         pane
	problems      pane
	help          pane

	helping bool // the help covers the screen
	typing  bool // keys go into the filter

	changes    <-chan struct{}
	loading    bool
	again      bool   // something changed while loading
	generation int    // how many times files came in
	failure    string // why the files could not be read
	notice     string // why changes are not seen
}

// focus is the pane that the keys move.
type focus uint8

const (
	onList focus = iota
	onPhone
	onProblems
	panes = 3
)

// New returns a screen that has read nothing yet.
func New(o Options) Model {
	return Model{options: o, keys: newKeymap(), styles: newStyles(), loading: true}
}

// Init asks for the files and for word of their changes.
func (m Model) Init() tea.Cmd {
	return tea.Batch(load(m.options.Load), watch(m.options.Watch))
}

// Run shows the screen until the user quits or the context ends, and leaves the terminal as it was. An interrupt from
// outside ends it with [context.Canceled]. The options of Bubble Tea are for tests and for terminals other than the
// standard ones.
func Run(ctx context.Context, o Options, opts ...tea.ProgramOption) error {
	_, err := tea.NewProgram(New(o), append([]tea.ProgramOption{tea.WithContext(ctx)}, opts...)...).Run()
	if errors.Is(err, tea.ErrInterrupted) {
		return context.Canceled
	}
	return err
}
