package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// list is the pane of the templates.
type list struct {
	entries []entry
	shown   []int // those that the filter lets through
	cursor  int   // in shown
	top     int
	filter  string
	// lost is the selected document that is out of sight, to be selected again when it comes back; moving forgets it.
	lost *identity

	rows []string // one an entry
	of   drawn
}

func (l *list) selected() *entry {
	if l.cursor < 0 || l.cursor >= len(l.shown) {
		return nil
	}
	return &l.entries[l.shown[l.cursor]]
}

// set changes what the list holds and which of it is shown, and keeps the selection if it can.
func (l *list) set(entries []entry, filter string) {
	var want []identity
	if l.lost != nil {
		want = append(want, *l.lost)
	}
	if e := l.selected(); e != nil {
		want = append(want, e.id)
	}
	l.entries, l.filter, l.shown, l.lost = entries, filter, nil, nil
	for i, e := range entries {
		if e.matches(filter) {
			l.shown = append(l.shown, i)
		}
	}
	l.cursor = max(0, min(l.cursor, len(l.shown)-1))
	at, found := l.find(want)
	if found >= 0 {
		l.cursor = at
	}
	if len(want) > 0 && found != 0 {
		l.lost = &want[0]
	}
}

// find looks for the first of the wanted documents that is shown, by its name or, if nothing goes by that name any
// more, by its place in its file. It returns where it is shown and which of the wanted it is, or -1.
func (l *list) find(want []identity) (at, found int) {
	for i, id := range want {
		at := slices.IndexFunc(l.shown, func(i int) bool { return l.entries[i].id.same(id) })
		if at >= 0 {
			return at, i
		}
	}
	for i, id := range want {
		if slices.ContainsFunc(l.entries, func(e entry) bool { return e.id.same(id) }) {
			continue
		}
		at := slices.IndexFunc(l.shown, func(i int) bool { return l.entries[i].id.near(id) })
		if at >= 0 {
			return at, i
		}
	}
	return 0, -1
}

func (l *list) move(n int) {
	l.lost = nil
	l.cursor = max(0, min(l.cursor+n, len(l.shown)-1))
}

// reveal scrolls as little as it takes to see the selection.
func (l *list) reveal(height int) {
	l.top = max(0, min(l.top, l.cursor, len(l.shown)-height))
	if l.cursor >= l.top+height {
		l.top = max(0, l.cursor-height+1)
	}
}

// draw makes the rows, all but the pointer of the selected one, if they are not those of that reading and width
// already.
func (l *list) draw(generation, width int, s styles) {
	of := drawn{generation: generation, width: width}
	if l.of == of {
		return
	}
	l.of, l.rows = of, make([]string, len(l.entries))
	for i := range l.entries {
		e := &l.entries[i]
		style := s.good
		switch {
		case e.errors > 0:
			style = s.fault
		case e.warnings > 0:
			style = s.warning
		}
		name, mark := e.cells(width)
		l.rows[i] = fit("  "+name+style.Render(mark), width)
	}
}

// cells are what a row says after the pointer: the name and the language, and the mark.
func (e *entry) cells(width int) (name, mark string) {
	language := ansi.Truncate(e.language, max(0, min(14, width/3)), "…")
	left := max(1, width-2-ansi.StringWidth(language)-7)
	return fit(e.label, left) + " " + language + " ", fit(e.mark(), 5)
}

// line is the i-th line of the window.
func (l *list) line(i, width int, s styles) string {
	i += l.top
	switch {
	case i >= len(l.shown):
		return strings.Repeat(" ", width)
	case i == l.cursor:
		name, mark := l.entries[l.shown[i]].cells(width)
		return s.selected.Render(fit("▸ "+name+mark, width))
	}
	return l.rows[l.shown[i]]
}
