package recipients

import (
	"fmt"
	"strings"
)

// Place is where a cell stands: of a CSV text the line and column that an editor shows, both from 1; of a sheet its name,
// row and column. A Column of 0 speaks of the whole row, a Row of 0 of the whole list.
type Place struct {
	File, Sheet string
	Row, Column int
}

// String is file:line:column, or file:Sheet!C7.
func (p Place) String() string {
	switch {
	case p.Sheet == "" && p.Row == 0:
		return p.File
	case p.Sheet == "" && p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Row)
	case p.Sheet == "":
		return fmt.Sprintf("%s:%d:%d", p.File, p.Row, p.Column)
	}
	sheet := p.Sheet
	if strings.ContainsFunc(sheet, func(r rune) bool { return strings.ContainsRune(" '!:", r) }) {
		sheet = "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	switch {
	case p.Row == 0:
		return fmt.Sprintf("%s:%s", p.File, sheet)
	case p.Column == 0:
		return fmt.Sprintf("%s:%s!%d:%d", p.File, sheet, p.Row, p.Row)
	}
	return fmt.Sprintf("%s:%s!%s%d", p.File, sheet, letters(p.Column), p.Row)
}

// letters are the name of a sheet's column: A to Z, AA, AB.
func letters(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// Fault is what is wrong with a cell or a row.
type Fault struct {
	Place
	Message string // lower case, without a closing stop; the remedy follows after a semicolon
}

// Error is the place and the message.
func (f *Fault) Error() string { return fmt.Sprintf("%s: %s", f.Place, f.Message) }

// faultAt is a fault at a place.
func faultAt(p Place, format string, args ...any) *Fault {
	return &Fault{p, fmt.Sprintf(format, args...)}
}
