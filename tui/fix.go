package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// Change is what a fix would do to a file.
type Change struct {
	// Titles say what is mended, each as an order: write en_US.
	Titles []string
	// Diff shows the change as diff -u does, without colours. It is safe to print, and empty if there is nothing to mend.
	Diff string
	// Apply makes the change. It refuses to if the file is no more what the diff was made of.
	Apply func() error
}

type (
	// changeMsg brings the change that was asked for.
	changeMsg struct {
		file   string
		change Change
		err    error
	}
	// fixedMsg says what became of a change.
	fixedMsg struct {
		file string
		err  error
	}
)

// fix asks what the fix of one fault would change.
func (m *Model) fix(fault *template.Diagnostic) tea.Cmd {
	if fault.Fix == nil {
		m.said = "no safe fix for this problem; F tries the rest of the file"
		return nil
	}
	asked := *fault
	return m.ask(asked.File, &asked)
}

// ask asks what the fix of one fault of a file would change, or those of all if none is given.
func (m *Model) ask(file string, fault *template.Diagnostic) tea.Cmd {
	fix := m.options.Fix
	if fix == nil {
		m.said = "nothing is written here"
		return nil
	}
	return func() tea.Msg {
		change, err := fix(file, fault)
		return changeMsg{file, change, err}
	}
}

// offer shows a change, unless the user is busy with something else by now: their next key is not meant for it.
func (m *Model) offer(msg changeMsg) {
	switch {
	case m.dialog != nil || m.typing:
	case msg.err != nil:
		m.said = "no fix: " + template.Visible(msg.err.Error())
	case msg.change.Diff == "":
		m.said = template.Visible(msg.file) + ": nothing that can be fixed safely"
	default:
		m.open(&fixDialog{msg.file, msg.change})
	}
}

func (m *Model) fixed(msg fixedMsg) tea.Cmd {
	if msg.err != nil {
		m.said = "not written: " + template.Visible(msg.err.Error())
	} else {
		m.said = "wrote " + template.Visible(msg.file)
	}
	return m.reload([]string{msg.file})
}

// fixDialog shows a change and makes it when told to.
type fixDialog struct {
	file   string
	change Change
}

func (d *fixDialog) title(*Model) string { return "Fix " + template.Visible(d.file) + "?" }

func (d *fixDialog) draw(m *Model, width int) ([]string, int) {
	var lines []string
	for _, title := range d.change.Titles {
		for _, line := range m.styles.wrap(template.Visible(title), width-2, 2) {
			lines = append(lines, "  "+m.styles.strong.Render(line))
		}
	}
	lines = append(lines, "")
	for i, text := range strings.Split(strings.TrimSuffix(d.change.Diff, "\n"), "\n") {
		style := diffStyle(m.styles, text)
		if i < 2 { // they name the file
			style = m.styles.strong
		}
		for _, line := range m.styles.wrap(text, width, 1) {
			lines = append(lines, style.Render(line))
		}
	}
	return lines, -1
}

// diffStyle is how a line of a diff looks.
func diffStyle(s styles, line string) ink {
	switch line[:min(1, len(line))] {
	case "-":
		return s.fault
	case "+":
		return s.good
	case "@":
		return s.name
	}
	return ink{}
}

func (d *fixDialog) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || !key.Matches(press, m.keys.apply) {
		return nil, false
	}
	m.closeDialog()
	return func() tea.Msg { return fixedMsg{d.file, d.change.Apply()} }, true
}

func (*fixDialog) keys(m *Model) []key.Binding { return []key.Binding{m.keys.close, m.keys.apply} }
