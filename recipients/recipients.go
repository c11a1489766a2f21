// Package recipients reads lists of the people that a campaign writes to: CSV texts and workbooks. Every row becomes a
// [Recipient] or a [Fault] at its place; nothing of a list is guessed, dropped or held in memory.
package recipients

import "fmt"

// Rows are the rows of a list in the order in which it has them. Both kinds of list, a CSV text and a sheet, are Rows.
type Rows interface {
	// Next returns the next row's cells; [io.EOF] after the last. An error that is itself a *[Fault] is about this row
	// alone, whose cells come with it where they are known, and the next can be read. Any other error ends the list,
	// also one that wraps a *[Fault]: what follows cannot be told apart, or all of the list is in doubt. The cells are
	// valid until the next call.
	Next() ([]Cell, error)
	Close() error
}

// Cell is a cell as the list has it.
type Cell struct {
	// Text is the cell's text, without blanks around it: of a number all its digits, or 6.01E+18 if it had more than the
	// sheet has kept; of a date as the sheet shows it.
	Text string
	// Shown is what the sheet shows of a number that has a format, such as 12.50 or 30%; empty where that is Text.
	Shown string
	// Kind says what the cell is where the list knows: a CSV text has texts only.
	Kind Kind
	Place
}

// Value is what a message has of the cell: what people see in the list.
func (c Cell) Value() string {
	if c.Shown != "" {
		return c.Shown
	}
	return c.Text
}

// Kind is what a cell of a workbook holds.
type Kind uint8

// The kinds of cells. A LocalDate is a date that every computer shows in its own way; its text is 2026-03-04. A Formula is
// one whose value the file does not have.
const (
	Text Kind = iota
	Number
	Date
	LocalDate
	Bool
	Formula
	Broken // an error of the sheet's, such as #REF!
)

// Options say how a list is read. The zero Options read a CSV text whose phones have their country code.
type Options struct {
	// Map says which column is what: the key is to, phone, email, id, language or a parameter's name or address, the
	// value is the column's name in the list. What it does not speak of is found by the column's own name.
	Map map[string]string
	// Parameters are the names and addresses of the template's parameters. A column is one of theirs also if it is
	// written with other capitals, blanks, dashes or underscores. Nil where there is no template: then every column that
	// is not the contact's is a parameter, called as the column is.
	Parameters []string
	// AnyContact takes what a row says of its contact as it is written, and rows and lists without any: for those who
	// show messages and send none.
	AnyContact bool
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

// OptionError says that a list cannot be read with the Options: what is to be said otherwise is them, not the list.
type OptionError string

func (e OptionError) Error() string { return string(e) }

func wrongOption(format string, args ...any) error { return OptionError(fmt.Sprintf(format, args...)) }

// Recipient is a row: whom the message goes to, in which language, and the values it has for them.
type Recipient struct {
	Contact  string // id:123, email:ann@example.com or phone:+60121233112; with AnyContact as the row has it
	Language string // empty if the list does not say
	Values   map[string]string
	Place    // of the row's first cell
	// Cells are the row as the list has it, for those who write down what is wrong with it. They are valid until the
	// next row is read.
	Cells []Cell
}
