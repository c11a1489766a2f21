package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// dialog covers the screen and has all keys until it closes itself with [Model.closeDialog].
type dialog interface {
	title(m *Model) string
	// draw returns the lines, none of them wider than width, and which of them is to stay in sight, -1 for none.
	draw(m *Model, width int) (lines []string, at int)
	// update takes a key, a paste or word of what it asked for. It is false for what is none of its own; keys that scroll
	// do so then. A dialog that changes what is drawn calls [Model.touch].
	update(m *Model, msg tea.Msg) (cmd tea.Cmd, taken bool)
	// keys are for the last line, the dearest last.
	keys(m *Model) []key.Binding
}

func (m *Model) open(d dialog) {
	m.dialog, m.cover = d, pane{}
	m.touch()
}

func (m *Model) closeDialog() {
	m.dialog = nil
	m.touch()
}

// dialogWidth is the widest that a dialog writes: longer lines are hard to read.
const dialogWidth = 100

func (m *Model) drawDialog() {
	if m.dialog == nil {
		return
	}
	of := drawn{cells: m.styles.cells, generation: m.generation, revision: m.revision, width: m.width}
	at := -1
	m.cover.draw(of, func() (lines []string) {
		lines, at = m.dialog.draw(m, min(m.width-2, dialogWidth))
		for i, line := range lines {
			lines[i] = " " + line
		}
		return lines
	})
	height := m.height - 2
	m.cover.reveal(at, height)
	m.cover.scroll(0, height)
}

// dialogScreen is the whole window while a dialog is open.
func (m *Model) dialogScreen() []string {
	height := m.height - 2
	title := m.styles.focused.Render(" "+m.dialog.title(m)) + " " + more(m.cover.top, height, len(m.cover.lines))
	lines := []string{m.styles.fit(title, m.width)}
	for i := range height {
		lines = append(lines, m.cover.line(i, m.width))
	}
	keys := m.dialog.keys(m)
	if len(m.cover.lines) > height {
		keys = append([]key.Binding{m.keys.scroll}, keys...)
	}
	last := m.shortHelp(keys, m.width-1)
	if m.said != "" {
		last = m.said
	}
	return append(lines, m.styles.fit(" "+last, m.width))
}

// helpDialog is every key with what it does, and what the marks mean.
type helpDialog struct{}

func (helpDialog) title(*Model) string { return "Help" }

func (helpDialog) draw(m *Model, width int) ([]string, int) {
	var blocks [][]string
	for _, g := range m.helpGroups() {
		lines := []string{m.styles.strong.Render(g.title)}
		for _, b := range g.keys {
			lines = append(lines, m.styles.focused.Render(m.styles.fit(b.Help().Key, 12))+" "+b.Help().Desc)
		}
		blocks = append(blocks, append(lines, ""))
	}
	blocks = append(blocks, []string{
		m.styles.strong.Render("the marks"),
		m.styles.fit("✓", 12) + " nothing to complain of",
		m.styles.fit("⚠ 2", 12) + " two warnings: may be refused, or will hurt",
		m.styles.fit("✗ 1", 12) + " one error: is refused, or arrives broken",
		"",
		"A filter takes words of the name, path, language or category,",
		"lang:pt, category:utility, is:faulty, is:error, is:stale.",
		"The wheel scrolls, a click selects.",
	})
	return m.styles.columns(blocks, width), -1
}

// helpGroups are all keys, those of the tabs beside their tab's name.
func (m *Model) helpGroups() []group {
	groups := m.keys.full()
	for i, t := range m.panel.tabs {
		if keys := t.keys(m); len(keys) > 0 {
			groups = append(groups, group{"in " + m.keys.tabs[i].Help().Desc, keys})
		}
	}
	return groups
}

// columns puts blocks of lines into one column, or two where there is room.
func (s styles) columns(blocks [][]string, width int) []string {
	const column = 46
	var all []string
	for _, b := range blocks {
		all = append(all, b...)
	}
	if width < 2*column {
		return all
	}
	var left, right []string
	for _, b := range blocks {
		if len(left) < len(all)/2 {
			left = append(left, b...)
		} else {
			right = append(right, b...)
		}
	}
	lines := make([]string, max(len(left), len(right)))
	for i := range lines {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		lines[i] = l + strings.Repeat(" ", max(1, column-s.StringWidth(l))) + r
	}
	return lines
}

func (helpDialog) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, m.keys.help, m.keys.open) {
		m.closeDialog()
		return nil, true
	}
	return nil, false
}

func (helpDialog) keys(m *Model) []key.Binding { return []key.Binding{m.keys.close} }
