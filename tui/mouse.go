package tui

import tea "charm.land/bubbletea/v2"

// wheelLines is how far one notch of the wheel goes.
const wheelLines = 3

func (m *Model) wheel(at tea.Mouse) {
	n := map[tea.MouseButton]int{tea.MouseWheelUp: -wheelLines, tea.MouseWheelDown: wheelLines}[at.Button]
	if m.dialog != nil {
		m.cover.scroll(n, m.height-2)
	} else if pane, _, ok := m.layout().at(at.X, at.Y); ok {
		m.move(pane, n)
	}
}

func (m *Model) click(at tea.Mouse) {
	l := m.layout()
	pane, line, ok := l.at(at.X, at.Y)
	if !ok || m.dialog != nil || at.Button != tea.MouseLeft {
		return
	}
	if l.shape == narrow && at.Y == 0 {
		return // it names all three
	}
	m.focus = pane
	switch {
	case pane == onPanel && line < 0:
		m.clickTab(at.X-l.panel.x-tabMargins[l.shape], l.panel.width)
	case pane == onPanel:
		m.panel.tab().click(m, at.X-l.panel.x, m.panel.top+line)
	case pane == onList && line >= 0 && m.list.top+line < len(m.list.shown):
		m.list.move(m.list.top + line - m.list.cursor)
	}
}
