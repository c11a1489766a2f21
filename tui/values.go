package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// valuesTab is the form of the selected template's parameters.
type valuesTab struct {
	k      keymap
	at     string // the address of the selected field
	upward bool   // whence it was reached
	edit   *edit
	lines  []string
	fields []int // of every line the field that it shows, or -1
}

func (*valuesTab) title(*Model) string { return "Values" }

func (t *valuesTab) keys(m *Model) []key.Binding {
	k := t.k.values
	if t.edit != nil {
		return []key.Binding{k.back, k.examples, k.cancel, k.on, k.done}
	}
	keys := []key.Binding{k.forget, k.examples, k.edit}
	if len(m.options.Recipients) > 0 {
		keys = append([]key.Binding{k.rowBack, k.rowOn}, keys...)
	}
	return keys
}

func (t *valuesTab) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if t.editing(m) != nil {
			return nil, t.typed(m, msg)
		}
		return nil, t.press(m, msg)
	case tea.PasteMsg:
		if t.editing(m) != nil {
			t.change(m, func() { t.edit.insert(msg.Content) })
			m.touch()
		}
		return nil, true
	}
	return nil, false
}

// press takes a key while no field is typed in.
func (t *valuesTab) press(m *Model, msg tea.KeyPressMsg) bool {
	k := t.k.values
	switch {
	case len(m.options.Recipients) > 0 && key.Matches(msg, k.rowOn):
		m.step(1)
	case len(m.options.Recipients) > 0 && key.Matches(msg, k.rowBack):
		m.step(-1)
	case m.bound == nil || len(m.bound.Values) == 0:
		return false
	case key.Matches(msg, k.edit):
		t.begin(m)
	case key.Matches(msg, k.forget):
		m.forget(m.list.selected().id.named(), m.bound.Values[t.selected(m)].Name())
	case key.Matches(msg, k.examples):
		delete(m.given, m.list.selected().id.named())
	default:
		height := m.layout().panel.height
		n := m.keys.distance(msg, height/fieldHeight)
		if n == 0 {
			return false
		}
		if !t.move(m, n) { // there is more than fields
			m.panel.scroll(n, height)
			return true
		}
	}
	m.touch()
	return true
}

// click selects the field of a line; of the selected one it begins to type.
func (t *valuesTab) click(m *Model, _, line int) {
	if line >= len(t.fields) || t.fields[line] < 0 || m.bound == nil {
		return
	}
	n := t.fields[line] - t.selected(m)
	switch {
	case n != 0:
		t.edit = nil
		t.move(m, n)
	case t.editing(m) == nil:
		t.begin(m)
	}
	m.touch()
}

// selected is the field that the keys are about. It stays when the file is read anew.
func (t *valuesTab) selected(m *Model) int {
	return max(0, slices.IndexFunc(m.bound.Values, func(v render.Value) bool { return v.Address() == t.at }))
}

// move selects another field, and turns the phone to its value; it is false where there is none.
func (t *valuesTab) move(m *Model, n int) bool {
	all, was := m.bound.Values, t.selected(m)
	now := max(0, min(was+n, len(all)-1))
	t.at, t.upward = all[now].Address(), n < 0
	m.phone.reveal(all[now].Parameter)
	return now != was
}

// reveal shows the part of the message that has a value in it.
func (p *phone) reveal(v template.Parameter) {
	if v.Card > 0 {
		p.card = v.Card - 1
	}
	p.unfolded = p.unfolded || v.Component == "body"
	p.options = p.options || v.Component == "button"
}
