// Package tui knows the screen: the templates of a folder on the left, the phone beside them, a panel with the values,
// problems, payloads and languages of the selected one, and all of it drawn anew when a file is saved.
//
// It is handed functions and never touches the disk or the network itself: [Options.Load] reads the files, [Options.Watch]
// says which of them changed, [Options.Read] reads those again. [Run] owns the terminal until the user quits.
package tui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os/exec"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// Options are what the screen is handed.
type Options struct {
	// Load reads and parses the files to show and hands them over with emit, in the order of the list, as they are read:
	// a few first, so that there is something to see at once. It is called at the start, when nobody knows what
	// changed, and when the user asks, on a goroutine of its own and never while it or Read is running. After an error
	// the screen keeps the files that did not come, for nobody knows whether they are gone. The context ends with the
	// screen.
	Load func(ctx context.Context, emit func([]*template.File)) error
	// Read reads some files again, by the names that Watch gave. Those that are gone, or no templates any more, it leaves
	// out; after an error the screen keeps those that did not come. Without it everything is loaded again.
	Read func(names []string) ([]*template.File, error)
	// Watch starts to watch the files and returns a channel with the names of those that changed, many saves in a row
	// being one word; no names if nobody knows which. A name is the one that Load gives the file. It is called once.
	// Without it, or when it fails, the user reloads by key. An error beside a channel says why not all is watched.
	Watch func() (<-chan []string, error)
	// Lint returns the linter that asks the rules; it is called before Load, so that a new configuration is followed.
	// After an error the last one goes on. Without it the rules are asked that are on where nothing is configured.
	Lint func() (*lint.Linter, error)
	// Edit returns what opens a file at a line and a column, both from 1, in the user's editor; the error says why there
	// is none. The screen gives it the terminal, and reads the files again when it ends.
	Edit func(file string, line, column int) (*exec.Cmd, error)
	// Fix says what the fix of a fault would change in its file, or that of all faults if none is given. It touches
	// nothing; a Change without a Diff is none. It is never called on the goroutine that draws, and neither is
	// Change.Apply.
	Fix func(file string, fault *template.Diagnostic) (Change, error)
	// Media finds the picture that a template of a file links to. It is called for the document that is shown, never
	// on the goroutine that draws; an error is a word or two, which the label says, and there may be neither. Without it
	// there are labels alone.
	Media func(ctx context.Context, file, link string) (image.Image, error)
	// Values are given to every template before the values and examples of its file.
	Values template.Values
	// Recipients are rows whose values are given to every template, one row at a time, before Values and those of
	// its file. Row is the one to begin with, from 1, and 0 for none; RecipientsName names the list.
	Recipients     []Row
	Row            int
	RecipientsName string
	// Sender sends what is shown; without it the screen cannot.
	Sender *Sender
	// Place names what is shown, such as the folder, and may be empty.
	Place string
	// Color forces colours on or off; nil leaves it to what the terminal can and the environment asks for.
	Color *bool
	// Dark is whether the terminal's background is taken for dark, until the terminal says what it is.
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
	pictures      *pictures
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

	// sendTo and sendOn are the contact and the channel as they were typed last, and sent is what became of what was sent.
	sendTo, sendOn string
	sent           map[string]Answer

	ctx        context.Context // ends with the screen
	folder     folder
	changes    <-chan []string
	filling    bool   // not all files have come yet
	loading    bool   // all files or some are being read
	pending    wish   // what changed meanwhile
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
	k := newKeymap()
	m := Model{
		options: o, keys: k, styles: newStyles(),
		ctx: context.Background(), folder: folder{linter: lint.New(lint.Options{})}, filling: true, loading: true,
		phone: phone{theme: theme(o.Dark)}, pictures: newPictures(o.Media), panel: newPanel(k), given: map[identity]template.Values{}, row: o.Row, sent: map[string]Answer{},
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

func theme(dark bool) render.Theme {
	if dark {
		return render.Dark
	}
	return render.Light
}

// Init asks for the files, for word of their changes, and whether the terminal is dark.
func (m Model) Init() tea.Cmd {
	return tea.Batch(load(m.ctx, m.options, m.folder), watch(m.options.Watch), tea.RequestBackgroundColor)
}

// framesPerSecond is how often the screen may be painted. A key waits for the next frame, on average half of the time
// between two, which at twice the usual rate nobody sees any more.
const framesPerSecond = 120

// ErrUnderWay is that of a screen which was ended from outside while a message was on its way: nobody knows whether it
// was accepted.
var ErrUnderWay = errors.New("ended while a message was on its way; it may have been accepted, and is not repeated")

// Run shows the screen until the user quits or the context ends, and leaves the terminal as it was. An interrupt from
// outside ends it with [context.Canceled], or [ErrUnderWay] with the contact. The options of Bubble Tea are for tests and
// for terminals other than the standard ones.
func Run(ctx context.Context, o Options, opts ...tea.ProgramOption) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // a load that is under way ends with the screen
	m := New(o)
	m.ctx = ctx
	opts = append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(framesPerSecond)}, opts...)
	if o.Color != nil {
		profile := map[bool]colorprofile.Profile{true: colorprofile.TrueColor, false: colorprofile.ASCII}[*o.Color]
		opts = append(opts, tea.WithColorProfile(profile))
	}
	last, err := tea.NewProgram(m, opts...).Run()
	if contact := underWayTo(last); contact != "" {
		return fmt.Errorf("%w: to %s", ErrUnderWay, contact)
	}
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
	if e := m.list.selected(); e != nil && e.template != nil {
		m.bound = m.boundTo(e)
	}
}

// boundTo is the template of an entry with the values that it is given here: what was typed for it, before what the
// command line gives, before the row of the recipients.
func (m *Model) boundTo(e *entry) *render.Bound {
	t := e.template
	for _, l := range m.layers(e) {
		t, _ = t.With(l.values)
	}
	bound, _ := render.Bind(t, nil)
	return bound
}

// touch says that what is shown is no more what was drawn.
func (m *Model) touch() { m.revision++ }
