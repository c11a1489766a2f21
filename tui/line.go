package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/template"
)

// line is a text without line breaks while it is typed, parted where the cursor stands. The cursor moves and erases by
// what a reader takes for a character: a family of four is one.
type line struct{ before, after string }

// maxLine is how long a line may grow, in bytes: four times the longest body.
const maxLine = 4096

func newLine(text string) line {
	var l line
	l.insert(text)
	return l
}

func (l *line) text() string { return l.before + l.after }

// insert puts text before the cursor, as much of it as there is room for. Its line breaks become blanks.
func (l *line) insert(text string) {
	text = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(strings.TrimRight(text, "\r\n"))
	room := max(0, maxLine-len(l.before)-len(l.after))
	l.before += strings.ToValidUTF8(text[:min(len(text), room)], "")
}

// press takes a key that types, erases or moves.
func (l *line) press(k lineKeys, msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, k.erase):
		l.before = withoutLast(l.before)
	case key.Matches(msg, k.erasePrevious):
		l.before = l.before[:strings.LastIndexByte(strings.TrimRight(l.before, " "), ' ')+1]
	case key.Matches(msg, k.erasePreceding):
		l.before = ""
	case key.Matches(msg, k.eraseNext):
		l.after = l.after[len(first(l.after)):]
	case key.Matches(msg, k.eraseRest):
		l.after = ""
	case key.Matches(msg, k.left):
		l.moveTo(len(withoutLast(l.before)))
	case key.Matches(msg, k.right):
		l.moveTo(len(l.before) + len(first(l.after)))
	case key.Matches(msg, k.start):
		l.moveTo(0)
	case key.Matches(msg, k.end):
		l.moveTo(len(l.text()))
	case msg.Text != "":
		l.insert(msg.Text)
	default:
		return false
	}
	return true
}

func (l *line) moveTo(at int) {
	text := l.text()
	l.before, l.after = text[:at], text[at:]
}

func first(s string) string {
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return cluster
}

// draw shows the part of the line around the cursor, exactly so many cells wide. The first and the last cell say
// whether there is more.
func (l *line) draw(c cells, width int, cursor ink) string {
	var shown []string
	text, at := l.text(), -1
	for i := 0; i < len(text); {
		cluster := first(text[i:])
		i += len(cluster)
		if at < 0 && len(l.before) < i {
			at = len(shown)
		}
		shown = append(shown, template.Visible(cluster))
	}
	shown = append(shown, " ")
	if at < 0 {
		at = len(shown) - 1
	}
	from, to := at, at+1
	room := width - 2 - c.StringWidth(shown[at])
	for ; from > 0 && c.StringWidth(shown[from-1]) <= room; from-- {
		room -= c.StringWidth(shown[from-1])
	}
	for ; to < len(shown) && c.StringWidth(shown[to]) <= room; to++ {
		room -= c.StringWidth(shown[to])
	}
	mark := func(more bool) string {
		if more {
			return "…"
		}
		return " "
	}
	text = strings.Join(shown[from:at], "") + cursor.Render(shown[at]) + strings.Join(shown[at+1:to], "")
	return c.fit(mark(from > 0)+c.fit(text, width-2)+mark(to < len(shown)), width)
}

// withoutLast takes the last character away, as a reader counts them.
func withoutLast(s string) string {
	last := 0
	for i := 0; i < len(s); {
		last = i
		i += max(1, len(first(s[i:])))
	}
	return s[:last]
}
