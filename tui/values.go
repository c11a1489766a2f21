package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// valuesTab is the form of the selected template's parameters.
type valuesTab struct{}

func (*valuesTab) title(*Model) string { return "Values" }

func (*valuesTab) draw(m *Model, width int) ([]string, int) {
	if m.bound == nil {
		return nil, -1
	}
	var lines []string
	for _, v := range m.bound.Values {
		lines = append(lines, fit(template.Visible(v.Name()+" "+v.Shown), width))
	}
	return lines, -1
}

func (*valuesTab) update(*Model, tea.Msg) (tea.Cmd, bool) { return nil, false }

func (*valuesTab) click(*Model, int, int) {}

func (*valuesTab) keys() []key.Binding { return nil }
