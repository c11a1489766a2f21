package render

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// ink is how a stretch of a picture is drawn.
type ink struct {
	role  role
	style Style
	mark  valueMark
}

// The roles that only a terminal has.
const (
	border  = accent + 1 + iota // of a card or a box
	outside                     // what is listed below the cards
	aside                       // small print there
)

// pen draws text; without a palette it draws plain.
type pen struct{ palette *palette }

func newPen(look Look) pen {
	if !look.Color {
		return pen{}
	}
	return pen{&palettes[look.Theme]}
}

// paint draws printable text.
func (p pen) paint(text string, in ink) string {
	if p.palette == nil || text == "" {
		return text
	}
	var codes []string
	add := func(code string, when bool) {
		if when && code != "" {
			codes = append(codes, code)
		}
	}
	add(p.palette.fill, in.role < outside)
	add(p.palette.roles[in.role], true)
	add(p.palette.code, in.style&(Code|Mono) != 0)
	add(p.palette.link, in.style&Link != 0)
	add(p.palette.marks[in.mark], true)
	add("1", in.style&Bold != 0)
	add("3", in.style&Italic != 0)
	add("9", in.style&Strike != 0)
	if len(codes) == 0 {
		return text
	}
	return "\x1b[" + strings.Join(codes, ";") + "m" + text + "\x1b[m"
}

func (p pen) blanks(n int) string { return p.paint(strings.Repeat(" ", max(n, 0)), ink{}) }

// cells is the width of drawn text that stands between blanks. A lone combining mark joins the blank before it, and a
// few characters, such as the Arabic number sign, join the one after.
func cells(s string) int { return ansi.StringWidth(" "+s+" ") - 2 }

// truncate cuts printable text at its end, and says so.
func truncate(s string, width int) string { return cut(s, width, "…") }

// cut shortens drawn text to a width. The package that cuts counts some characters, such as a digit in a key, for less
// than they are, and a mark in front is wider alone, as colours leave it, than on a blank.
func cut(s string, width int, tail string) string {
	short := ansi.Truncate(s, width, tail)
	for limit := width - 1; limit >= 0 && max(cells(short), ansi.StringWidth(short)) > width; limit-- {
		short = ansi.Truncate(s, limit, tail)
	}
	return short
}
