package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/template"
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
	k := m.keys
	if key.Matches(msg, k.suspend) {
		return tea.Suspend
	}
	m.said = ""
	switch {
	case m.dialog != nil:
		return m.pressDialog(msg)
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
	m.list.faulty = false
	m.list.set(m.list.entries, "")
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

func (m *Model) paste(text string) {
	text = template.Visible(strings.TrimRight(text, "\r\n"))
	if len(m.list.filter)+len(text) <= maxFilter {
		m.list.set(m.list.entries, m.list.filter+text)
	}
}

// withoutLast takes the last character away, as a reader counts them.
func withoutLast(s string) string {
	last := 0
	for i := 0; i < len(s); {
		cluster, _ := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
		last = i
		i += max(1, len(cluster))
	}
	return s[:last]
}

// wheelLines is how far one notch of the wheel goes.
const wheelLines = 3

func (m *Model) wheel(at tea.Mouse) {
	n := map[tea.MouseButton]int{tea.MouseWheelUp: -wheelLines, tea.MouseWheelDown: wheelLines}[at.Button]
	if m.dialog != nil {
		m.cover.scroll(n, m.height-2)
	} else if pane, _, ok := m.layout().at(at.X, at.Y); ok {
		m.move(pane, n)
	}
}

func (m *Model) click(at tea.Mouse) {
	l := m.layout()
	pane, line, ok := l.at(at.X, at.Y)
	if !ok || m.dialog != nil || at.Button != tea.MouseLeft {
		return
	}
	if l.shape == narrow && at.Y == 0 {
		return // it names all three
	}
	m.focus = pane
	switch {
	case pane == onPanel && line < 0:
		m.clickTab(at.X-l.panel.x-tabMargins[l.shape], l.panel.width)
	case pane == onPanel:
		m.panel.tab().click(m, at.X-l.panel.x, m.panel.top+line)
	case pane == onList && line >= 0 && m.list.top+line < len(m.list.shown):
		m.list.move(m.list.top + line - m.list.cursor)
	}
}

func (m *Model) watching(msg watchingMsg) tea.Cmd {
	m.changes = msg.changes
	if msg.err != nil {
		some := ""
		if msg.changes != nil {
			some = "some "
		}
		m.notice = some + "saved files are not seen: " + template.Visible(msg.err.Error()) + "; press r"
	}
	return await(msg.changes)
}

// reload reads some files again, or all if no name is given: at once, or when the reading that is under way has ended.
func (m *Model) reload(names []string) tea.Cmd {
	m.pending.add(names)
	if m.loading {
		return nil
	}
	return m.next()
}

// next begins to read what is wished for.
func (m *Model) next() tea.Cmd {
	wanted := m.pending
	m.loading, m.pending = true, wish{}
	if wanted.all || m.options.Read == nil {
		return load(m.ctx, m.options, m.folder)
	}
	return read(m.options, wanted.names, m.folder)
}

func (m *Model) loaded(msg loadedMsg) tea.Cmd {
	m.generation++
	m.pictures.renew()
	m.folder = msg.folder
	m.list.set(m.folder.entries, m.list.filter)
	if msg.more != nil {
		return msg.more
	}
	m.filling, m.loading = false, false
	m.failure = ""
	if msg.err != nil {
		m.failure = template.Visible(msg.err.Error())
	}
	if m.pending.empty() {
		return nil
	}
	return m.next()
}

// settle draws what View shows, where it changed, and keeps every pane inside its bounds.
func (m *Model) settle() {
	l := m.layout()
	of := drawn{generation: m.generation, revision: m.revision}
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
