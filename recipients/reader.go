package recipients

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Reader reads a list. The first row that is not blank has the names of the columns.
type Reader struct {
	rows    Rows
	options Options
	header  []Cell
	columns columns
	row     []Cell // read last
}

// Open opens a list by its path, whose ending says what it is. An error that is or wraps a *[Fault] is about the list;
// an [OptionError] is about the options, and any other about the world.
func Open(path string, o Options) (*Reader, error) {
	name := filepath.ToSlash(filepath.Clean(path))
	rows, err := openRows(path, name, o)
	if err != nil {
		return nil, err
	}
	r, err := newReader(rows, name, o)
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	return r, nil
}

// openRows opens what the ending of a path says it is. What has another ending than those of other lists is a CSV text.
func openRows(path, name string, o Options) (Rows, error) {
	switch ending := strings.ToLower(filepath.Ext(path)); ending {
	case ".xlsx", ".xlsm":
		if o.Workbook == nil {
			return nil, wrongOption("%s is a workbook, which this program does not read; save it as CSV UTF-8", name)
		}
		return o.Workbook(path, o.Sheet)
	case ".xls", ".xlsb", ".ods", ".numbers":
		return nil, faultAt(Place{File: name}, "lists that end in %s are not read; save it as .xlsx or as CSV UTF-8", ending)
	}
	if o.Sheet != "" {
		return nil, wrongOption("%s is a CSV text, which has no sheet %q; leave out --sheet", name, o.Sheet)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	rows, err := openCSV(name, f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return rows, nil
}

// newReader reads the names of the columns.
func newReader(rows Rows, name string, o Options) (*Reader, error) {
	r := &Reader{rows: rows, options: o}
	header, err := r.filled()
	if errors.Is(err, io.EOF) {
		return nil, faultAt(Place{File: name}, "the list is empty; its first row names the columns")
	}
	if err != nil {
		return nil, err
	}
	if o.Phone != nil && o.Region != "" {
		var wrong OptionError
		if _, err := o.Phone("", o.Region); errors.As(err, &wrong) {
			return nil, wrong
		}
	}
	r.header = slices.Clone(header)
	if r.columns, err = findColumns(r.header, o); err != nil {
		return nil, err
	}
	return r, nil
}

// filled reads the next row that is not blank, with its fault if it has one of its own.
func (r *Reader) filled() ([]Cell, error) {
	for {
		cells, err := r.rows.Next()
		if err != nil || slices.ContainsFunc(cells, func(c Cell) bool { return c.Text != "" || c.Kind != Text }) {
			r.row = cells
			return cells, err
		}
	}
}

// Columns are the names of the list's columns in their order, as the list has them.
func (r *Reader) Columns() []string {
	names := make([]string, len(r.header))
	for i, c := range r.header {
		names[i] = c.Text
	}
	return names
}

// Parameters are the names of the columns that are values of parameters, as Values has them, in the order of the columns;
// and the names of those that the template has no parameter for, whose values are left out.
func (r *Reader) Parameters() []string {
	var names []string
	for _, c := range r.columns.values {
		names = append(names, c.key)
	}
	return names
}

// At is the place of a parameter's cell in the row that was read last, for faults of its value; the row's first cell if
// the list has no such column.
func (r *Reader) At(parameter string) Place {
	for _, c := range r.columns.values {
		if c.key == parameter && c.column < len(r.row) {
			return r.row[c.column].Place
		}
	}
	if len(r.row) == 0 {
		return r.header[0].Place
	}
	return r.row[0].Place
}

// Next reads the next row that is not blank; [io.EOF] after the last. Faults of the row are in the second result, all of
// them, and the next row can be read after it; an error ends the list, and is or wraps a *[Fault] if the list is to blame.
func (r *Reader) Next() (Recipient, []*Fault, error) {
	cells, err := r.filled()
	var own *Fault
	if f, is := err.(*Fault); is { //nolint:errorlint // a fault that is wrapped ends the list
		own, err = f, nil
	}
	if err != nil {
		return Recipient{}, nil, err
	}
	to := Recipient{Values: map[string]string{}, Cells: cells}
	if len(cells) > 0 {
		to.Place = cells[0].Place
	}
	if own != nil {
		return to, []*Fault{own}, nil
	}
	if f := r.ragged(cells); f != nil {
		return to, []*Fault{f}, nil
	}
	faults := r.fill(&to)
	return to, faults, nil
}

// ragged is the fault of a row of a CSV text that has not as many cells as there are columns: they stand below the wrong
// names. More of them may be blank. In a sheet every cell is below its name, and what has none belongs to nobody.
func (r *Reader) ragged(cells []Cell) *Fault {
	n := len(cells)
	for n > len(r.header) && (cells[n-1].Text == "" || cells[n-1].Sheet != "") {
		n--
	}
	if n == len(r.header) {
		return nil
	}
	return faultAt(cells[n-1].Place, "the row has %d cells and there are %d columns; put quotes around a cell that has a separator in it", n, len(r.header))
}

// fill takes a row apart. An empty cell gives no value: the template's own stands. What is in columns that nothing asks
// for is not looked at.
func (r *Reader) fill(to *Recipient) (faults []*Fault) {
	note := func(f *Fault) {
		if f != nil {
			faults = append(faults, f)
		}
	}
	note(r.contact(to))
	if i, found := r.columns.contact["language"]; found {
		note(sound(to.Cells[i]))
		to.Language = to.Cells[i].Value()
	}
	for _, c := range r.columns.values {
		if c.unused {
			continue
		}
		cell := to.Cells[c.column]
		if f := sound(cell); f != nil {
			note(f)
		} else if cell.Text != "" {
			to.Values[c.key] = cell.Value()
		}
	}
	return faults
}

// sound is what is wrong with a cell wherever it stands.
func sound(c Cell) *Fault {
	switch {
	case c.Kind == Formula:
		return faultAt(c.Place, "the file does not have the value of this formula; open it in a spreadsheet, and save it")
	case c.Kind == Broken || sheetErrors[c.Text] || strings.HasPrefix(c.Text, "###") && strings.Trim(c.Text, "#") == "":
		return faultAt(c.Place, "%s is an error of the sheet's; correct the formula, or leave the cell empty", c.Text)
	case c.Kind == LocalDate:
		return faultAt(c.Place, "the date %s has a format that every computer shows in its own way; give its column another, such as yyyy-mm-dd, or make it text", c.Text)
	case (c.Sheet == "" || c.Kind == Number) && exponent(c.Text):
		return faultAt(c.Place, "%s is a number that a spreadsheet has cut short; format the column as text and enter it again", c.Text)
	case strings.ContainsRune(c.Text, utf8.RuneError):
		return faultAt(c.Place, "%q has U+FFFD in place of a letter that was lost; enter it again", c.Text)
	}
	return nil
}

// Close closes the list.
func (r *Reader) Close() error { return r.rows.Close() }
