package tui

import (
	"fmt"
	"slices"

	"github.com/watemplate/watemplate/template"
)

// list is the pane of the templates.
type list struct {
	entries []*entry // those of one name stand together
	shown   []int    // those that the filter lets through
	cursor  int      // in shown
	top     int
	filter  string
	faulty  bool // only those with faults are shown
	// errors and warnings count the entries that have some, or have nothing worse.
	errors, warnings int
	// lost is the selected document that is out of sight, to be selected again when it comes back; moving forgets it.
	lost *identity

	pointed, open *entry // the one under the pointer when it was last asked for, and it with its document
	drawn         map[*entry]cell
}

// selected is the entry under the pointer, with its document; nil if no row is shown.
func (l *list) selected() *entry {
	e := l.under()
	if e != l.pointed {
		l.pointed, l.open = e, nil
		if e != nil {
			l.open = e.opened()
		}
	}
	return l.open
}

// under is the entry under the pointer.
func (l *list) under() *entry {
	if l.cursor < 0 || l.cursor >= len(l.shown) {
		return nil
	}
	return l.entries[l.shown[l.cursor]]
}

// variants are all entries of the selected one's name, it among them, with their documents, whatever the filter lets
// through.
func (l *list) variants() []*entry {
	e := l.under()
	if e == nil {
		return nil
	}
	start := l.shown[l.cursor]
	end := start + 1
	for start > 0 && l.entries[start-1].variantOf(e) {
		start--
	}
	for end < len(l.entries) && l.entries[end].variantOf(e) {
		end++
	}
	var all []*entry
	for _, v := range l.entries[start:end] {
		all = append(all, v.opened())
	}
	return all
}

// set changes what the list holds and which of it is shown, and keeps the selection, and its place in the window, if
// it can.
func (l *list) set(entries []*entry, filter string) {
	var want []identity
	if l.lost != nil {
		want = append(want, *l.lost)
	}
	if e := l.under(); e != nil {
		want = append(want, e.id)
	}
	before := l.entries
	l.entries, l.filter, l.shown, l.lost = entries, filter, make([]int, 0, len(entries)), nil
	l.errors, l.warnings = 0, 0
	f := newFilter(filter)
	if l.faulty {
		f = append(f, isFaulty)
	}
	for i, e := range entries {
		if f.lets(e) {
			l.shown = append(l.shown, i)
		}
		switch {
		case e.errors > 0:
			l.errors++
		case e.warnings > 0:
			l.warnings++
		}
	}
	was := l.cursor
	l.cursor = max(0, min(l.cursor, len(l.shown)-1))
	at, found := l.find(want, before)
	if found >= 0 {
		l.cursor = at
	}
	if len(want) > 0 && found != 0 {
		l.lost = &want[0]
	}
	l.top = max(0, l.top+l.cursor-was) // rows that come in above move the window with them
}

// showAll drops what hides rows.
func (l *list) showAll() {
	l.faulty = false
	l.set(l.entries, "")
}

// find looks for the first of the wanted documents that is shown: by its name, or by its name in a file in which it was
// not before, or if nothing goes by that name any more, by its place in its file or its name in any other. It returns
// where it is shown and which of the wanted it is, or -1.
func (l *list) find(want []identity, before []*entry) (at, found int) {
	shown := func(is func(identity) bool) int {
		return slices.IndexFunc(l.shown, func(i int) bool { return is(l.entries[i].id) })
	}
	for i, id := range want {
		at := shown(id.same)
		if at < 0 && !has(l.entries, id) {
			at = shown(func(other identity) bool { return id.moved(other) && !has(before, other) })
		}
		if at >= 0 {
			return at, i
		}
	}
	for i, id := range want {
		if has(l.entries, id) {
			continue // the filter hides it
		}
		for _, may := range []func(identity) bool{id.near, id.moved} {
			if at := shown(may); at >= 0 {
				return at, i
			}
		}
	}
	return 0, -1
}

func has(entries []*entry, id identity) bool {
	return slices.ContainsFunc(entries, func(e *entry) bool { return e.id.same(id) })
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

// title counts the rows and those with faults, and names the place if there is room for it.
func (l *list) title(c cells, place string, filling bool, width int) string {
	text := "Templates"
	switch {
	case l.filter != "" || l.faulty:
		text = ""
		if l.faulty {
			text = "! "
		}
		if l.filter != "" {
			text += "/" + l.filter + " "
		}
		return text + fmt.Sprintf("· %d of %d", len(l.shown), len(l.entries))
	case len(l.entries) == 0:
		return text
	}
	text += fmt.Sprintf(" %d", len(l.entries))
	if filling {
		text += "…"
	}
	if l.errors > 0 {
		text += fmt.Sprintf(" · ✗ %d", l.errors)
	}
	if l.warnings > 0 {
		text += fmt.Sprintf(" · ⚠ %d", l.warnings)
	}
	if place := " · " + template.Visible(place); place != " · " && c.StringWidth(text+place) <= width {
		text += place
	}
	return text
}
