package tui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// sourceDialog is the file of the selected document, with a caret under the fault that the tab of the problems has its
// cursor on.
type sourceDialog struct{ problems *problemsTab }

func (m *Model) openSource(t *problemsTab) {
	m.open(sourceDialog{t})
	sourceDialog{t}.show(m)
}

// show scrolls to the fault.
func (d sourceDialog) show(m *Model) {
	if fault := d.problems.fault(m); fault != nil {
		m.cover.top = max(0, fault.At.Start.Line-1-m.height/3)
	}
}

func (d sourceDialog) title(m *Model) string {
	e := m.list.selected()
	if e == nil {
		return "Source"
	}
	if fault := d.problems.fault(m); fault != nil {
		return fmt.Sprintf("%s:%d:%d · problem %d of %d", e.path, fault.At.Start.Line, fault.At.Start.Column,
			d.problems.cursor+1, len(e.problems))
	}
	return e.path
}

func (d sourceDialog) draw(m *Model, width int) ([]string, int) {
	e := m.list.selected()
	if e == nil {
		return nil, -1
	}
	fault := d.problems.fault(m)
	source := strings.Split(strings.TrimSuffix(string(e.current), "\n"), "\n")
	gutter := len(strconv.Itoa(len(source)))
	room := width - gutter - 3
	if room <= 0 {
		return nil, -1
	}
	bar := func(number string) string { return m.styles.faint.Render(fmt.Sprintf("%*s │", gutter, number)) + " " }
	var lines []string
	for i, text := range source {
		number := bar(strconv.Itoa(i + 1))
		if fault != nil && i+1 == fault.At.Start.Line {
			if excerpt := excerptOf(fault, e.current); excerpt != nil {
				line, caret := pointed(m.styles, severityStyle(m.styles, fault), excerpt, room)
				lines = append(lines, number+line, bar("")+caret)
				for _, said := range append(faultLines(m.styles, fault, "", "", room), adviceLines(m.styles, fault, room)...) {
					lines = append(lines, bar("")+said)
				}
				continue
			}
		}
		text = strings.ReplaceAll(strings.TrimSuffix(text, "\r"), "\t", "    ")
		lines = append(lines, number+template.Visible(m.styles.Truncate(text, room, "…")))
	}
	return lines, -1
}

func (d sourceDialog) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, false
	}
	k := m.keys
	switch {
	case key.Matches(press, k.nextFault):
		d.problems.move(m, 1)
		d.show(m)
	case key.Matches(press, k.previousFault):
		d.problems.move(m, -1)
		d.show(m)
	case key.Matches(press, k.open):
		m.closeDialog()
	case key.Matches(press, k.fix):
		m.closeDialog()
		if fault := d.problems.fault(m); fault != nil {
			return m.fix(fault), true
		}
	case key.Matches(press, k.edit):
		if fault := d.problems.fault(m); fault != nil {
			return m.edit(fault.File, fault.At.Start), true
		}
		return m.editDocument(), true
	default:
		return nil, false
	}
	return nil, true
}

func (sourceDialog) keys(m *Model) []key.Binding {
	return []key.Binding{m.keys.previousFault, m.keys.nextFault, m.keys.fix, m.keys.edit, m.keys.close}
}
