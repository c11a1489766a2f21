package heavy

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/recipients"
)

// What a sheet may have. Excel writes no more rows and columns, and no cell of more than 32,767 characters.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
	maxRow     = 8 << 20 // bytes of XML
)

// sheetRows are the rows of a sheet, read as a stream.
type sheetRows struct {
	book    *workbook
	place   recipients.Place // of the row that is read
	part    io.ReadCloser
	source  *metered
	xml     *xml.Decoder
	texts   *sharedTexts
	formats *formats
	cells   []recipients.Cell
	header  int // the row of the names, once it was read
	width   int // of it
	ended   bool
}

// rows opens a sheet.
func (w *workbook) rows(sheet string) (*sheetRows, error) {
	chosen, err := w.choose(sheet)
	if err != nil {
		return nil, err
	}
	r := &sheetRows{book: w, place: recipients.Place{File: w.name, Sheet: chosen.Name}}
	if r.formats, err = w.formats(); err != nil {
		return nil, err
	}
	if r.texts, err = w.sharedTexts(); err != nil {
		return nil, err
	}
	if r.part, err = w.parts[w.rels[chosen.ID].Target].Open(); err != nil {
		return nil, errors.Join(w.fault("is damaged (%v); open it in a spreadsheet, and save it again", err), r.texts.close())
	}
	r.source = &metered{r: r.part, left: maxRow}
	r.xml = xml.NewDecoder(r.source)
	return r, nil
}

// Next reads the next row. One that is hidden comes with a fault: whoever hid it, by a filter or by hand, may think that
// it is not in the list.
func (r *sheetRows) Next() ([]recipients.Cell, error) {
	if r.ended {
		return nil, io.EOF
	}
	r.source.left = maxRow
	for {
		token, err := r.xml.RawToken()
		if err != nil {
			return nil, r.damaged(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "row" {
				return r.row(e.Attr)
			}
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				r.ended = true
				return nil, r.rest()
			}
		}
		if r.place.Row == 0 {
			r.source.left = maxRow // widths of columns and the like
		}
	}
}

// damaged is an error of the part.
func (r *sheetRows) damaged(err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	p := r.place
	p.Column = 0
	return fmt.Errorf("%w", &recipients.Fault{Place: p, Message: fmt.Sprintf("the sheet is damaged here (%v); open it in a spreadsheet, and save it again", err)})
}

// row reads the cells of a row.
func (r *sheetRows) row(attributes []xml.Attr) ([]recipients.Cell, error) {
	r.place.Row++
	r.place.Column = 0
	hidden := false
	for _, a := range attributes {
		switch a.Name.Local {
		case "r":
			n, err := strconv.Atoi(a.Value)
			if err != nil || n < r.place.Row || n > maxRows {
				return nil, r.damaged(fmt.Errorf("a row has the number %q", a.Value))
			}
			r.place.Row = n
		case "hidden":
			hidden = isTrue(a.Value)
		}
	}
	r.cells = r.cells[:0]
	if err := r.readCells(); err != nil {
		return nil, r.damaged(err)
	}
	filled := slices.ContainsFunc(r.cells, func(c recipients.Cell) bool { return c.Text != "" || c.Kind != recipients.Text })
	if r.header == 0 && filled {
		r.header, r.width = r.place.Row, len(r.cells)
	}
	r.pad(r.width)
	if hidden && filled {
		return r.cells, &recipients.Fault{Place: r.at(0), Message: "the row is hidden, by a filter or by hand; show it if it belongs to the list, or delete it"}
	}
	return r.cells, nil
}

// readCells reads up to the end of the row.
func (r *sheetRows) readCells() error {
	for {
		token, err := r.xml.RawToken()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			c, err := r.rawCell(e.Attr)
			if err != nil {
				return err
			}
			r.pad(c.column - 1)
			cell, err := r.cell(c)
			if err != nil {
				return err
			}
			cell.Place = r.at(c.column)
			r.cells = append(r.cells, cell)
		case xml.EndElement:
			if e.Name.Local == "row" {
				return nil
			}
		}
	}
}

// at is the place of a column of the row, from 1; 0 is the whole row.
func (r *sheetRows) at(column int) recipients.Place {
	p := r.place
	p.Column = column
	return p
}

// pad makes blank cells up to so many.
func (r *sheetRows) pad(n int) {
	for len(r.cells) < n {
		r.cells = append(r.cells, recipients.Cell{Place: r.at(len(r.cells) + 1)})
	}
}

// rest reads what follows the rows: which cells are merged. Only the first of them has the text, so all below the names
// would be blank that are seen to have it.
func (r *sheetRows) rest() error {
	for {
		r.source.left = maxRow
		token, err := r.xml.RawToken()
		if errors.Is(err, io.EOF) {
			return io.EOF
		}
		if err != nil {
			return r.damaged(err)
		}
		e, is := token.(xml.StartElement)
		if !is || e.Name.Local != "mergeCell" {
			continue
		}
		for _, a := range e.Attr {
			if a.Name.Local == "ref" && r.inList(a.Value) {
				p := recipients.Place{File: r.place.File, Sheet: r.place.Sheet}
				return fmt.Errorf("%w", &recipients.Fault{Place: p, Message: fmt.Sprintf(
					"the cells %s are merged, and only the first has the text; unmerge them, and fill in each", a.Value)})
			}
		}
	}
}

// inList reports whether merged cells are of the list, which are the columns that have names from there downwards.
func (r *sheetRows) inList(merged string) bool {
	first, last, found := strings.Cut(merged, ":")
	if !found {
		last = first
	}
	left, _, errFirst := position(first)
	_, bottom, errLast := position(last)
	return errFirst != nil || errLast != nil || r.header > 0 && bottom >= r.header && left <= r.width
}

// position is the column and row of a reference such as C7.
func position(ref string) (column, row int, err error) {
	i := 0
	for ; i < len(ref) && 'A' <= ref[i] && ref[i] <= 'Z' && i < 4; i++ {
		column = 26*column + int(ref[i]-'A') + 1
	}
	row, err = strconv.Atoi(ref[i:])
	if err != nil || column < 1 || column > maxColumns || row < 1 || row > maxRows {
		return 0, 0, fmt.Errorf("a cell has the place %q", ref)
	}
	return column, row, nil
}

// Close closes the file, and removes what was put aside.
func (r *sheetRows) Close() error {
	return errors.Join(r.formats.close(), r.texts.close(), r.part.Close(), r.book.file.Close())
}

// metered reads so many bytes, and then more only if it is granted more: what is read at once can be no larger.
type metered struct {
	r    io.Reader
	left int
}

func (m *metered) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errors.New("it is too large")
	}
	n, err := m.r.Read(p)
	m.left -= n
	return n, err
}
