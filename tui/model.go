// Package tui knows the screen: the templates of a folder on the left, the phone beside them, a panel with the values,
// problems, payloads and languages of the selected one, and all of it drawn anew when a file is saved.
//
// It is handed functions and never touches the disk or the network itself: [Options.Load] reads the files,
// [Options.Watch] says when they changed. [Run] owns the terminal until the user quits.
package tui

import (
	"context"
	"errors"
	"strconv"

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
	// Sender sends what is shown; without it the screen cannot.
	Sender *Sender
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
	// bound is the selected template with its values, nil where none is selected.
	bound   *render.Bound
	boundOf drawn

	// sendTo and sendOn are the contact and the channel as they were typed last, and sent is what became of what was sent.
	sendTo, sendOn string
	sent           map[string]Answer

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
	m := Model{
		options: o, keys: newKeymap(), styles: newStyles(), loading: true,
		phone: phone{dark: o.Dark}, panel: newPanel(), given: map[identity]template.Values{}, sent: map[string]Answer{},
	}
	m.keys.sending(o.Sender)
	if s := o.Sender; s != nil {
		m.sendTo = s.To
		if s.Channel != nil {
			m.sendOn = strconv.FormatInt(*s.Channel, 10)
		}
	}
	return m
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

// values are what the selected document is given: what the command line gives, and before it what was typed here.
func (m *Model) values(e *entry) template.Values {
	typed := m.given[e.id.named()]
	if len(typed) == 0 {
		return m.options.Values
	}
	all := template.Values{}
	for _, values := range []template.Values{m.options.Values, typed} {
		for name, value := range values {
			all[name] = value
		}
	}
	return all
}

// bind gives the selected template its values, where they or it changed.
func (m *Model) bind(of drawn) {
	if m.boundOf == of {
		return
	}
	m.boundOf, m.bound = of, nil
	if e := m.list.selected(); e != nil && e.template != nil {
		m.bound, _ = render.Bind(e.template, m.values(e))
	}
}

// touch says that what is shown is no more what was drawn.
func (m *Model) touch() { m.revision++ }
