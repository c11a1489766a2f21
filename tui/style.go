package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// styles are the colours of the screen, out of the terminal's own sixteen, so that they follow its theme. No meaning
// hangs on a colour alone.
type styles struct {
	cells
	rule, strong, focused, selected, faint ink
	good, warning, fault                   ink
	// Of JSON.
	name, text, number ink
}

// ink is a style for text on one line. Its escape sequences are asked for once, because every frame is drawn with them.
type ink struct{ before, after string }

func inkOf(s lipgloss.Style) ink {
	before, after, _ := strings.Cut(s.Render("x"), "x")
	return ink{before, after}
}

// Render draws a text, and nothing around none.
func (i ink) Render(text string) string {
	if text == "" {
		return ""
	}
	return i.before + text + i.after
}

func newStyles() styles {
	plain := lipgloss.NewStyle()
	return styles{
		rule:     inkOf(plain.Foreground(lipgloss.BrightBlack)),
		strong:   inkOf(plain.Bold(true)),
		focused:  inkOf(plain.Bold(true).Foreground(lipgloss.Cyan)),
		selected: inkOf(plain.Reverse(true)),
		faint:    inkOf(plain.Faint(true)),
		good:     inkOf(plain.Foreground(lipgloss.Green)),
		warning:  inkOf(plain.Foreground(lipgloss.Yellow)),
		fault:    inkOf(plain.Foreground(lipgloss.Red)),
		name:     inkOf(plain.Foreground(lipgloss.Cyan)),
		text:     inkOf(plain.Foreground(lipgloss.Green)),
		number:   inkOf(plain.Foreground(lipgloss.Magenta)),
	}
}

// pane is a stretch of text that scrolls.
type pane struct {
	lines []string
	top   int
	of    drawn
}

// drawn is what the lines of a pane were made from; while it stays the same, so do they.
type drawn struct {
	cells
	id                               identity
	generation, revision, width, tab int
	focused                          bool
}

// draw makes the pane's lines if they are not those of that document and width already. Another document is shown
// from its top.
func (p *pane) draw(of drawn, lines func() []string) {
	if p.of == of {
		return
	}
	if !p.of.id.same(of.id) && !p.of.id.near(of.id) {
		p.top = 0
	}
	p.of, p.lines = of, lines()
	for i, line := range p.lines {
		p.lines[i] = of.fit(line, of.width)
	}
}

// reveal scrolls as little as it takes to see a line; -1 is none.
func (p *pane) reveal(line, height int) {
	if line >= 0 && height > 0 {
		p.top = max(min(p.top, line), line-height+1)
	}
}

func (p *pane) scroll(n, height int) {
	p.top = max(0, min(p.top+n, len(p.lines)-height))
}

// line is the i-th line of the window.
func (p *pane) line(i, width int) string {
	if i += p.top; i >= 0 && i < len(p.lines) {
		return p.lines[i]
	}
	return strings.Repeat(" ", max(0, width))
}

// more says where there is text out of sight.
func more(top, height, length int) string {
	s := ""
	if top > 0 {
		s += "↑"
	}
	if top+height < length {
		s += "↓"
	}
	return s
}
