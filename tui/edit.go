package tui

import (
	"errors"
	"os/exec"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// editedMsg says that the editor of a file has ended, and what it complained of.
type editedMsg struct {
	file string
	err  error
}

// editDocument opens the selected document in the editor.
func (m *Model) editDocument() tea.Cmd {
	e := m.list.selected()
	if e == nil {
		m.said = "there is nothing to edit"
		return nil
	}
	return m.edit(e.id.file, e.at)
}

// edit gives the terminal to the user's editor.
func (m *Model) edit(file string, at template.Pos) tea.Cmd {
	if m.options.Edit == nil {
		m.said = "there is no editor here"
		return nil
	}
	command, err := m.options.Edit(file, max(1, at.Line), max(1, at.Column))
	if err != nil {
		m.said = template.Visible(err.Error())
		return nil
	}
	return tea.ExecProcess(command, func(err error) tea.Msg { return editedMsg{file, err} })
}

// edited reads what the editor wrote, whether or not there is a watch.
func (m *Model) edited(msg editedMsg) tea.Cmd {
	if msg.err != nil {
		m.said = "the editor: " + template.Visible(msg.err.Error())
		if errors.Is(msg.err, exec.ErrNotFound) {
			m.said += "; set EDITOR, such as EDITOR=nano"
		}
	}
	m.pictures.lost()
	m.touch()
	return m.reload([]string{msg.file})
}
