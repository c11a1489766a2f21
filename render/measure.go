package render

import "github.com/charmbracelet/x/ansi"

// measure is how a terminal counts the cells of a character that is made of several code points.
type measure struct{ ansi.Method }

// whole measures a character as a reader counts it.
var whole = measure{ansi.GraphemeWidth}

func newMeasure(look Look) measure {
	if look.Wcwidth {
		return measure{ansi.WcWidth}
	}
	return whole
}

// first is the first character of a text that is not empty, and how many cells it takes.
func (m measure) first(s string) (character string, width int) {
	character, width = ansi.FirstGraphemeCluster(s, m.Method)
	if width == 0 { // a mark without a base may widen the blank it lands on
		width = m.StringWidth(" "+character) - 1
	}
	return character, width
}

// piece is as much of a character as fits in some cells, and at least a code point. A terminal that counts the code points
// of a character draws them beside each other, so that nothing is lost between two lines.
func (m measure) piece(character string, width int) (piece string, cells int) {
	for i := range character {
		if w := m.StringWidth(character[:i]); i > 0 && (cells == 0 || w <= width) {
			piece, cells = character[:i], w
		}
	}
	if piece == "" {
		return character, m.StringWidth(character)
	}
	return piece, cells
}

// cells is the width of drawn text that stands between blanks. A lone combining mark joins the blank before it, and a
// few characters, such as the Arabic number sign, join the one after.
func (m measure) cells(s string) int { return m.StringWidth(" "+s+" ") - 2 }

// truncate cuts printable text at its end, and says so.
func (m measure) truncate(s string, width int) string { return m.cut(s, width, "…") }

// cut shortens drawn text to a width. The package that cuts counts some characters, such as a digit in a key, for less
// than they are, and a mark in front is wider alone, as colours leave it, than on a blank.
func (m measure) cut(s string, width int, tail string) string {
	short := m.Truncate(s, width, tail)
	for limit := width - 1; limit >= 0 && max(m.cells(short), m.StringWidth(short)) > width; limit-- {
		short = m.Truncate(s, limit, tail)
	}
	return short
}
