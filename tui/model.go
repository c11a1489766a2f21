// Package tui knows the screen: the templates of a folder on the left, the phone beside them, a panel with the values,
// problems, payloads and languages of the selected one, and all of it drawn anew when a file is saved.
//
// It is handed functions and never touches the disk or the network itself: [Options.Load] reads the files,
// [Options.Watch] says when they changed. [Run] owns the terminal until the user quits.
package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
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
	// Values are given to every template before the values and examples of its file.
	Values template.Values
	// Recipients are rows whose values are given to every template, one row at a time, after Values and before those of
	// its file. Row is the one to begin with, from 1, and 0 for none; RecipientsName names the list.
	Recipients     []Row
	Row            int
	RecipientsName string
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
	phone         phone
	panel         panel

	dialog dialog // what covers the screen and has all keys; nil for nothing
	cover  pane   // its lines
	typing bool   // keys go into the filter

	// given are the values that the user typed, by document; they outlive its readings.
	given map[identity]template.Values
	row   int // of the recipients, from 1; 0 for none
	// bound is the selected template with its values, nil where none is selected.
	bound   *render.Bound
	boundOf drawn

	changes    <-chan struct{}
	loading    bool
	again      bool   // something changed while loading
	generation int    // how many times files came in
	revision   int    // how many times the user changed what is shown of them
	failure    string // why the files could not be read
	notice     string // why changes are not seen
	said       string // what became of the last key; the next key clears it
}

// focus is the pane that the keys move.
type focus uint8

const (
	onList focus = iota
	onPhone
	onPanel
	panes = 3
)

// New returns a screen that has read nothing yet.
func New(o Options) Model {
	return Model{
		options: o, keys: newKeymap(), styles: newStyles(), loading: true,
		phone: phone{dark: o.Dark}, panel: newPanel(), given: map[identity]template.Values{}, row: o.Row,
	}
}

// Init asks for the files and for word of their changes.
func (m Model) Init() tea.Cmd {
	return tea.Batch(load(m.options.Load), watch(m.options.Watch))
}

// framesPerSecond is how often the screen may be painted. A key waits for the next frame, on average half of the time
// between two, which at twice the usual rate nobody sees any more.
const framesPerSecond = 120

// Run shows the screen until the user quits or the context ends, and leaves the terminal as it was. An interrupt from
// outside ends it with [context.Canceled]. The options of Bubble Tea are for tests and for terminals other than the
// standard ones.
func Run(ctx context.Context, o Options, opts ...tea.ProgramOption) error {
	opts = append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(framesPerSecond)}, opts...)
	_, err := tea.NewProgram(New(o), opts...).Run()
	if errors.Is(err, tea.ErrInterrupted) {
		return context.Canceled
	}
	return err
}

// bind gives the selected template its values, where they or it changed.
func (m *Model) bind(of drawn) {
	if m.boundOf != of {
		m.boundOf = of
		m.rebind()
	}
}

func (m *Model) rebind() {
	m.bound = nil
	e := m.list.selected()
	if e == nil || e.template == nil {
		return
	}
	t := e.template
	for _, l := range m.layers(e) {
		t, _ = t.With(l.values)
	}
	m.bound, _ = render.Bind(t, nil)
}

// touch says that what is shown is no more what was drawn.
func (m *Model) touch() { m.revision++ }
