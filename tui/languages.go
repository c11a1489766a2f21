package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// languagesTab shows the variants of the selected template side by side, each on a phone of its own, with what sets it
// apart from the others.
type languagesTab struct {
	k      keymap
	cursor int
	of     identity // the document that was selected when the cursor was moved
	drawn  []area
}

// area is where a variant was drawn.
type area struct{ x, width, top, bottom int }

// leastColumn is the narrowest that a variant is drawn where there are several.
const leastColumn = 24

func (*languagesTab) title(*Model) string { return "Languages" }

// variants are the templates that go by the selected one's name, it among them, whatever the filter hides. One without
// a name is alone.
func (m *Model) variants() []*entry {
	return slices.DeleteFunc(m.list.variants(), func(e *entry) bool { return e.template == nil })
}

// lacking are the languages that other templates have, sorted, and none of some variants.
func (m *Model) lacking(variants []*entry) []string {
	var all []string
	for _, e := range m.list.entries {
		if e.id.name != "" && e.language != "" && !slices.ContainsFunc(variants, func(v *entry) bool { return v.language == e.language }) {
			all = append(all, e.language)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// follow puts the cursor on the selected document when another one is selected.
func (t *languagesTab) follow(m *Model, variants []*entry) {
	e := m.list.selected()
	if id := e.id.named(); t.of != id {
		t.of, t.cursor = id, slices.IndexFunc(variants, func(v *entry) bool { return v.id == e.id })
	}
	t.cursor = max(0, min(t.cursor, len(variants)-1))
}

func (t *languagesTab) draw(m *Model, width int) (lines []string, at int) {
	t.drawn = nil
	variants := m.variants()
	switch e := m.list.selected(); {
	case e == nil || width < minWidth:
		return nil, -1
	case !e.readable():
		return m.styles.wrap(unreadable, width, 0), -1
	case len(variants) == 0:
		return m.styles.wrap("only templates have languages", width, 0), -1
	}
	t.follow(m, variants)
	if lacking := m.lacking(variants); len(lacking) > 0 {
		for _, line := range m.styles.wrap("⚠ other templates have "+strings.Join(lacking, ", ")+", this one has not", width, 2) {
			lines = append(lines, m.styles.warning.Render(line))
		}
	}
	n := max(1, min(len(variants), (width+1)/(leastColumn+1)))
	column := (width+1)/n - 1
	for from := 0; from < len(variants); from += n {
		var cells [][]string
		for i, e := range variants[from:min(from+n, len(variants))] {
			cells = append(cells, m.variantLines(e, from+i == t.cursor, column))
		}
		top := len(lines)
		lines = append(lines, m.styles.sideBySide(cells, column)...)
		for i := range cells {
			t.drawn = append(t.drawn, area{i * (column + 1), column, top, len(lines)})
		}
		if from == 0 {
			top = 0 // what is lacking stands above the first
		}
		if from <= t.cursor && t.cursor < from+n {
			at = m.see(top, len(lines)-1)
		}
	}
	return lines, at
}

// variantLines are a variant under its language, category and state, and what a rule found when it held it against the
// others.
func (m *Model) variantLines(e *entry, chosen bool, width int) []string {
	s := m.styles
	pointer, style := "  ", s.strong
	switch {
	case chosen:
		pointer, style = "▸ ", s.selected
	case e.id == m.list.selected().id:
		pointer = "● "
	}
	lines := []string{
		style.Render(m.styles.fit(pointer+e.language, width)),
		"  " + m.styles.Truncate(e.category, max(0, width-8), "…") + " " + e.mark(),
	}
	for i := range e.problems {
		if d := &e.problems[i]; apart(d) {
			for _, line := range m.styles.wrap("≠ "+template.Visible(d.Message), width, 2) {
				lines = append(lines, severityStyle(s, d).Render(line))
			}
		}
	}
	picture := render.Show(m.boundTo(e)).Terminal(m.phone.look(m, width))
	return append(lines, strings.Split(strings.TrimRight(picture, "\n"), "\n")...)
}

// apart reports whether a fault is that a variant differs from the others in what they should share.
func apart(d *template.Diagnostic) bool {
	return strings.HasPrefix(d.Rule, "variant-") || d.Rule == "category-consistent"
}

// sideBySide puts columns of lines next to each other, with a blank line below them.
func (s styles) sideBySide(columns [][]string, width int) []string {
	height := 0
	for _, c := range columns {
		height = max(height, len(c))
	}
	lines := make([]string, height+1)
	for i := range height {
		var b strings.Builder
		for _, c := range columns {
			text := ""
			if i < len(c) {
				text = c[i]
			}
			b.WriteString(s.fit(text, width) + " ")
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

func (t *languagesTab) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, false
	}
	variants := m.variants()
	if len(variants) == 0 {
		return nil, false
	}
	t.follow(m, variants)
	switch {
	case key.Matches(press, t.k.columnBack):
		t.cursor = max(0, t.cursor-1)
	case key.Matches(press, t.k.columnOn):
		t.cursor = min(t.cursor+1, len(variants)-1)
	case key.Matches(press, t.k.choose):
		m.choose(variants[t.cursor].id)
	default:
		return nil, false
	}
	m.touch()
	return nil, true
}

// click selects the variant at a place.
func (t *languagesTab) click(m *Model, x, line int) {
	variants := m.variants()
	for i, p := range t.drawn {
		if i < len(variants) && x >= p.x && x < p.x+p.width && line >= p.top && line < p.bottom {
			m.choose(variants[i].id)
		}
	}
}

// choose selects a document of the list, for which it drops a filter that hides it.
func (m *Model) choose(id identity) {
	shown := func() int {
		return slices.IndexFunc(m.list.shown, func(i int) bool { return m.list.entries[i].id == id })
	}
	if shown() < 0 {
		m.list.showAll()
	}
	m.list.move(shown() - m.list.cursor)
}

func (t *languagesTab) keys(*Model) []key.Binding {
	return []key.Binding{t.k.columnBack, t.k.columnOn, t.k.choose}
}
