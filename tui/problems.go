package tui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// problemsTab says what is wrong with the selected document, and of one fault where and what to do.
type problemsTab struct {
	k      keymap
	cursor int
	of     identity // the document whose faults the cursor is among
	starts []int    // the line on which each of the drawn faults begins
}

func (*problemsTab) title(m *Model) string {
	e := m.list.selected()
	if e == nil || len(e.problems) == 0 {
		return "Problems"
	}
	return fmt.Sprintf("Problems %d", len(e.problems))
}

// fault is the one under the cursor, nil if there is none.
func (t *problemsTab) fault(m *Model) *template.Diagnostic {
	e := m.list.selected()
	if e == nil || len(e.problems) == 0 {
		return nil
	}
	if id := e.id.named(); t.of != id {
		t.of, t.cursor = id, 0
	}
	t.cursor = max(0, min(t.cursor, len(e.problems)-1))
	return &e.problems[t.cursor]
}

func (t *problemsTab) move(m *Model, n int) {
	t.cursor += n
	t.fault(m)
	m.touch()
}

func (t *problemsTab) draw(m *Model, width int) (lines []string, at int) {
	e := m.list.selected()
	t.starts = nil
	if e == nil || width <= 0 {
		return nil, -1
	}
	selected := t.fault(m)
	if selected == nil {
		return []string{m.styles.good.Render(" ✓ ") + fmt.Sprintf("%s:%d: no problems", e.path, e.at.Line)}, -1
	}
	for i := range e.problems {
		d := &e.problems[i]
		t.starts = append(t.starts, len(lines))
		if d != selected {
			lines = append(lines, faultLines(m.styles, d, " ", place(d), width)...)
			continue
		}
		start := len(lines)
		lines = append(lines, faultLines(m.styles, d, "▸", fileEnd(d.File, width/2)+":"+place(d), width)...)
		lines = append(lines, excerptLines(m.styles, d, e.file, width)...)
		lines = append(lines, adviceLines(m.styles, d, width)...)
		at = m.see(start, len(lines)-1)
	}
	return lines, at
}

// faultLines are where and what is wrong, after a pointer and a mark.
func faultLines(s styles, d *template.Diagnostic, pointer, place string, width int) []string {
	mark := pointer + severityStyle(s, d).Render("⚠ ")
	if d.Severity == template.Error {
		mark = pointer + severityStyle(s, d).Render("✗ ")
	}
	lines := wrap(template.Visible(strings.TrimLeft(place+" "+d.Message+" ["+d.Rule+"]", " ")), width-3, 0)
	for i := range lines {
		lines[i] = mark + lines[i]
		mark = "   "
	}
	return lines
}

// place is where in its file a fault stands: the line and the column. A fault of the whole file stands nowhere.
func place(d *template.Diagnostic) string {
	if d.At.Start.Line < 1 {
		return ""
	}
	return fmt.Sprintf("%d:%d:", d.At.Start.Line, d.At.Start.Column)
}

// fileEnd is the end of a file's name, which tells it from others.
func fileEnd(name string, width int) string {
	name = template.Visible(name)
	if n := ansi.StringWidth(name); n > width {
		return ansi.TruncateLeft(name, n-width+1, "…")
	}
	return name
}

func severityStyle(s styles, d *template.Diagnostic) lipgloss.Style {
	if d.Severity == template.Error {
		return s.fault
	}
	return s.warning
}

// adviceLines say what to do about a fault.
func adviceLines(s styles, d *template.Diagnostic, width int) []string {
	text := "hint: " + d.Hint
	switch {
	case d.Fix != nil:
		text = "f: " + d.Fix.Title
	case d.Hint == "":
		return nil
	}
	var lines []string
	for _, line := range wrap(template.Visible(text), width-3, strings.Index(text, " ")+1) {
		lines = append(lines, "   "+s.faint.Render(line))
	}
	return lines
}

// excerptLines are the source of a fault with a caret under its characters.
func excerptLines(s styles, d *template.Diagnostic, f *template.File, width int) []string {
	excerpt := lint.Findings([]template.Diagnostic{*d}, f)[0].Excerpt
	number := strconv.Itoa(d.At.Start.Line)
	room := width - len(number) - 6
	if excerpt == nil || room <= 0 {
		return nil
	}
	line, caret := pointed(severityStyle(s, d), excerpt, room)
	return []string{
		"   " + s.faint.Render(number+" │") + " " + line,
		"   " + s.faint.Render(strings.Repeat(" ", len(number))+" │") + " " + caret,
	}
}

// pointed is the line of an excerpt and the caret to be written below it, not wider than there is room, and cut so that
// the characters which the caret speaks of are seen.
func pointed(style lipgloss.Style, e *lint.Excerpt, width int) (line, caret string) {
	blanks := strings.NewReplacer("\t", "    ")
	before, covered, after := blanks.Replace(e.Before), blanks.Replace(e.Covered), blanks.Replace(e.After)
	room := max(width/3, width-ansi.StringWidth(covered+after))
	if n := ansi.StringWidth(before); n > room {
		before = ansi.TruncateLeft(before, n-room+1, "…")
	}
	line = ansi.Truncate(before+style.Render(covered)+after, width, "…")
	caret = "^" + strings.Repeat("~", max(0, ansi.StringWidth(covered)-1))
	caret = ansi.Truncate(strings.Repeat(" ", ansi.StringWidth(before))+caret, width, "")
	return line, style.Render(caret)
}

func (t *problemsTab) update(m *Model, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	d := t.fault(m)
	if !ok || d == nil {
		return nil, false
	}
	switch {
	case key.Matches(press, t.k.up):
		t.move(m, -1)
	case key.Matches(press, t.k.down):
		t.move(m, 1)
	case key.Matches(press, t.k.look):
		m.openSource(t)
	case key.Matches(press, t.k.edit):
		return m.edit(d.File, d.At.Start), true
	case key.Matches(press, t.k.fix):
		return m.fix(d), true
	case key.Matches(press, t.k.fixFile):
		return m.ask(d.File, nil), true
	default:
		return nil, false
	}
	return nil, true
}

// click moves the cursor to a fault; a click on the one that has it shows its place.
func (t *problemsTab) click(m *Model, _, line int) {
	for i := len(t.starts) - 1; i >= 0; i-- {
		if line < t.starts[i] || line >= len(m.panel.lines) {
			continue
		}
		if i == t.cursor {
			m.openSource(t)
		} else {
			t.move(m, i-t.cursor)
		}
		return
	}
}

func (t *problemsTab) keys() []key.Binding {
	return []key.Binding{t.k.fixFile, t.k.fix, t.k.edit, t.k.look}
}
