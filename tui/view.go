package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// The least window there is something to see in, and the least that shows all panes beside each other.
const (
	minWidth, minHeight = 20, 5
	wideWidth           = 60
)

// rect is where the text of a pane stands, below its title.
type rect struct{ x, y, width, height int }

// layout is where everything stands. A pane without height is not shown.
type layout struct {
	wide                  bool
	list, phone, problems rect
}

func (l layout) of(pane focus) rect { return [...]rect{l.list, l.phone, l.problems}[pane] }

// at finds the pane at a place on the screen, and the line in it.
func (l layout) at(x, y int) (pane focus, line int, ok bool) {
	for pane := range focus(panes) {
		r := l.of(pane)
		if x >= r.x && x < r.x+r.width && y >= r.y && y < r.y+r.height {
			return pane, y - r.y, true
		}
	}
	return 0, 0, false
}

// layout divides the window: titles, panes and the last line; in a narrow window one pane at a time.
func (m *Model) layout() layout {
	w, h := max(0, m.width), max(0, m.height)
	if w < wideWidth {
		var l layout
		for pane, r := range []*rect{&l.list, &l.phone, &l.problems} {
			*r = rect{0, 1, w, 0}
			if focus(pane) == m.focus {
				r.height = max(0, h-2)
			}
		}
		return l
	}
	problems := max(1, min(h/5, 10))
	if m.focus == onProblems {
		problems = h / 2
	}
	problems = min(problems, max(0, h-4))
	list := max(28, min(w*2/5, 44))
	above := max(0, h-3-problems)
	return layout{
		wide:     true,
		list:     rect{0, 1, list, above},
		phone:    rect{list + 1, 1, w - list - 1, above},
		problems: rect{0, above + 2, w, problems},
	}
}

// View draws the screen. It only puts together what Update has drawn.
func (m Model) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	var lines []string
	switch {
	case m.width <= 0 || m.height <= 0:
	case m.width < minWidth || m.height < minHeight:
		lines = []string{fit("the window is too small", m.width)}
	case m.helping:
		lines = m.helpScreen()
	default:
		l := m.layout()
		if l.wide {
			lines = m.wide(l)
		} else {
			lines = m.narrow()
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

func (m *Model) wide(l layout) []string {
	s := m.styles
	lines := make([]string, 0, m.height)
	lines = append(lines, m.title(m.list.title(m.options.Place, m.filling, l.list.width-4), l.list.width, onList)+s.rule.Render("┬")+
		m.title(m.phoneTitle(), l.phone.width, onPhone))
	bar := s.rule.Render("│")
	list, phone := m.rows(onList, l.list), m.rows(onPhone, l.phone)
	for i := range list {
		lines = append(lines, list[i]+bar+phone[i])
	}
	left := m.title(m.problemsTitle(), l.list.width, onProblems)
	right := m.rule(l.phone.width, m.focus == onProblems, m.hidden(onProblems))
	lines = append(lines, left+s.rule.Render("┴")+right)
	return append(lines, m.rows(onProblems, l.problems)...)
}

// narrow draws one pane. The line above it names the three, and says more of the one that is seen.
func (m *Model) narrow() []string {
	names := []string{"Templates", "Phone", m.problemsTitle()}
	arrows := m.hidden(m.focus)
	room := m.width - ansi.StringWidth(arrows) - 1
	for pane, name := range names {
		room -= 2
		if focus(pane) != m.focus {
			room -= ansi.StringWidth(name)
		}
	}
	long := []string{m.list.title(m.options.Place, m.filling, room), m.phoneTitle(), m.problemsTitle()}[m.focus]
	first := ""
	for pane, name := range names {
		if focus(pane) == m.focus {
			name = ansi.Truncate(long, max(room, ansi.StringWidth(name)), "…")
			first += m.styles.focused.Render("[" + name + "]")
		} else {
			first += m.styles.faint.Render(" " + name + " ")
		}
	}
	r := m.layout().of(m.focus)
	return append([]string{fit(first+" "+arrows, m.width)}, m.rows(m.focus, r)...)
}

// rows draws the part of a pane that is in sight, every line as wide as the pane.
func (m *Model) rows(pane focus, r rect) []string {
	lines := make([]string, r.height)
	var notice []string
	if pane == onList && len(m.list.shown) == 0 {
		notice = wrap(m.emptiness(), r.width-2, 0)
	}
	for i := range lines {
		switch {
		case i < len(notice):
			lines[i] = fit(" "+notice[i], r.width)
		case pane == onList:
			lines[i] = m.list.line(i, r.width, m.styles)
		case pane == onPhone:
			lines[i] = m.phone.line(i, r.width)
		default:
			lines[i] = m.problems.line(i, r.width)
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
	return "no templates here; write one, or run watemplate preview FILE"
}
