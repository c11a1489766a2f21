package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// keymap holds every key of the screen; what the help says and what the keys do come from here.
type keymap struct {
	up, down, pageUp, pageDown, top, bottom key.Binding

	next, previous, open, filter, faulty, clear, reload, edit, send, help, suspend, quit key.Binding

	tabs [tabCount]key.Binding

	// Of the phone.
	theme, breadth, fold, options, cardBack, cardOn key.Binding

	// Of the problems, the payload and the languages.
	look, fix, fixFile, target, targetBack, copy, columnBack, columnOn, choose key.Binding

	close key.Binding // of a dialog

	apply, nextFault, previousFault key.Binding // of some
	// Of the dialog that sends, where all other keys are text.
	nextField, previousField, confirm, stop, scroll key.Binding

	values valuesKeys
	line   lineKeys // of a field that is typed

	// While the filter is typed, all other keys are text.
	keep, cancel, erase, empty, abort key.Binding
}

func bind(keys []string, label, does string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, does))
}

func newKeymap() keymap {
	k := keymap{
		up:       bind([]string{"up", "k"}, "↑ k", "up"),
		down:     bind([]string{"down", "j"}, "↓ j", "down"),
		pageUp:   bind([]string{"pgup", "ctrl+b"}, "pgup", "a page up"),
		pageDown: bind([]string{"pgdown", "ctrl+f", "space"}, "pgdn space", "a page down"),
		top:      bind([]string{"home", "g"}, "home g", "to the top"),
		bottom:   bind([]string{"end", "G"}, "end G", "to the bottom"),

		next:     bind([]string{"tab", "right", "l"}, "tab → l", "next pane"),
		previous: bind([]string{"shift+tab", "left", "h"}, "shift+tab ←", "previous pane"),
		open:     bind([]string{"enter"}, "enter", "to the phone"),
		filter:   bind([]string{"/"}, "/", "filter"),
		faulty:   bind([]string{"!"}, "!", "those with faults, or all"),
		clear:    bind([]string{"esc"}, "esc", "back, clear the filter"),
		reload:   bind([]string{"r"}, "r", "reload"),
		edit:     bind([]string{"e"}, "e", "edit"),
		send:     bind([]string{"s"}, "s", "send"),
		help:     bind([]string{"?"}, "?", "help"),
		suspend:  bind([]string{"ctrl+z"}, "ctrl+z", "to the shell, until fg"),
		quit:     bind([]string{"q", "ctrl+c"}, "q ctrl+c", "quit"),

		theme:    bind([]string{"d"}, "d", "dark or light phone"),
		breadth:  bind([]string{"w"}, "w", "narrow, normal or desktop width"),
		fold:     bind([]string{"m"}, "m", "read more, or less"),
		options:  bind([]string{"o"}, "o", "see all options, or not"),
		cardBack: bind([]string{"["}, "[", "previous card"),
		cardOn:   bind([]string{"]"}, "]", "next card"),

		look:    bind([]string{"enter"}, "enter", "the source"),
		fix:     bind([]string{"f"}, "f", "fix it"),
		fixFile: bind([]string{"F"}, "F", "fix the file"),

		target:     bind([]string{"t", "right", "l"}, "t → l", "next target"),
		targetBack: bind([]string{"left", "h"}, "← h", "previous target"),
		copy:       bind([]string{"y"}, "y", "copy"),

		columnBack: bind([]string{"left", "h"}, "← h", "previous language"),
		columnOn:   bind([]string{"right", "l"}, "→ l", "next language"),
		choose:     bind([]string{"enter"}, "enter", "select"),

		apply:         bind([]string{"y", "enter"}, "y enter", "write the file"),
		nextFault:     bind([]string{"n"}, "n", "next problem"),
		previousFault: bind([]string{"N"}, "N", "previous problem"),

		close:  bind([]string{"esc", "q"}, "esc", "close"),
		values: newValuesKeys(),
		line:   newLineKeys(),

		nextField:     bind([]string{"tab"}, "tab", "next field"),
		previousField: bind([]string{"shift+tab"}, "shift+tab", "previous field"),
		confirm:       bind([]string{"enter"}, "enter", "send"),
		stop:          bind([]string{"ctrl+c"}, "ctrl+c", "stop"),
		scroll:        bind([]string{"up", "down", "pgup", "pgdown"}, "↑↓", "scroll"),

		keep:   bind([]string{"enter", "tab"}, "enter", "keep"),
		cancel: bind([]string{"esc"}, "esc", "clear"),
		erase:  bind([]string{"backspace", "ctrl+h"}, "backspace", "erase"),
		empty:  bind([]string{"ctrl+u"}, "ctrl+u", "erase all"),
		abort:  bind([]string{"ctrl+c"}, "ctrl+c", "quit"),
	}
	for i, name := range []string{"values", "problems", "payload", "languages"} {
		digit := string(rune('1' + i))
		k.tabs[i] = bind([]string{digit}, digit, name)
	}
	return k
}

// short is the help of the last line, the dearest last: what does not fit falls off in front. Before the help, which
// tells what fell off, come the keys of the active tab.
func (k keymap) short(tab ...key.Binding) []key.Binding {
	keys := []key.Binding{k.reload, k.filter, k.next}
	if k.send.Enabled() {
		keys = append(keys, k.send)
	}
	keys = append(keys, k.quit)
	return append(append(keys, tab...), k.help)
}

// sending makes the key that sends say what it does.
func (k *keymap) sending(s *Sender) {
	switch {
	case s == nil:
		k.send.SetEnabled(false)
	case s.Off != "":
		k.send.SetHelp("s", "send (off)")
	case s.Sandbox:
		k.send.SetHelp("s", "send to the sandbox")
	}
}

// shortTyping is the help of the last line while the filter is typed.
func (k keymap) shortTyping() []key.Binding { return []key.Binding{k.keep, k.cancel} }

// group is some keys that belong together, under what they are for.
type group struct {
	title string
	keys  []key.Binding
}

// full is the help that covers the screen. What the tabs of the panel do with keys of their own they say themselves.
func (k keymap) full() []group {
	rest := []key.Binding{k.filter, k.faulty, k.clear, k.reload, k.edit, k.help, k.suspend, k.quit}
	if k.send.Enabled() {
		rest = append([]key.Binding{k.send}, rest...)
	}
	return []group{
		{"move", []key.Binding{k.up, k.down, k.pageUp, k.pageDown, k.top, k.bottom, k.next, k.previous, k.open}},
		{"the phone", []key.Binding{k.theme, k.breadth, k.fold, k.options, k.cardBack, k.cardOn}},
		{"the panel", k.tabs[:]},
		{"the rest", rest},
	}
}

// far is further than anything scrolls.
const far = 1 << 30

// distance is how far a key moves in a pane of the given height; 0 for a key that does not move.
func (k keymap) distance(msg tea.KeyPressMsg, height int) int {
	page := max(1, height-1)
	switch {
	case key.Matches(msg, k.up):
		return -1
	case key.Matches(msg, k.down):
		return 1
	case key.Matches(msg, k.pageUp):
		return -page
	case key.Matches(msg, k.pageDown):
		return page
	case key.Matches(msg, k.top):
		return -far
	case key.Matches(msg, k.bottom):
		return far
	}
	return 0
}
