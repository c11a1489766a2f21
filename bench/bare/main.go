// Command bare is a screen of Bubble Tea that does hardly anything: a bubble of thirty lines, in which a key moves a
// mark. No screen made with that library is sooner than it.
package main

import (
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
)

type model struct{ at int }

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "q":
			return m, tea.Quit
		case "j":
			m.at = min(m.at+1, 29)
		case "k":
			m.at = max(m.at-1, 0)
		}
	}
	return m, nil
}

func (m model) View() tea.View {
	lines := make([]string, 0, 32)
	lines = append(lines, "╭"+strings.Repeat("─", 50)+"╮")
	for i := range 30 {
		mark := " "
		if i == m.at {
			mark = "▸"
		}
		lines = append(lines, fmt.Sprintf("│ %s line %2d %s│", mark, i, strings.Repeat(" ", 39)))
	}
	v := tea.NewView(strings.Join(append(lines, "╰"+strings.Repeat("─", 50)+"╯"), "\n"))
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(model{}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
