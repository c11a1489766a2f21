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

// palette has the parameters of SGR, the escape sequence for colours and styles. They are of the 256 colours, which
// terminals without true colour have too.
type palette struct {
	fill  string // behind all that is in a card
	code  string
	roles [aside + 1]string
	marks [markCount]string
}

// anyColors are of medium lightness: each has a contrast above 3.8 to white and to black.
var anyColors = palette{
	code: "38;5;97",
	roles: [...]string{
		strong: "1", faint: "38;5;243", accent: "38;5;31", border: "38;5;243", aside: "38;5;243",
	},
	marks: [...]string{
		sent: "4;38;5;29", dynamic: "3;4;38;5;29", example: "3;38;5;130", missing: "38;5;160", field: "4;38;5;29",
	},
}

var darkColors = palette{
	fill: "48;5;235",
	code: "38;5;180;48;5;237",
	roles: [...]string{
		normal: "38;5;254", strong: "1;38;5;255", faint: "38;5;246", accent: "38;5;42", border: "38;5;240",
		aside: "38;5;243",
	},
	marks: [...]string{
		sent: "38;5;231;48;5;23", dynamic: "3;38;5;231;48;5;23", example: "3;38;5;179;48;5;237",
		missing: "38;5;210;48;5;52", field: "38;5;231;48;5;23",
	},
}

// pen draws text; without a palette it draws plain.
type pen struct{ palette *palette }

func newPen(look Look) pen {
	switch {
	case !look.Color:
		return pen{}
	case look.Dark:
		return pen{&darkColors}
	}
	return pen{&anyColors}
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

// truncate cuts printable text at its end. The package that cuts counts some characters, such as a digit in a key, for
// less than they are, and a mark in front is wider alone, as colours leave it, than on a blank.
func truncate(s string, width int) string {
	short := ansi.Truncate(s, width, "…")
	for limit := width - 1; limit >= 0 && max(cells(short), ansi.StringWidth(short)) > width; limit-- {
		short = ansi.Truncate(s, limit, "…")
	}
	return short
}
