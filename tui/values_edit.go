package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// edit is a field while it is typed in.
type edit struct {
	line
	of   identity
	name string // of the parameter
	// was is the value that had been typed before, and had whether there was one.
	was string
	had bool
}

// editing is the field that is typed in, nil for none. It is over when the keys went elsewhere, or the field away.
func (t *valuesTab) editing(m *Model) *edit {
	if t.edit == nil {
		return nil
	}
	e, named := m.list.selected(), func(v render.Value) bool { return v.Name() == t.edit.name }
	if m.focus != onPanel || e == nil || !e.id.same(t.edit.of) || m.bound == nil || !slices.ContainsFunc(m.bound.Values, named) {
		t.edit = nil
	}
	return t.edit
}

// typesValue reports whether the keys are text for a field.
func (m *Model) typesValue() bool {
	t, ok := m.panel.tab().(*valuesTab)
	return ok && t.edit != nil
}

// begin starts to type in the selected field.
func (t *valuesTab) begin(m *Model) {
	v := m.bound.Values[t.selected(m)]
	if v.Param == nil {
		m.said = fmt.Sprintf("the file says nothing of %s: write it under params first", template.Visible(v.Name()))
		return
	}
	m.phone.reveal(v.Parameter)
	of := m.list.selected().id.named()
	was, had := m.given[of][v.Address()]
	if !had {
		was, had = m.given[of][v.Name()]
	}
	t.edit = &edit{newLine(typable(v)), of, v.Name(), was, had}
}

// effective is the value as it is sent, or else the example that stands in for it.
func effective(v render.Value) string {
	if v.Source == render.File || v.Source == render.Supplied {
		return v.Sent
	}
	return v.Shown
}

// typable is the value that is there to be changed. An example is not: who types means a value in its place.
func typable(v render.Value) string {
	if v.Source == render.Example {
		return ""
	}
	return effective(v)
}

// typed takes a key while a field is typed in: all but the one that quits the program.
func (t *valuesTab) typed(m *Model, msg tea.KeyPressMsg) bool {
	e, k := t.edit, m.keys.values
	switch {
	case key.Matches(msg, m.keys.abort):
		return false
	case key.Matches(msg, k.done):
		t.edit = nil
		t.move(m, 1)
	case key.Matches(msg, k.on):
		t.pass(m, 1)
	case key.Matches(msg, k.back):
		t.pass(m, -1)
	case key.Matches(msg, k.cancel):
		t.edit = nil
		m.forget(e.of, e.name)
		if e.had {
			m.give(e.of, e.name, e.was)
		}
	case key.Matches(msg, k.examples):
		m.forget(e.of, e.name)
		m.rebind()
		e.line = newLine(typable(m.bound.Values[t.selected(m)]))
	default:
		t.change(m, func() { e.press(m.keys.line, msg) })
	}
	m.touch()
	return true
}

// pass goes on typing in another field, and ends it at either end of the form.
func (t *valuesTab) pass(m *Model, n int) {
	t.edit = nil
	if t.move(m, n) {
		t.begin(m)
	}
}

// change changes the line, and gives the value if it did.
func (t *valuesTab) change(m *Model, do func()) {
	was := t.edit.text()
	do()
	if now := t.edit.text(); now != was {
		m.give(t.edit.of, t.edit.name, now)
	}
}

// give gives a parameter of the selected document the value that was typed.
func (m *Model) give(of identity, name, value string) {
	m.forget(of, name)
	if m.given[of] == nil {
		m.given[of] = template.Values{}
	}
	m.given[of][name] = value
}

// forget takes the typed value of a parameter of the selected document away, also where it was typed for an address
// that has got a name since.
func (m *Model) forget(of identity, name string) {
	delete(m.given[of], name)
	for _, v := range m.bound.Values {
		if v.Name() == name {
			delete(m.given[of], v.Address())
		}
	}
}
