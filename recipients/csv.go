package recipients

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxRow is how many bytes a row of a CSV text may have. A quote that is opened and never closed ends there, and not when
// the memory does.
const maxRow = 1 << 20

// csvRows are the rows of a CSV text.
type csvRows struct {
	file   io.Closer
	name   string
	source *metered
	rows   *csv.Reader
	cells  []Cell
	line   int // at which the next row is expected
}

// openCSV reads a CSV text whose cells are parted by comma, semicolon, tab or bar.
func openCSV(name string, file io.ReadCloser) (*csvRows, error) {
	text, head, err := decode(file)
	if err != nil {
		return nil, err
	}
	r := &csvRows{file: file, name: name, source: &metered{r: text, left: maxRow, lines: '\n'}, line: 1}
	if err := noText(head); err != nil {
		return nil, fmt.Errorf("%w", &Fault{Place{File: name}, err.Error()})
	}
	if bytes.IndexByte(head, '\n') < 0 {
		r.source.lines = '\r' // as old Macs end a line
	}
	r.rows = csv.NewReader(r.source)
	r.rows.ReuseRecord, r.rows.FieldsPerRecord = true, -1
	comma, said := separator(head)
	r.rows.Comma = comma
	if said {
		if _, err := r.Next(); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
	}
	return r, nil
}

// noText says what a file is that is no text, by its first bytes.
func noText(head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return errors.New("is a workbook and no CSV text; give it the ending .xlsx")
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return errors.New("is an old workbook and no CSV text; save it as .xlsx or as CSV UTF-8")
	case bytes.IndexByte(head, 0) >= 0:
		return errors.New("has NUL bytes and is no CSV text; save the list as CSV UTF-8")
	}
	return nil
}

// separators part cells. The first of them is taken where none stands.
const separators = ",;\t|"

// separator is what parts the cells: what the first line says in Excel's way (sep=;), or else that of the separators
// which stands most often in the first line that is not blank, outside of quotes.
func separator(head []byte) (comma rune, said bool) {
	first := bytes.TrimLeft(head, "\r\n")
	if rest, found := bytes.CutPrefix(first, []byte("sep=")); found {
		c, size := utf8.DecodeRune(rest)
		if strings.ContainsRune(separators, c) && (len(rest) == size || rest[size] == '\r' || rest[size] == '\n') {
			return c, true
		}
	}
	count := map[rune]int{}
	quoted := false
	for _, c := range string(first) {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted && (c == '\n' || c == '\r') {
			break
		}
		if !quoted {
			count[c]++
		}
	}
	comma = ','
	for _, c := range separators {
		if count[c] > count[comma] {
			comma = c
		}
	}
	return comma, false
}

// Next reads the next line that is not empty, or lines where a cell has several.
func (r *csvRows) Next() ([]Cell, error) {
	r.source.left = maxRow
	texts, err := r.rows.Read()
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
		return nil, r.broken(broken)
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errLong):
		return nil, r.ends(Place{r.name, "", r.line, 0}, "the row is longer than %d bytes; is a quote never closed?", maxRow)
	case err != nil:
		return nil, err
	}
	r.cells = r.cells[:0]
	for i, text := range texts {
		place := r.place(texts, i)
		switch {
		case !utf8.ValidString(text):
			return nil, r.ends(place, "the text is no UTF-8; save the list as CSV UTF-8, or give the workbook itself")
		case strings.ContainsRune(text, 0):
			return nil, r.ends(place, "the cell has a NUL byte; save the list as CSV UTF-8")
		}
		r.line = place.Row + strings.Count(text, "\n") + 1
		r.cells = append(r.cells, Cell{Text: strings.TrimSpace(text), Place: place})
	}
	return r.cells, nil
}

// place is where a cell begins. The CSV reader counts bytes, and an editor shows characters: every character before the
// cell that has more bytes than one is taken off.
func (r *csvRows) place(texts []string, cell int) Place {
	line, column := r.rows.FieldPos(cell)
	return Place{r.name, "", line, column - r.surplus(texts[:cell], line)}
}

// surplus is how many bytes more than characters the cells have on a line.
func (r *csvRows) surplus(before []string, line int) int {
	n := 0
	for i, text := range before {
		start, _ := r.rows.FieldPos(i)
		end := start + strings.Count(text, "\n")
		if end != line {
			continue
		}
		last := text[strings.LastIndexByte(text, '\n')+1:]
		n += len(last) - utf8.RuneCountInString(last)
	}
	return n
}

// broken is an error of the quotes of the row that begins at a line. What follows it is not read: where a cell ends that
// has several lines is not known.
func (r *csvRows) broken(e *csv.ParseError) error {
	what := "a cell has a quote in it and does not begin with one"
	if errors.Is(e.Err, csv.ErrQuote) {
		what = "a cell that begins with a quote has more after its closing one, or none"
	}
	return r.ends(Place{r.name, "", e.StartLine, 0}, "%s; put quotes around the whole cell, and write a quote in it twice", what)
}

// ends is a fault after which the list cannot be read on.
func (r *csvRows) ends(p Place, format string, args ...any) error {
	return fmt.Errorf("%w", faultAt(p, format, args...))
}

// Close closes the file.
func (r *csvRows) Close() error { return r.file.Close() }
