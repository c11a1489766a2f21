package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// cells counts the cells of text as the terminal does: code point by code point, until the terminal says that it takes
// those of a character together, as modern ones do. What draws the screen counts in the same way.
type cells struct{ ansi.Method }

// learn takes what the terminal says of itself, and reports whether that changes how it counts.
func (c *cells) learn(msg tea.ModeReportMsg) bool {
	if msg.Mode != ansi.ModeUnicodeCore || msg.Value != ansi.ModeSet && msg.Value != ansi.ModeReset && msg.Value != ansi.ModePermanentlySet {
		return false
	}
	c.Method = ansi.GraphemeWidth
	return true
}

// fit makes a line exactly so many cells wide.
func (c cells) fit(line string, width int) string {
	if width <= 0 {
		return ""
	}
	n := c.StringWidth(line)
	if n > width {
		line = c.Truncate(line, width, "…")
		n = c.StringWidth(line)
	}
	return line + strings.Repeat(" ", max(0, width-n))
}

// wrap breaks a text without styles into lines, those after the first indented.
func (c cells) wrap(text string, width, indent int) []string {
	if width <= indent+1 {
		return []string{text}
	}
	lines := strings.Split(c.Wrap(text, width-indent, ""), "\n")
	for i := range lines[1:] {
		lines[i+1] = strings.Repeat(" ", indent) + lines[i+1]
	}
	return lines
}
