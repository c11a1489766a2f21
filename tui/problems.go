package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// problemsTab says what is wrong with the selected document.
type problemsTab struct{}

func (*problemsTab) title(m *Model) string {
	e := m.list.selected()
	if e == nil || len(e.problems) == 0 {
		return "Problems"
	}
	return fmt.Sprintf("Problems %d", len(e.problems))
}

func (*problemsTab) draw(m *Model, width int) ([]string, int) {
	e := m.list.selected()
	if e == nil || width <= 0 {
		return nil, -1
	}
	if len(e.problems) == 0 {
		return []string{m.styles.good.Render(" ✓ ") + fmt.Sprintf("%s:%d: no problems", e.path, e.at.Line)}, -1
	}
	var lines []string
	for _, d := range e.problems {
		mark := m.styles.warning.Render(" ⚠ ")
		if d.Severity == template.Error {
			mark = m.styles.fault.Render(" ✗ ")
		}
		text := fmt.Sprintf("%s:%d:%d: %s [%s]", d.File, d.At.Start.Line, d.At.Start.Column, d.Message, d.Rule)
		for i, line := range wrap(template.Visible(text), width-3, 0) {
			if i > 0 {
				mark = "   "
			}
			lines = append(lines, mark+line)
		}
		if d.Hint == "" {
			continue
		}
		for _, line := range wrap("hint: "+template.Visible(d.Hint), width-3, 6) {
			lines = append(lines, "   "+m.styles.faint.Render(line))
		}
	}
	return lines, -1
}

func (*problemsTab) update(*Model, tea.Msg) (tea.Cmd, bool) { return nil, false }

func (*problemsTab) click(*Model, int) {}

func (*problemsTab) keys() []key.Binding { return nil }
