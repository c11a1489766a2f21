package tui

// The least window there is something to see in, the least that shows the panes beside each other, and the least that
// has a column for the panel.
const (
	minWidth, minHeight = 20, 5
	mediumWidth         = 60
	wideWidth           = 110
)

// leastPanel is how narrow the column of the panel may become where the message wants the room.
const leastPanel = 30

// rect is where the text of a pane stands, below its title.
type rect struct{ x, y, width, height int }

// shape is how the panes stand: one at a time, the panel below the others, or three columns.
type shape uint8

const (
	narrow shape = iota
	medium
	wide
)

// layout is where everything stands. A pane without height is not shown.
type layout struct {
	shape              shape
	list, phone, panel rect
}

func (l layout) of(pane focus) rect { return [...]rect{l.list, l.phone, l.panel}[pane] }

// at finds the pane at a place on the screen, and the line in it, -1 being its title.
func (l layout) at(x, y int) (pane focus, line int, ok bool) {
	for pane := range focus(panes) {
		r := l.of(pane)
		if x >= r.x && x < r.x+r.width && y >= r.y-1 && y < r.y+r.height {
			return pane, y - r.y, true
		}
	}
	return 0, 0, false
}

// layout divides the window: titles, panes and the last line.
func (m *Model) layout() layout {
	w, h := max(0, m.width), max(0, m.height)
	switch {
	case w < mediumWidth:
		return narrowLayout(w, h, m.focus)
	case w < wideWidth:
		return mediumLayout(w, h, m.focus)
	}
	height := max(0, h-2)
	list := max(28, min(w/5, 40))
	if m.focus == onPanel && m.panel.active == onLanguages { // which has phones of its own
		return layout{
			shape: wide,
			list:  rect{0, 1, list, height},
			panel: rect{list + 1, 1, w - list - 1, height},
		}
	}
	phone := min(m.phone.width(), w-list-leastPanel-2)
	return layout{
		shape: wide,
		list:  rect{0, 1, list, height},
		phone: rect{list + 1, 1, phone, height},
		panel: rect{list + phone + 2, 1, w - list - phone - 2, height},
	}
}

// narrowLayout shows the pane with the keys alone. The panel has the row of its tabs above it.
func narrowLayout(w, h int, focus focus) layout {
	var l layout
	height := max(0, h-2)
	hidden := rect{0, 1, w, 0}
	l.list, l.phone, l.panel = hidden, hidden, hidden
	switch focus {
	case onList:
		l.list.height = height
	case onPhone:
		l.phone.height = height
	default:
		l.panel = rect{0, 2, w, max(0, height-1)}
	}
	return l
}

// mediumLayout has the panel below, with half of the height where it has the keys.
func mediumLayout(w, h int, focus focus) layout {
	panel := max(1, min(h/5, 10))
	if focus == onPanel {
		panel = h / 2
	}
	panel = min(panel, max(0, h-4))
	list := max(28, min(w*2/5, 44))
	above := max(0, h-3-panel)
	return layout{
		shape: medium,
		list:  rect{0, 1, list, above},
		phone: rect{list + 1, 1, w - list - 1, above},
		panel: rect{0, above + 2, w, panel},
	}
}
