package tui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// newField is a line of text to be typed, of at most so many characters. Its cursor does not blink: a screen on which
// nothing happens is not drawn.
func newField(value string, limit int) textinput.Model {
	f := textinput.New()
	f.Prompt, f.CharLimit = "", limit
	f.SetStyles(textinput.Styles{})
	f.KeyMap.Paste.SetEnabled(false) // it would start a program to ask for the clipboard; terminals paste by themselves
	f.SetValue(template.Visible(value))
	return f
}

// harmless is a key or a paste with its text fit to be shown.
func harmless(msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		msg.Text = template.Visible(msg.Text)
		return msg
	case tea.PasteMsg:
		msg.Content = template.Visible(strings.TrimRight(msg.Content, "\r\n"))
		return msg
	}
	return msg
}
