package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Update takes what happened: a new size, a key, the mouse, files that came in.
func (m Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	if m.pictures.update(msg) {
		m.touch()
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.ModeReportMsg:
		if m.styles.learn(msg) {
			m.touch()
		}
	case tea.BackgroundColorMsg:
		m.phone.follow(msg.IsDark())
		m.touch()
	case tea.ColorProfileMsg:
		m.phone.plain = msg.Profile <= colorprofile.ASCII
		m.touch()
	case tea.KeyPressMsg:
		cmd = m.press(msg)
	case tea.PasteMsg:
		cmd = m.pasted(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg.Mouse())
	case tea.MouseClickMsg:
		m.click(msg.Mouse())
	case watchingMsg:
		cmd = m.watching(msg)
	case changedMsg:
		cmd = tea.Batch(await(m.changes), m.reload(msg.names))
	case loadedMsg:
		cmd = m.loaded(msg)
	case editedMsg:
		cmd = m.edited(msg)
	case changeMsg:
		m.offer(msg)
	case fixedMsg:
		cmd = m.fixed(msg)
	default:
		cmd = m.answered(msg)
	}
	m.settle()
	return m, tea.Batch(cmd, m.pictures.commands(func() string { return m.View().Content }))
}

func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	m.said = ""
	k := m.keys
	switch {
	case m.dialog != nil:
		return m.pressDialog(msg)
	case key.Matches(msg, k.suspend): // never while a message may be under way
		return tea.Suspend
	case m.typing:
		return m.typed(msg)
	}
	if m.focus == onPanel {
		if cmd, taken := m.panel.tab().update(m, msg); taken {
			return cmd
		}
	}
	for i, b := range k.tabs {
		if key.Matches(msg, b) {
			m.show(i)
			return nil
		}
	}
	switch {
	case key.Matches(msg, k.quit):
		return tea.Quit
	case key.Matches(msg, k.help):
		m.open(helpDialog{})
	case key.Matches(msg, k.send):
		m.openSend()
	case key.Matches(msg, k.next):
		m.focus = (m.focus + 1) % panes
	case key.Matches(msg, k.previous):
		m.focus = (m.focus + panes - 1) % panes
	case key.Matches(msg, k.open):
		m.focus = onPhone
	case key.Matches(msg, k.filter):
		m.typing, m.focus = true, onList
	case key.Matches(msg, k.clear):
		m.back()
	case key.Matches(msg, k.reload):
		return m.reload(nil)
	case key.Matches(msg, k.faulty):
		m.list.faulty = !m.list.faulty
		m.list.set(m.list.entries, m.list.filter)
	case key.Matches(msg, k.edit):
		return m.editDocument()
	case m.phone.press(m, msg):
	default:
		m.move(m.focus, k.distance(msg, m.layout().of(m.focus).height))
	}
	return nil
}

// pressDialog is a key while a dialog is open: its own, or else one that closes it, scrolls or quits.
func (m *Model) pressDialog(msg tea.KeyPressMsg) tea.Cmd {
	if cmd, taken := m.dialog.update(m, msg); taken {
		return cmd
	}
	switch {
	case key.Matches(msg, m.keys.abort):
		return tea.Quit
	case key.Matches(msg, m.keys.close):
		m.closeDialog()
	default:
		m.cover.scroll(m.keys.distance(msg, m.height-2), m.height-2)
	}
	return nil
}

// back undoes the last step: first to the list, then to the whole list.
func (m *Model) back() {
	if m.focus != onList {
		m.focus = onList
		return
	}
	m.list.showAll()
}

// move moves the selection of the list, or scrolls another pane.
func (m *Model) move(pane focus, n int) {
	height := m.layout().of(pane).height
	switch {
	case n == 0:
	case pane == onList:
		m.list.move(n)
	case pane == onPhone:
		m.phone.scroll(n, height)
	case pane == onPanel:
		m.panel.scroll(n, height)
	}
}

// pasted takes text from the clipboard: a dialog's, the filter's, or the panel's.
func (m *Model) pasted(msg tea.PasteMsg) (cmd tea.Cmd) {
	switch {
	case m.dialog != nil:
		cmd, _ = m.dialog.update(m, msg)
	case m.typing:
		m.paste(msg.Content)
	case m.focus == onPanel:
		cmd, _ = m.panel.tab().update(m, msg)
	}
	return cmd
}

// answered takes word of what a dialog or a tab asked for, which is a message of their own.
func (m *Model) answered(msg tea.Msg) tea.Cmd {
	if m.dialog != nil {
		if cmd, taken := m.dialog.update(m, msg); taken {
			return cmd
		}
	}
	for _, t := range m.panel.tabs {
		if cmd, taken := t.update(m, msg); taken {
			return cmd
		}
	}
	return nil
}

// settle draws what View shows, where it changed, and keeps every pane inside its bounds.
func (m *Model) settle() {
	l := m.layout()
	of := drawn{cells: m.styles.cells, generation: m.generation, revision: m.revision}
	if e := m.list.selected(); e != nil {
		of.id = e.id
	}
	if !m.boundOf.id.same(of.id) && !m.boundOf.id.near(of.id) {
		m.phone.shut()
	}
	m.bind(of)
	of.width = l.phone.width
	m.phone.draw(of, func() []string { return m.drawPhone(l.phone.width) })
	of.width, of.focused = l.panel.width, m.focus == onPanel
	m.drawPanel(of, l.panel.height)

	m.list.reveal(l.list.height)
	m.list.draw(l.list.height, l.list.width, m.styles)
	m.phone.scroll(0, l.phone.height)
	m.drawDialog()
}
