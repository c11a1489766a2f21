package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// offDialog says why nothing can be sent, which is too long for the last line of a narrow window.
type offDialog struct{}

func (offDialog) title(*Model) string { return "Send" }

func (offDialog) draw(m *Model, width int) ([]string, int) {
	return m.styles.wrap("Sending is off: "+template.Visible(m.options.Sender.Off)+".", width, 0), -1
}

func (offDialog) update(*Model, tea.Msg) (tea.Cmd, bool) { return nil, false }

func (offDialog) keys(m *Model) []key.Binding { return []key.Binding{m.keys.close} }
