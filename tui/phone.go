package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/render"
)

// phone is the pane of the message as the phone shows it, and what was tapped on it.
type phone struct {
	pane
	theme    render.Theme
	chosen   bool // the theme, by the user
	device   render.Device
	unfolded bool // the text behind "Read more" is shown
	options  bool // so are the buttons behind "See all options"
	card     int  // the one of the carousel in front, 0 being the first
	// plain is a terminal without colours: signs in the text tell what the colours would.
	plain bool
}

// devices are the widths, in the order in which a key goes through them.
var devices = []render.Device{render.Phone, render.Desktop, render.NarrowPhone}

// press takes a key that changes how the phone is drawn.
func (p *phone) press(m *Model, msg tea.KeyPressMsg) bool {
	k := m.keys
	switch {
	case key.Matches(msg, k.theme):
		p.chosen = true
		p.theme = map[render.Theme]render.Theme{render.Dark: render.Light, render.Light: render.Dark}[p.theme]
		m.said = map[render.Theme]string{render.Dark: "a dark phone", render.Light: "a light phone"}[p.theme]
	case key.Matches(msg, k.breadth):
		at := (slices.Index(devices, p.device) + 1) % len(devices)
		p.device = devices[at]
		m.said = []string{"a phone", "WhatsApp for desktop", "a narrow phone"}[at]
	case key.Matches(msg, k.fold):
		p.unfolded = !p.unfolded
	case key.Matches(msg, k.options):
		p.options = !p.options
	case key.Matches(msg, k.cardBack):
		p.turn(m, -1)
	case key.Matches(msg, k.cardOn):
		p.turn(m, 1)
	default:
		return false
	}
	m.touch()
	return true
}

// follow takes the theme of the terminal, unless the user has chosen one.
func (p *phone) follow(dark bool) {
	if !p.chosen {
		p.theme = theme(dark)
	}
}

// turn scrolls the carousel.
func (p *phone) turn(m *Model, by int) {
	if m.bound == nil || m.bound.Template.Carousel == nil {
		m.said = "this template has no cards"
		return
	}
	p.card = max(0, min(p.card+by, len(m.bound.Template.Carousel.Cards)-1))
}

// shut undoes what was tapped, for another message.
func (p *phone) shut() { p.unfolded, p.options, p.card = false, false, 0 }

// look is how a message is drawn in some cells.
func (p *phone) look(m *Model, width int) render.Look {
	return render.Look{
		Width: width, Device: p.device, Color: !p.plain, Theme: p.theme, Time: m.options.Time,
		Wcwidth: m.styles.Method == ansi.WcWidth, Fold: !p.unfolded, HideOptions: !p.options, Card: p.card + 1,
	}
}

// width is how wide the pane is if there is room: the message, and a blank on both sides.
func (p *phone) width() int { return p.device.Width() + 2 }

func (m *Model) phoneTitle() string {
	if e := m.list.selected(); e != nil {
		return e.heading()
	}
	return "Phone"
}

// drawPhone draws what the phone will show of the selected document.
func (m *Model) drawPhone(width int) []string {
	e := m.list.selected()
	if e == nil || width < minWidth {
		return nil
	}
	inner := width - 2
	carousel := m.bound != nil && m.bound.Template.Carousel != nil
	if !carousel { // whose cards take all the room there is
		inner = min(inner, m.phone.device.Width())
	}
	indent := strings.Repeat(" ", (width-inner)/2)
	var lines []string
	say := func(text string) {
		for _, line := range m.styles.wrap(text, inner, 0) {
			lines = append(lines, indent+m.styles.warning.Render(line))
		}
	}
	var scene *render.Scene
	switch {
	case m.bound != nil:
		scene = render.Show(m.bound)
	case e.message != nil:
		scene = render.ShowMessage(e.message)
	default:
		say("nothing to show: this file holds no template that can be read. See its problems.")
		return lines
	}
	if e.stale {
		say("⚠ as it was before the file was broken:")
		lines = append(lines, "")
	}
	look := m.phone.look(m, inner)
	look.Image = func(link string, width, height int) ([]string, string) {
		return m.pictures.draw(e.id.file, link, width, height)
	}
	picture := scene.Terminal(look)
	for line := range strings.SplitSeq(strings.TrimRight(picture, "\n"), "\n") {
		lines = append(lines, indent+line)
	}
	return lines
}
