package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
)

// phone is the pane of the message as the phone shows it.
type phone struct {
	pane
	dark bool
}

// phoneWidth is the widest that a message is drawn: a phone is narrow.
const phoneWidth = 52

// press takes a key that changes how the phone is drawn.
func (p *phone) press(m *Model, msg tea.KeyPressMsg) bool {
	k := m.keys
	switch {
	case key.Matches(msg, k.theme):
		p.dark = !p.dark
	default:
		return false
	}
	m.touch()
	return true
}

// look is how a message is drawn for a width.
func (p *phone) look(m *Model, width int) render.Look {
	return render.Look{Width: min(width-2, phoneWidth), Color: true, Dark: p.dark, Time: m.options.Time}
}

// broad is how wide the pane has to be for a message as the desktop shows it, 0 for a phone's.
func (p *phone) broad() int { return 0 }

func (m *Model) phoneTitle() string {
	e := m.list.selected()
	if e == nil {
		return "Phone"
	}
	return e.heading()
}

// drawPhone draws what the phone will show of the selected document.
func (m *Model) drawPhone(width int) []string {
	e := m.list.selected()
	if e == nil || width < minWidth {
		return nil
	}
	look := m.phone.look(m, width)
	indent := strings.Repeat(" ", (width-look.Width)/2)
	var lines []string
	say := func(text string) {
		for _, line := range wrap(text, look.Width, 0) {
			lines = append(lines, indent+m.styles.warning.Render(line))
		}
	}
	var picture string
	switch {
	case m.bound != nil:
		picture = render.Preview(m.bound, look)
	case e.message != nil:
		picture = render.PreviewMessage(e.message, look)
	default:
		say("nothing to show: this file holds no template that can be read. See its problems.")
		return lines
	}
	if e.stale {
		say("⚠ as it was before the file was broken:")
		lines = append(lines, "")
	}
	for line := range strings.SplitSeq(strings.TrimRight(picture, "\n"), "\n") {
		lines = append(lines, indent+line)
	}
	return lines
}
