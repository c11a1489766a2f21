package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// View draws the screen. It only puts together what Update has drawn.
func (m Model) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	var lines []string
	switch {
	case m.width <= 0 || m.height <= 0:
	case m.width < minWidth || m.height < minHeight:
		lines = []string{m.styles.fit("the window is too small", m.width)}
	case m.dialog != nil:
		lines = m.dialogScreen()
	default:
		l := m.layout()
		lines = make([]string, 0, m.height)
		switch l.shape {
		case narrow:
			lines = m.narrow(lines, l)
		case medium:
			lines = m.medium(lines, l)
		case wide:
			lines = m.wide(lines, l)
		}
		last, cursor := m.lastLine()
		lines = append(lines, last)
		if m.typing {
			v.Cursor = tea.NewCursor(cursor, m.height-1)
		}
	}
	v.Content = strings.Join(lines, "\n")
	return v
}

// wide draws columns beside each other: three, or two where the panel takes the place of the phone.
func (m *Model) wide(lines []string, l layout) []string {
	titles, columns := m.columns(l)
	tabs, _ := m.tabBar(l.panel.width - tabMargins[wide])
	return m.beside(lines, append(titles, " "+tabs), append(columns, m.rows(onPanel, l.panel)))
}

// medium draws two columns with the panel below.
func (m *Model) medium(lines []string, l layout) []string {
	titles, columns := m.columns(l)
	lines = append(m.beside(lines, titles, columns), m.panelTitle(l))
	return append(lines, m.rows(onPanel, l.panel)...)
}

// columns are the list and, where it is seen, the phone, with the lines above them.
func (m *Model) columns(l layout) (titles []string, columns [][]string) {
	titles = []string{m.title(m.listTitle(l.list.width-4), l.list.width, onList)}
	columns = [][]string{m.rows(onList, l.list)}
	if l.phone.width > 0 {
		titles = append(titles, m.title(m.phoneTitle(), l.phone.width, onPhone))
		columns = append(columns, m.rows(onPhone, l.phone))
	}
	return titles, columns
}

// beside draws columns, which are equally high, below their titles.
func (m *Model) beside(lines, titles []string, columns [][]string) []string {
	bar, joint := m.styles.rule.Render("│"), m.styles.rule.Render("┬")
	lines = append(lines, strings.Join(titles, joint))
	row := make([]string, len(columns))
	for i := range columns[0] {
		for c := range columns {
			row[c] = columns[c][i]
		}
		lines = append(lines, strings.Join(row, bar))
	}
	return lines
}

func (m *Model) listTitle(width int) string {
	return m.list.title(m.styles.cells, m.options.Place, m.filling, width)
}

// panelTitle is the line between the columns and the panel below them.
func (m *Model) panelTitle(l layout) string {
	focused := m.focus == onPanel
	line, style := m.stroke(focused)
	tabs, _ := m.tabBar(m.width - tabMargins[medium])
	tabs = strings.TrimRight(tabs, " ") + " "
	rest := m.width - tabMargins[medium] - m.styles.StringWidth(tabs)
	if joint := l.list.width - tabMargins[medium] - m.styles.StringWidth(tabs); joint > 0 && !focused {
		return style.Render(line) + " " + tabs + style.Render(strings.Repeat(line, joint)+"┴") +
			m.rule(rest-joint-1, focused, m.hidden(onPanel))
	}
	return style.Render(line) + " " + tabs + m.rule(rest, focused, m.hidden(onPanel))
}

// tabMargins are the cells before the row of the tabs.
var tabMargins = [...]int{narrow: 0, medium: 2, wide: 1}

// narrow draws one pane. The line above it names the three, and says more of the one that is seen.
func (m *Model) narrow(lines []string, l layout) []string {
	names := []string{"Templates", "Phone", "Panel"}
	arrows := m.hidden(m.focus)
	room := m.width - m.styles.StringWidth(arrows) - 1
	for pane, name := range names {
		room -= 2
		if focus(pane) != m.focus {
			room -= m.styles.StringWidth(name)
		}
	}
	long := []string{m.listTitle(room), m.phoneTitle(), names[onPanel]}[m.focus]
	first := ""
	for pane, name := range names {
		if focus(pane) == m.focus {
			name = m.styles.Truncate(long, max(room, m.styles.StringWidth(name)), "…")
			first += m.styles.focused.Render("[" + name + "]")
		} else {
			first += m.styles.faint.Render(" " + name + " ")
		}
	}
	lines = append(lines, m.styles.fit(first+" "+arrows, m.width))
	if m.focus == onPanel {
		tabs, _ := m.tabBar(m.width)
		lines = append(lines, tabs)
	}
	return append(lines, m.rows(m.focus, l.of(m.focus))...)
}

// rows draws the part of a pane that is in sight, every line as wide as the pane.
func (m *Model) rows(pane focus, r rect) []string {
	lines := make([]string, r.height)
	var notice []string
	if pane == onList && len(m.list.shown) == 0 {
		notice = m.styles.wrap(m.emptiness(), r.width-2, 0)
	}
	for i := range lines {
		switch {
		case i < len(notice):
			lines[i] = m.styles.fit(" "+notice[i], r.width)
		case pane == onList:
			lines[i] = m.list.line(i, r.width, m.styles)
		case pane == onPhone:
			lines[i] = m.phone.line(i, r.width)
		default:
			lines[i] = m.panel.line(i, r.width)
		}
	}
	return lines
}

// emptiness says why the list has no rows, and what to do.
func (m *Model) emptiness() string {
	switch {
	case len(m.list.entries) > 0 && m.list.filter == "":
		return "nothing has a fault; esc shows all"
	case len(m.list.entries) > 0:
		return fmt.Sprintf("nothing matches %q; esc clears the filter", m.list.filter)
	case m.generation == 0:
		return "reading the templates..."
	case m.failure != "":
		return "nothing could be read"
	}
	return "no templates here yet; watemplate new starts one, and it shows up when it is saved"
}

// title is the line above a pane: heavy above the one that has the keys, and with arrows where text is out of sight.
func (m *Model) title(text string, width int, pane focus) string {
	focused := m.focus == pane
	line, style := m.stroke(focused)
	text = m.styles.Truncate(text, max(0, width-4), "…")
	n := width - m.styles.StringWidth(text) - 3
	if focused {
		text = m.styles.focused.Render(text)
	}
	return style.Render(line) + " " + text + " " + m.rule(n, focused, m.hidden(pane))
}

// stroke is what a line above a pane is drawn with: heavy above the one that has the keys.
func (m *Model) stroke(focused bool) (line string, style ink) {
	if focused {
		return "━", m.styles.focused
	}
	return "─", m.styles.rule
}

// rule is a horizontal line with the arrows before its end.
func (m *Model) rule(width int, focused bool, arrows string) string {
	line, style := m.stroke(focused)
	n := width - m.styles.StringWidth(arrows) - 1
	if arrows == "" || n < 0 {
		return style.Render(strings.Repeat(line, max(0, width)))
	}
	return style.Render(strings.Repeat(line, n) + arrows + line)
}

// hidden says with arrows where a pane goes on out of sight.
func (m *Model) hidden(pane focus) string {
	height := m.layout().of(pane).height
	switch pane {
	case onList:
		return more(m.list.top, height, len(m.list.shown))
	case onPhone:
		return more(m.phone.top, height, len(m.phone.lines))
	}
	return more(m.panel.top, height, len(m.panel.lines))
}

// lastLine is the filter while it is typed, then bad news, then what became of the last key, then the help; and where
// the cursor stands.
func (m *Model) lastLine() (line string, cursor int) {
	switch {
	case m.typing:
		text := " /" + m.list.filter
		if over := m.styles.StringWidth(text) - m.width + 1; over > 0 {
			text = m.styles.TruncateLeft(text, over+1, "…")
		}
		cursor = min(m.styles.StringWidth(text), m.width-1)
		return m.styles.fit(text+"   "+m.shortHelp(m.keys.shortTyping(), m.width-cursor-3), m.width), cursor
	case m.said != "":
		return m.styles.fit(" "+m.said, m.width), 0
	case m.failure != "":
		return m.styles.fault.Render(m.styles.fit(" ✗ cannot read: "+m.failure, m.width)), 0
	case m.notice != "":
		return m.styles.warning.Render(m.styles.fit(" ⚠ "+m.notice, m.width)), 0
	}
	keys := m.keys.short()
	if m.focus == onPanel {
		keys = m.panel.tab().keys(m) // the others are text
		if !m.typesValue() {
			keys = m.keys.short(keys...)
		}
	}
	return m.styles.fit(" "+m.shortHelp(keys, m.width-1), m.width), 0
}

// shortHelp writes keys on one line; those that do not fit fall off in front.
func (m *Model) shortHelp(bindings []key.Binding, width int) string {
	for ; len(bindings) > 0; bindings = bindings[1:] {
		var parts []string
		for _, b := range bindings {
			label, _, _ := strings.Cut(b.Help().Key, " ")
			parts = append(parts, label+" "+b.Help().Desc)
		}
		if line := strings.Join(parts, "   "); m.styles.StringWidth(line) <= width {
			return m.styles.faint.Render(line)
		}
	}
	return ""
}
