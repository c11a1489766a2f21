package tui

import (
	"bytes"
	"encoding/json"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// payloadTab is what an API is sent of the selected document: for each target the JSON, or why there is none.
type payloadTab struct {
	k      keymap
	target int
}

func (*payloadTab) title(*Model) string { return "Payload" }

// targets are those of the selected document, and the one that is shown. A message is the message API's alone.
func (t *payloadTab) targets(m *Model) (all []render.Target, target render.Target) {
	all = render.Targets()
	if m.bound == nil {
		all = []render.Target{render.Message}
	}
	return all, all[t.target%len(all)]
}

// payload is the JSON for the target that is shown, indented, and what is wrong with it. It is empty if that keeps it
// from being made.
func (t *payloadTab) payload(m *Model) (text string, faults []template.Diagnostic, err error) {
	_, target := t.targets(m)
	var body []byte
	switch e := m.list.selected(); {
	case m.bound != nil:
		if faults = m.bound.Faults(target); template.Blocks(faults, template.Both) {
			return "", faults, nil
		}
		body, err = render.Compile(m.bound, target, render.Envelope{})
	case e != nil && e.message != nil:
		body, err = render.CompileMessage(e.message, nil)
	default:
		return "", nil, nil
	}
	if err != nil {
		return "", faults, err
	}
	var b bytes.Buffer
	err = json.Indent(&b, body, "", "  ")
	return b.String(), faults, err
}

func (t *payloadTab) draw(m *Model, width int) ([]string, int) {
	switch e := m.list.selected(); {
	case e == nil || width <= 0:
		return nil, -1
	case !e.readable():
		return m.styles.wrap(unreadable, width, 0), -1
	}
	all, target := t.targets(m)
	row := ""
	for _, name := range all {
		if name == target {
			row += m.styles.strong.Render("["+string(name)+"]") + " "
		} else {
			row += m.styles.faint.Render(string(name)) + " "
		}
	}
	lines := []string{row}
	text, faults, err := t.payload(m)
	if text == "" {
		lines = append(lines, m.styles.strong.Render("there is none yet:"))
	}
	for i := range faults {
		lines = append(lines, faultLines(m.styles, &faults[i], " ", place(&faults[i]), width)...)
		lines = append(lines, adviceLines(m.styles, &faults[i], width)...)
	}
	if err != nil {
		for _, line := range m.styles.wrap(template.Visible(err.Error()), width, 0) {
			lines = append(lines, m.styles.fault.Render(line))
		}
	}
	if text != "" {
		lines = append(lines, payloadLines(m.styles, text, width)...)
	}
	return lines, -1
}

func (t *payloadTab) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, false
	}
	switch {
	case key.Matches(press, t.k.target):
		t.turn(m, 1)
	case key.Matches(press, t.k.targetBack):
		t.turn(m, -1)
	case key.Matches(press, t.k.copy):
		return t.copy(m), true
	default:
		return nil, false
	}
	return nil, true
}

// turn shows another target, from its top.
func (t *payloadTab) turn(m *Model, n int) {
	all, _ := t.targets(m)
	if len(all) == 1 { // a message's; the choice is for templates
		return
	}
	t.target = (t.target%len(all) + n + len(all)) % len(all)
	m.panel.top = 0
	m.touch()
}

// copy hands the payload to the terminal for the clipboard. A terminal that will not says nothing.
func (t *payloadTab) copy(m *Model) tea.Cmd {
	text, _, err := t.payload(m)
	if text == "" || err != nil {
		m.said = "there is no payload to copy"
		return nil
	}
	m.said = fmt.Sprintf("gave the terminal %d bytes for the clipboard", len(text))
	return tea.SetClipboard(text)
}

// click on the names of the targets turns to one of them.
func (t *payloadTab) click(m *Model, x, line int) {
	if line != 0 {
		return
	}
	all, target := t.targets(m)
	for i, name := range all {
		width := len(name) + 1
		if name == target {
			width += 2
		}
		if x < width {
			t.turn(m, i-t.target)
			return
		}
		x -= width
	}
}

func (t *payloadTab) keys(*Model) []key.Binding {
	return []key.Binding{t.k.targetBack, t.k.target, t.k.copy}
}
