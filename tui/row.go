package tui

import (
	"cmp"
	"fmt"
	"strings"
)

// cell is a row of the list as it was drawn, all but the pointer of the selected one, and what it was drawn for.
type cell struct {
	text   string
	width  int
	branch string
	cells  cells
}

// draw makes the rows of the window that are not as they were drawn last. The others of ten thousand wait until they
// are seen.
func (l *list) draw(height, width int, s styles) {
	drawn := make(map[*entry]cell, height)
	for i := l.top; i < min(l.top+height, len(l.shown)); i++ {
		e := l.entries[l.shown[i]]
		c := cell{l.drawn[e].text, width, l.branch(i), s.cells}
		if c != l.drawn[e] {
			name, mark := e.cells(s, c.branch, width)
			c.text = s.fit("  "+name+e.style(s).Render(mark), width)
		}
		drawn[e] = c
	}
	l.drawn = drawn
}

func (e *entry) style(s styles) ink {
	switch {
	case e.errors > 0:
		return s.fault
	case e.warnings > 0:
		return s.warning
	}
	return s.good
}

// branch is the sign that stands in the place of a name that is the one above it; empty where the name stands, at the
// top of the window too.
func (l *list) branch(i int) string {
	e := l.entries[l.shown[i]]
	switch {
	case i == l.top || !l.entries[l.shown[i-1]].variantOf(e):
		return ""
	case i+1 < len(l.shown) && l.entries[l.shown[i+1]].variantOf(e):
		return "├"
	}
	return "└"
}

// variantOf reports whether two documents go by one name, in whatever language.
func (e *entry) variantOf(other *entry) bool {
	return e == other || e.id.name != "" && e.id.name == other.id.name
}

// cells are what a row says after the pointer: the name or the sign in its place, the language, and the mark.
func (e *entry) cells(s styles, branch string, width int) (name, mark string) {
	language := s.Truncate(e.language, max(0, min(14, width/3)), "…")
	left := max(1, width-2-s.StringWidth(language)-7)
	return s.fit(cmp.Or(branch, e.label), left) + " " + language + " ", s.fit(e.mark(), 5)
}

// mark is the state of an entry in a few cells.
func (e *entry) mark() string {
	switch {
	case e.errors > 0:
		return fmt.Sprintf("✗ %d", e.errors)
	case e.warnings > 0:
		return fmt.Sprintf("⚠ %d", e.warnings)
	}
	return "✓"
}

// line is the i-th line of the window.
func (l *list) line(i, width int, s styles) string {
	i += l.top
	switch {
	case i >= len(l.shown):
		return strings.Repeat(" ", width)
	case i == l.cursor:
		name, mark := l.entries[l.shown[i]].cells(s, l.branch(i), width)
		return s.selected.Render(s.fit("▸ "+name+mark, width))
	}
	return l.drawn[l.entries[l.shown[i]]].text
}
