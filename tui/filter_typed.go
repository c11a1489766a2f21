package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// typed is a key while the filter is typed.
func (m *Model) typed(msg tea.KeyPressMsg) tea.Cmd {
	k := m.keys
	switch {
	case key.Matches(msg, k.abort):
		return tea.Quit
	case key.Matches(msg, k.keep):
		m.typing = false
	case key.Matches(msg, k.cancel):
		m.typing = false
		m.list.set(m.list.entries, "")
	case key.Matches(msg, k.erase):
		m.list.set(m.list.entries, withoutLast(m.list.filter))
	case key.Matches(msg, k.empty):
		m.list.set(m.list.entries, "")
	case msg.Text != "":
		m.paste(msg.Text)
	default: // arrows and their like; letters are text
		m.move(onList, k.distance(msg, m.layout().list.height))
	}
	return nil
}

// maxFilter is how long a filter may grow, in bytes.
const maxFilter = 200

func (m *Model) paste(text string) {
	text = template.Visible(strings.TrimRight(text, "\r\n"))
	if len(m.list.filter)+len(text) <= maxFilter {
		m.list.set(m.list.entries, m.list.filter+text)
	}
}
