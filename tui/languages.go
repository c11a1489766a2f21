package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// languagesTab shows the variants of the selected template in its languages.
type languagesTab struct{}

func (*languagesTab) title(*Model) string { return "Languages" }

func (*languagesTab) draw(m *Model, width int) ([]string, int) {
	e := m.list.selected()
	if e == nil {
		return nil, -1
	}
	return []string{fit(e.language, width)}, -1
}

func (*languagesTab) update(*Model, tea.Msg) (tea.Cmd, bool) { return nil, false }

func (*languagesTab) click(*Model, int) {}

func (*languagesTab) keys() []key.Binding { return nil }
