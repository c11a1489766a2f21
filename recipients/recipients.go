// Package recipients reads lists of the people that a campaign writes to: CSV texts and workbooks. Every row becomes a
// [Recipient] or a [Fault] at its place; nothing of a list is guessed, dropped or held in memory.
package recipients

import "fmt"

// Rows are the rows of a list in the order in which it has them. Both kinds of list, a CSV text and a sheet, are Rows.
type Rows interface {
	// Next returns the next row's cells; [io.EOF] after the last. An error that is a *[Fault] is about this row alone,
	// and the next can be read. The cells are valid until the next call.
	Next() ([]Cell, error)
	Close() error
}

// Cell is a cell as the list has it.
type Cell struct {
	// Text is the cell's text, without blanks around it: of a number all its digits, of a date as the sheet shows it.
	Text string
	// Kind says what the cell is where the list knows: a CSV text has texts only.
	Kind Kind
	Place
}

// Kind is what a cell of a workbook holds.
type Kind uint8

// The kinds of cells. A Formula is one whose value the file does not have.
const (
	Text Kind = iota
	Number
	Date
	Bool
	Formula
	Broken // an error of the sheet's, such as #REF!
)

// Place is where a cell stands: of a CSV text the line and column that an editor shows, both from 1; of a sheet its name,
// row and column.
type Place struct {
	File, Sheet string
	Row, Column int
}

// String is file:line:column, or file:Sheet!C7.
func (p Place) String() string {
	panic("unwritten")
}

// Fault is what is wrong with a cell or a row.
type Fault struct {
	Place
	Message string // lower case, without a closing stop; the remedy follows after a semicolon
}

// Error is the place and the message.
func (f *Fault) Error() string { return fmt.Sprintf("%s: %s", f.Place, f.Message) }

// Options say how a list is read. The zero Options read a CSV text whose phones have their country code.
type Options struct {
	// Map says which column is what: the key is to, phone, email, id, language or a parameter's name or address, the
	// value is the column's name in the list. What it does not speak of is found by the column's own name.
	Map map[string]string
	// Region is the country whose numbers may lack their country code, such as MY.
	Region string
	// Sheet names the sheet of a workbook; empty for the only one.
	Sheet string
	// Phone makes +60121233112 of a telephone number that is written in any way, in the region if it has no country
	// code. Nil takes numbers with their country code only.
	Phone func(number, region string) (string, error)
	// Workbook opens a sheet of an .xlsx file; nil where there are only CSV texts.
	Workbook func(path, sheet string) (Rows, error)
}

// Recipient is a row: whom the message goes to, in which language, and the values it has for them.
type Recipient struct {
	Contact  string // id:123, email:ann@example.com or phone:+60121233112
	Language string // empty if the list does not say
	Values   map[string]string
	Place    // of the row's first cell
	// Cells are the row as the list has it, for those who write down what is wrong with it. They are valid until the
	// next row is read.
	Cells []Cell
}

// Reader reads a list.
type Reader struct{}

// Open opens a list by its path, whose ending says what it is. An error that is a *[Fault] is about the names of the
// columns.
func Open(path string, o Options) (*Reader, error) { panic("unwritten") }

// Columns are the names of the list's columns in their order, as the list has them.
func (r *Reader) Columns() []string { panic("unwritten") }

// Parameters are the names of the columns that are values of parameters, as Values has them.
func (r *Reader) Parameters() []string { panic("unwritten") }

// At is the place of a parameter's cell in the row that was read last, for faults of its value.
func (r *Reader) At(parameter string) Place { panic("unwritten") }

// Next reads the next row that is not blank; [io.EOF] after the last. Faults of the row are in the second result, all of
// them, and the next row can be read after it; an error ends the list.
func (r *Reader) Next() (Recipient, []*Fault, error) { panic("unwritten") }

// Close closes the list.
func (r *Reader) Close() error { panic("unwritten") }
