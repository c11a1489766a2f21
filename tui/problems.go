package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// problemsTab says what is wrong with the selected document, and of one fault where and what to do.
type problemsTab struct {
	k      keymap
	cursor int
	of     identity // the document whose faults the cursor is among
	starts []int    // the line on which each of the drawn faults begins
}

func (*problemsTab) title(m *Model) string {
	e := m.list.selected()
	if e == nil || len(e.problems) == 0 {
		return "Problems"
	}
	return fmt.Sprintf("Problems %d", len(e.problems))
}

// fault is the one under the cursor, nil if there is none.
func (t *problemsTab) fault(m *Model) *template.Diagnostic {
	e := m.list.selected()
	if e == nil || len(e.problems) == 0 {
		return nil
	}
	if id := e.id.named(); t.of != id {
		t.of, t.cursor = id, 0
	}
	t.cursor = max(0, min(t.cursor, len(e.problems)-1))
	return &e.problems[t.cursor]
}

func (t *problemsTab) move(m *Model, n int) {
	t.cursor += n
	t.fault(m)
	m.touch()
}

func (t *problemsTab) draw(m *Model, width int) (lines []string, at int) {
	e := m.list.selected()
	t.starts = nil
	if e == nil || width <= 0 {
		return nil, -1
	}
	selected := t.fault(m)
	if selected == nil {
		lines = []string{m.styles.good.Render(" ✓ ") + "no problems"}
		for _, line := range m.styles.wrap(fmt.Sprintf("%s:%d", e.path, e.at.Line), width-3, 0) {
			lines = append(lines, "   "+m.styles.faint.Render(line))
		}
		return lines, -1
	}
	for i := range e.problems {
		d := &e.problems[i]
		t.starts = append(t.starts, len(lines))
		if d != selected {
			lines = append(lines, faultLines(m.styles, d, " ", place(d), width)...)
			continue
		}
		start := len(lines)
		lines = append(lines, faultLines(m.styles, d, "▸", fileEnd(m.styles, d.File, width/2)+":"+place(d), width)...)
		lines = append(lines, excerptLines(m.styles, d, e.current, width)...)
		lines = append(lines, adviceLines(m.styles, d, width)...)
		at = m.see(start, len(lines)-1)
	}
	return lines, at
}

func (t *problemsTab) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	d := t.fault(m)
	if !ok || d == nil {
		return nil, false
	}
	switch {
	case key.Matches(press, t.k.up):
		t.move(m, -1)
	case key.Matches(press, t.k.down):
		t.move(m, 1)
	case key.Matches(press, t.k.look):
		m.openSource(t)
	case key.Matches(press, t.k.edit):
		return m.edit(d.File, d.At.Start), true
	case key.Matches(press, t.k.fix):
		return m.fix(d), true
	case key.Matches(press, t.k.fixFile):
		return m.ask(d.File, nil), true
	default:
		return nil, false
	}
	return nil, true
}

// click moves the cursor to a fault; a click on the one that has it shows its place.
func (t *problemsTab) click(m *Model, _, line int) {
	for i := len(t.starts) - 1; i >= 0; i-- {
		if line < t.starts[i] || line >= len(m.panel.lines) {
			continue
		}
		if i == t.cursor {
			m.openSource(t)
		} else {
			t.move(m, i-t.cursor)
		}
		return
	}
}

func (t *problemsTab) keys(*Model) []key.Binding {
	return []key.Binding{t.k.fixFile, t.k.fix, t.k.edit, t.k.look}
}
