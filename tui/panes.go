package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// title is the line above a pane: heavy above the one that has the keys, and with arrows where text is out of sight.
func (m *Model) title(text string, width int, pane focus) string {
	focused := m.focus == pane
	line := "─"
	style := m.styles.rule
	if focused {
		line = "━"
		style = m.styles.focused
	}
	text = ansi.Truncate(text, max(0, width-4), "…")
	rest := ""
	if pane != onProblems {
		rest = m.hidden(pane)
	}
	n := width - ansi.StringWidth(text) - 3
	if focused {
		text = m.styles.focused.Render(text)
	}
	return style.Render(line) + " " + text + " " + m.rule(n, focused, rest)
}

// rule is a horizontal line with the arrows before its end.
func (m *Model) rule(width int, focused bool, arrows string) string {
	line, style := "─", m.styles.rule
	if focused {
		line, style = "━", m.styles.focused
	}
	n := width - ansi.StringWidth(arrows) - 1
	if arrows == "" || n < 0 {
		return style.Render(strings.Repeat(line, max(0, width)))
	}
	return style.Render(strings.Repeat(line, n) + arrows + line)
}

// hidden says with arrows where a pane goes on out of sight.
func (m *Model) hidden(pane focus) string {
	height := m.layout().of(pane).height
	switch pane {
	case onList:
		return more(m.list.top, height, len(m.list.shown))
	case onPhone:
		return more(m.phone.top, height, len(m.phone.lines))
	}
	return more(m.problems.top, height, len(m.problems.lines))
}

// listTitle counts the rows and those with faults, and names the place if there is room for it.
func (m *Model) listTitle(width int) string {
	all := m.list.entries
	if m.list.filter != "" {
		return fmt.Sprintf("/%s · %d of %d", m.list.filter, len(m.list.shown), len(all))
	}
	if len(all) == 0 {
		return "Templates"
	}
	faulty, doubtful := 0, 0
	for i := range all {
		switch {
		case all[i].errors > 0:
			faulty++
		case all[i].warnings > 0:
			doubtful++
		}
	}
	text := fmt.Sprintf("Templates %d", len(all))
	if faulty > 0 {
		text += fmt.Sprintf(" · ✗ %d", faulty)
	}
	if doubtful > 0 {
		text += fmt.Sprintf(" · ⚠ %d", doubtful)
	}
	if place := " · " + template.Visible(m.options.Place); m.options.Place != "" && ansi.StringWidth(text+place) <= width {
		text += place
	}
	return text
}

func (m *Model) phoneTitle() string {
	e := m.list.selected()
	if e == nil {
		return "Phone"
	}
	parts := []string{e.label}
	for _, part := range []string{e.language, e.category} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

func (m *Model) problemsTitle() string {
	e := m.list.selected()
	if e == nil || len(e.problems) == 0 {
		return "Problems"
	}
	return fmt.Sprintf("Problems %d", len(e.problems))
}

// phoneWidth is the widest that a message is drawn: a phone is narrow.
const phoneWidth = 52

// preview draws what the phone will show.
func (m *Model) preview(e *entry, width int) []string {
	if e == nil || width < minWidth {
		return nil
	}
	look := render.Look{Width: min(width-2, phoneWidth), Color: true, Time: m.options.Time}
	if m.options.Dark {
		look.Theme = render.Dark
	}
	indent := strings.Repeat(" ", (width-look.Width)/2)
	var lines []string
	say := func(text string) {
		for _, line := range wrap(text, look.Width, 0) {
			lines = append(lines, indent+m.styles.warning.Render(line))
		}
	}
	var drawn string
	switch {
	case e.template != nil:
		bound, _ := render.Bind(e.template, m.options.Values)
		drawn = render.Show(bound).Terminal(look)
	case e.message != nil:
		drawn = render.ShowMessage(e.message).Terminal(look)
	default:
		say("nothing to show: this file holds no template that can be read. The problem is below.")
		return lines
	}
	if e.stale {
		say("⚠ as it was before the file was broken:")
		lines = append(lines, "")
	}
	for line := range strings.SplitSeq(strings.TrimRight(drawn, "\n"), "\n") {
		lines = append(lines, indent+line)
	}
	return lines
}

// faults writes what is wrong with a document.
func (m *Model) faults(e *entry, width int) []string {
	if e == nil || width <= 0 {
		return nil
	}
	if len(e.problems) == 0 {
		return []string{m.styles.good.Render(" ✓ ") + fmt.Sprintf("%s:%d: no problems", e.path, e.at.Line)}
	}
	var lines []string
	for _, d := range e.problems {
		mark := m.styles.warning.Render(" ⚠ ")
		if d.Severity == template.Error {
			mark = m.styles.fault.Render(" ✗ ")
		}
		text := fmt.Sprintf("%s:%d:%d: %s [%s]", d.File, d.At.Start.Line, d.At.Start.Column, d.Message, d.Rule)
		for i, line := range wrap(template.Visible(text), width-3, 0) {
			if i > 0 {
				mark = "   "
			}
			lines = append(lines, mark+line)
		}
		if d.Hint == "" {
			continue
		}
		for _, line := range wrap("hint: "+template.Visible(d.Hint), width-3, 6) {
			lines = append(lines, "   "+m.styles.faint.Render(line))
		}
	}
	return lines
}

// helpLines is every key with what it does, and what the marks mean.
func (m *Model) helpLines() []string {
	var lines []string
	row := func(label, does string) {
		lines = append(lines, "  "+m.styles.focused.Render(fit(label, 12))+" "+does)
	}
	for _, group := range m.keys.full() {
		for _, b := range group {
			row(b.Help().Key, b.Help().Desc)
		}
		lines = append(lines, "")
	}
	row("mouse", "the wheel scrolls, a click selects")
	lines = append(lines, "")
	row("✓", "nothing to complain of")
	row("⚠ 2", "two warnings: may be refused, or will hurt")
	row("✗ 1", "one error: is refused, or arrives broken")
	return lines
}

func (m *Model) helpScreen() []string {
	height := m.height - 2
	title := m.styles.focused.Render(" Help") + " " + more(m.help.top, height, len(m.help.lines))
	lines := []string{fit(title, m.width)}
	for i := range height {
		lines = append(lines, m.help.line(i, m.width))
	}
	return append(lines, fit(" "+m.shortHelp(m.keys.shortHelping(), m.width-1), m.width))
}

// lastLine is the filter while it is typed, then bad news, then the help; and where the cursor stands.
func (m *Model) lastLine() (line string, cursor int) {
	switch {
	case m.typing:
		text := " /" + m.list.filter
		if over := ansi.StringWidth(text) - m.width + 1; over > 0 {
			text = ansi.TruncateLeft(text, over+1, "…")
		}
		cursor = min(ansi.StringWidth(text), m.width-1)
		return fit(text+"   "+m.shortHelp(m.keys.shortTyping(), m.width-cursor-3), m.width), cursor
	case m.failure != "":
		return m.styles.fault.Render(fit(" ✗ cannot read: "+m.failure, m.width)), 0
	case m.notice != "":
		return m.styles.warning.Render(fit(" ⚠ "+m.notice, m.width)), 0
	}
	return fit(" "+m.shortHelp(m.keys.short(), m.width-1), m.width), 0
}

// shortHelp writes keys on one line; those that do not fit fall off in front.
func (m *Model) shortHelp(bindings []key.Binding, width int) string {
	for ; len(bindings) > 0; bindings = bindings[1:] {
		var parts []string
		for _, b := range bindings {
			label, _, _ := strings.Cut(b.Help().Key, " ")
			parts = append(parts, label+" "+b.Help().Desc)
		}
		if line := strings.Join(parts, "   "); ansi.StringWidth(line) <= width {
			return m.styles.faint.Render(line)
		}
	}
	return ""
}
