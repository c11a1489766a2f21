package verbs

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// recipient is a row of a list: whom a message goes to, and the values it has for them.
type recipient struct {
	contact string // as the list writes it, empty if it does not
	values  template.Values
}

// recipientReader reads a list of recipients row by row. The first row names the columns: a parameter by its name or
// its address, or what belongs to the contact.
type recipientReader struct {
	name    string
	rows    *csv.Reader
	columns []string // blank for one without a name, which is passed over
}

// contactColumns say who the contact is, the first of them that is filled in.
var contactColumns = []string{"to", "phone", "email", "id"}

// ofContact reports whether a column belongs to the contact and is no parameter.
func ofContact(column string) bool {
	return column == "language" || slices.Contains(contactColumns, column)
}

// newRecipientReader reads the names of the columns from a CSV text, whose cells are parted by comma, semicolon or tab.
func newRecipientReader(name string, src io.Reader) (*recipientReader, error) {
	text := bufio.NewReader(src)
	if bom, _ := text.Peek(3); string(bom) == "\ufeff" {
		_, _ = text.Discard(3)
	}
	r := &recipientReader{name: name, rows: csv.NewReader(text)}
	r.rows.Comma = separator(text)
	columns, err := r.read()
	if errors.Is(err, io.EOF) {
		return nil, usage("%s is empty; its first row names the columns", name)
	}
	if err != nil {
		return nil, err
	}
	for i, column := range columns {
		if column != "" && slices.Contains(columns[:i], column) {
			return nil, r.fault(i, "there is a column %q already", column)
		}
	}
	r.columns = columns
	return r, nil
}

// separator is what parts the cells of the first line: that of the three which stands there most often.
func separator(text *bufio.Reader) rune {
	head, _ := text.Peek(text.Size())
	head, _, _ = bytes.Cut(head, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(best))) {
			best = c
		}
	}
	return best
}

// parameters are the columns that are not the contact's.
func (r *recipientReader) parameters() []string {
	return slices.DeleteFunc(slices.Clone(r.columns), func(column string) bool {
		return column == "" || ofContact(column)
	})
}

// next reads a row that is not blank; it is [io.EOF] after the last. An empty cell gives no value: the template's own
// stands.
func (r *recipientReader) next() (recipient, error) {
	var cells []string
	for strings.Join(cells, "") == "" {
		var err error
		if cells, err = r.read(); err != nil {
			return recipient{}, err
		}
	}
	to := recipient{values: template.Values{}}
	for i, cell := range cells {
		if column := r.columns[i]; cell != "" && column != "" && !ofContact(column) {
			to.values[column] = cell
		}
	}
	for _, column := range contactColumns {
		if i := slices.Index(r.columns, column); i >= 0 && to.contact == "" {
			to.contact = cells[i]
		}
	}
	return to, nil
}

// read reads the cells of a row, without the blanks around them.
func (r *recipientReader) read() ([]string, error) {
	cells, err := r.rows.Read()
	var broken *csv.ParseError
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		return nil, r.fault(len(cells)-1, "the row has %d cells and there are %d columns", len(cells), len(r.columns))
	case errors.As(err, &broken):
		return nil, usage("%s:%d:%d: %w", r.name, broken.Line, broken.Column, broken.Err)
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case err != nil:
		return nil, explainPath(r.name, err)
	}
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			return nil, r.fault(i, "the text is no UTF-8; save the list as CSV UTF-8")
		}
		cells[i] = strings.TrimSpace(cell)
	}
	return cells, nil
}

// fault is an error at a cell of the row that was read last.
func (r *recipientReader) fault(cell int, format string, args ...any) error {
	line, column := r.rows.FieldPos(cell)
	return usage("%s:%d:%d: %s", r.name, line, column, fmt.Sprintf(format, args...))
}

// firstRows are the first rows of a list.
type firstRows struct {
	name       string
	parameters []string
	rows       []recipient
	more       bool // than those
}

// readRecipients reads at most so many rows of a file.
func readRecipients(path string, most int) (firstRows, error) {
	f, err := os.Open(path)
	if err != nil {
		return firstRows{}, explainPath(path, err)
	}
	defer f.Close()
	r, err := newRecipientReader(slashed(path), f)
	if err != nil {
		return firstRows{}, err
	}
	all := firstRows{name: r.name, parameters: r.parameters()}
	for {
		to, err := r.next()
		switch {
		case errors.Is(err, io.EOF):
			return all, nil
		case len(all.rows) == most:
			all.more = true
			return all, nil
		case err != nil:
			return firstRows{}, err
		}
		all.rows = append(all.rows, to)
	}
}
