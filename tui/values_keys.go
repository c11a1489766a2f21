package tui

import "charm.land/bubbles/v2/key"

// valuesKeys are the keys of the form: while a field is chosen, and while it is typed in.
type valuesKeys struct {
	edit, forget, examples, rowOn, rowBack key.Binding

	done, on, back, cancel key.Binding
}

// lineKeys move and erase in a line that is typed; all others are text.
type lineKeys struct {
	left, right, start, end                                    key.Binding
	erase, erasePrevious, erasePreceding, eraseNext, eraseRest key.Binding
}

func newValuesKeys() valuesKeys {
	return valuesKeys{
		edit:     bind([]string{"enter"}, "enter", "edit"),
		forget:   bind([]string{"x", "backspace"}, "x backspace", "clear it"),
		examples: bind([]string{"ctrl+r"}, "ctrl+r", "to the examples"),
		rowOn:    bind([]string{"n"}, "n", "next row"),
		rowBack:  bind([]string{"p"}, "p", "row before"),

		done:   bind([]string{"enter"}, "enter", "keep"),
		on:     bind([]string{"tab", "down"}, "tab ↓", "next field"),
		back:   bind([]string{"shift+tab", "up"}, "shift+tab ↑", "field before"),
		cancel: bind([]string{"esc"}, "esc", "as it was"),
	}
}

func newLineKeys() lineKeys {
	return lineKeys{
		left:           bind([]string{"left", "ctrl+b"}, "←", "left"),
		right:          bind([]string{"right", "ctrl+f"}, "→", "right"),
		start:          bind([]string{"home", "ctrl+a"}, "home", "to the start"),
		end:            bind([]string{"end", "ctrl+e"}, "end", "to the end"),
		erase:          bind([]string{"backspace", "ctrl+h"}, "backspace", "erase"),
		erasePrevious:  bind([]string{"ctrl+w", "alt+backspace"}, "ctrl+w", "erase a word"),
		erasePreceding: bind([]string{"ctrl+u"}, "ctrl+u", "erase to the start"),
		eraseNext:      bind([]string{"delete", "ctrl+d"}, "del", "erase the next"),
		eraseRest:      bind([]string{"ctrl+k"}, "ctrl+k", "erase to the end"),
	}
}
