package render

import (
	"strings"
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
type pen struct {
	palette *palette
	measure
}

func newPen(look Look) pen {
	if !look.Color {
		return pen{measure: newMeasure(look)}
	}
	return pen{&palettes[look.Theme], newMeasure(look)}
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
