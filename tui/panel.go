package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// tab is a page of the panel, about the selected document.
type tab interface {
	// title is what the row of tabs says, one word and perhaps a number.
	title(m *Model) string
	// draw returns the lines, none of them wider than width, and which of them is to stay in sight, -1 for none.
	draw(m *Model, width int) (lines []string, at int)
	// update takes a key or a paste while the panel has the keys. It is false for one that is none of its own. A tab that
	// changes what is drawn calls [Model.touch].
	update(m *Model, msg tea.Msg) (cmd tea.Cmd, taken bool)
	// click takes a click on a cell of one of its lines.
	click(m *Model, x, line int)
	// keys are those of its own, for the help.
	keys(m *Model) []key.Binding
}

// The tabs, in their order.
const (
	onValues = iota
	onProblems
	onPayload
	onLanguages
	tabCount
)

// panel is the pane of the tabs.
type panel struct {
	pane
	tabs   [tabCount]tab
	active int
	at     int // the line that is to stay in sight
}

// unreadable is what the tabs say of a file that holds no document.
const unreadable = "nothing can be read of this file; see its problems"

func newPanel(k keymap) panel {
	return panel{tabs: [tabCount]tab{&valuesTab{k: k}, &problemsTab{k: k}, &payloadTab{k: k}, &languagesTab{k: k}}}
}

func (p *panel) tab() tab { return p.tabs[p.active] }

// show turns to a tab.
func (m *Model) show(tab int) {
	if m.panel.active != tab {
		m.panel.active, m.panel.pane = tab, pane{}
	}
	m.focus = onPanel
}

// drawPanel draws the active tab, and scrolls as little as it takes to see its line.
func (m *Model) drawPanel(of drawn, height int) {
	p := &m.panel
	of.tab = p.active
	moved := p.of != of
	p.draw(of, func() []string {
		lines, at := p.tab().draw(m, of.width)
		p.at = at
		return lines
	})
	if moved {
		p.reveal(p.at, height)
	}
	p.scroll(0, height)
}

// see says which line is to stay in sight so that those from start to end are seen, the first of them above all.
func (m *Model) see(start, end int) int {
	if start < m.panel.top {
		return start
	}
	return min(end, start+m.layout().panel.height-1)
}

// tabBar is the row of the tabs, the active one in brackets, and where each begins.
func (m *Model) tabBar(width int) (bar string, starts [tabCount]int) {
	var b strings.Builder
	at := 0
	for i, t := range m.panel.tabs {
		title, style := t.title(m), m.styles.faint
		if i == m.panel.active {
			title, style = "["+title+"]", m.styles.strong
			if m.focus == onPanel {
				style = m.styles.focused
			}
		}
		starts[i] = at
		at += m.styles.StringWidth(title) + 1
		b.WriteString(style.Render(title) + " ")
	}
	return m.styles.fit(strings.TrimRight(b.String(), " "), width), starts
}

// clickTab turns to the tab at a column of the row of tabs.
func (m *Model) clickTab(x, width int) {
	_, starts := m.tabBar(width)
	for i := tabCount - 1; i >= 0; i-- {
		if x >= starts[i] {
			m.show(i)
			return
		}
	}
}
