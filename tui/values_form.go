package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// fieldHeight is how many lines a field mostly has.
const fieldHeight = 2

func (t *valuesTab) draw(m *Model, width int) (lines []string, at int) {
	t.fields, t.lines = nil, nil
	t.editing(m)
	if len(m.options.Recipients) > 0 {
		t.add(-1, m.styles.strong.Render(m.styles.fit(" "+m.rowTitle(), width)))
	}
	note := func(text string) {
		for _, line := range m.styles.wrap(text, width-1, 0) {
			t.add(-1, m.styles.faint.Render(" "+line))
		}
	}
	at = -1
	e := m.list.selected()
	switch {
	case e == nil:
		note("no template is selected")
	case e.message != nil:
		note("a message has no parameters: it is sent as it stands")
	case m.bound == nil:
		note(unreadable)
	default:
		if len(m.bound.Values) == 0 {
			note("no parameters: this template is sent as it stands")
		}
		at = t.drawFields(m, e, width)
		if surplus := m.surplus(e); len(surplus) > 0 {
			note("not used here: " + template.Visible(strings.Join(surplus, ", ")))
		}
	}
	return t.lines, at
}

// add draws lines of a field, or of none where that is -1.
func (t *valuesTab) add(field int, lines ...string) {
	for _, line := range lines {
		t.lines, t.fields = append(t.lines, line), append(t.fields, field)
	}
}

// drawFields draws the parameters under their components, and returns the line of the selected one that is to be seen:
// the end of the field that the pointer goes on towards.
func (t *valuesTab) drawFields(m *Model, e *entry, width int) (at int) {
	at = -1
	sources, selected := m.sources(e), t.selected(m)
	for _, g := range groups(m.bound) {
		from := len(t.lines)
		t.add(-1, m.styles.strong.Render(m.heading(g, width)))
		for _, i := range g.fields {
			t.add(i, t.field(m, m.bound.Values[i], sources[i], i == selected && m.focus == onPanel, width)...)
			switch {
			case i == selected && !t.upward:
				at = len(t.lines) - 1
			case i == selected && i > 0:
				at = from
			case i == selected: // the first, with all above it
				at = 0
			}
			from = len(t.lines)
		}
	}
	return at
}

// fieldGroup are the fields of one component.
type fieldGroup struct {
	lint.Length       // of its text, if it has one
	fields      []int // in Bound.Values
}

// groups parts the parameters by component, in the order in which the reader sees them. A text that has none is there
// for its length.
func groups(b *render.Bound) []fieldGroup {
	var all []fieldGroup
	for _, l := range lint.Lengths(b.Template) {
		all = append(all, fieldGroup{Length: l})
	}
	for i, v := range b.Values {
		at := slices.IndexFunc(all, func(g fieldGroup) bool {
			return g.Component == v.Component && g.Card == v.Card && g.Button == v.Button
		})
		if at < 0 {
			at = len(all)
			all = append(all, fieldGroup{Length: lint.Length{Component: v.Component, Card: v.Card, Button: v.Button}})
		}
		all[at].fields = append(all[at].fields, i)
	}
	rank := func(g fieldGroup) int {
		return slices.Index([]string{"header", "limited_time_offer", "body", "footer", "button", "order_status"}, g.Component)
	}
	slices.SortStableFunc(all, func(a, b fieldGroup) int {
		return cmp.Or(cmp.Compare(a.Card, b.Card), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Button, b.Button))
	})
	return all
}

// heading names a component, and counts its text with all values in it.
func (m *Model) heading(g fieldGroup, width int) string {
	name := strings.ReplaceAll(g.Component, "_", " ")
	if g.Component == "button" {
		name = fmt.Sprintf("button %d", g.Button+1)
	}
	if g.Card > 0 {
		name = fmt.Sprintf("card %d: %s", g.Card, name)
	}
	count := ""
	if g.Max > 0 {
		count = m.count(g.Count, g.Max)
	}
	return m.styles.split(" "+name, count, width)
}

// count writes how many characters a text has of those that it may have; one of 0 may have any number.
func (m *Model) count(n, most int) string {
	switch {
	case most == 0:
		return fmt.Sprint(n)
	case n > most:
		return m.styles.warning.Render(fmt.Sprintf("⚠ %d/%d", n, most))
	}
	return fmt.Sprintf("%d/%d", n, most)
}

// split writes one text at the left and one at the right, which is the dearer.
func (c cells) split(left, right string, width int) string {
	return c.fit(c.fit(left, width-c.StringWidth(right)-1)+" "+right, width)
}

// field draws one parameter: its name, source and length, then its value and its example.
func (t *valuesTab) field(m *Model, v render.Value, source string, selected bool, width int) []string {
	pointer, name := "   ", template.Visible(v.Name())
	if selected {
		pointer = " ▸ "
		name = m.styles.focused.Render(name)
	}
	if address := v.Address(); address != v.Name() {
		name += m.styles.faint.Render(" " + address)
	}
	if v.Source == render.Missing {
		source = m.styles.warning.Render("⚠ " + source)
	}
	lines := []string{m.styles.split(pointer+name, source+"  "+m.count(template.Length(v.Shown), lint.MaxValue(m.bound.Template, v.Parameter)), width)}

	typing, example := selected && t.edit != nil, ""
	if v.Param != nil && v.Param.Example.IsSet() && (v.Source != render.Example || typing) {
		example = "e.g. " + template.Visible(v.Param.Example.Value)
	}
	if typing {
		lines = append(lines, "    "+t.edit.draw(m.styles.cells, width-5, m.styles.selected))
	} else {
		value := "     " + template.Visible(effective(v))
		switch {
		case v.Param == nil:
			value += m.styles.faint.Render("the file has no entry for it")
		case v.Source == render.Missing:
			value += m.styles.faint.Render("no value and no example")
		}
		if both := value + "   " + example; m.styles.StringWidth(both) <= width {
			return append(lines, value+"   "+m.styles.faint.Render(example))
		}
		lines = append(lines, m.styles.fit(value, width))
	}
	if example != "" {
		lines = append(lines, m.styles.fit("     "+m.styles.faint.Render(example), width))
	}
	return lines
}

// sources says in a word whence each parameter of the selected template has its value.
func (m *Model) sources(e *entry) []string {
	words := make([]string, len(m.bound.Values))
	for i, v := range m.bound.Values {
		words[i] = map[render.Source]string{render.Missing: "missing", render.Example: "example", render.File: "file"}[v.Source]
	}
	for _, l := range m.layers(e) {
		with, _ := e.template.With(l.values)
		for i, p := range with.Parameters() {
			if p.Param != nil && p.Param.Supplied {
				words[i] = l.name
			}
		}
	}
	return words
}

// surplus are the columns of the row that the selected template has no parameter for.
func (m *Model) surplus(e *entry) []string {
	if m.row == 0 {
		return nil
	}
	_, unknown := e.template.With(m.options.Recipients[m.row-1].Values)
	return unknown
}
