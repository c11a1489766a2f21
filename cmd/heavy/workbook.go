package heavy

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/watemplate/watemplate/recipients"
)

// maxPart is how large a part of a workbook may be that is read as a whole: the names of its sheets, its formats.
const maxPart = 16 << 20

// workbook is an .xlsx file. Excelize would hold the texts of all rows in memory, and tells neither what kind a cell is
// nor which rows are hidden; so the sheet is read here, as a stream, and excelize is only asked what a format shows.
type workbook struct {
	name   string // of the file
	file   *os.File
	parts  map[string]*zip.File
	main   string // the name of the part that has the names of the sheets
	sheets []sheetName
	rels   map[string]relationship
	since  bool // 1904, as the days of old Macs are counted
}

// sheetName is a sheet as the workbook lists it.
type sheetName struct {
	Name  string `xml:"name,attr"`
	State string `xml:"state,attr"`
	ID    string `xml:"id,attr"` // of its relationship
}

// relationship says which part is what of another part.
type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// Workbook opens a sheet of an .xlsx file; without a name, the only one that is not hidden.
func Workbook(file, sheet string) (recipients.Rows, error) {
	w, err := openWorkbook(file)
	if err != nil {
		return nil, err
	}
	rows, err := w.rows(sheet)
	if err != nil {
		return nil, errors.Join(err, w.file.Close())
	}
	return rows, nil
}

func openWorkbook(file string) (*workbook, error) {
	w := &workbook{name: filepath.ToSlash(filepath.Clean(file)), parts: map[string]*zip.File{}}
	var err error
	if w.file, err = os.Open(file); err != nil {
		return nil, err
	}
	if err := w.open(); err != nil {
		return nil, errors.Join(err, w.file.Close())
	}
	return w, nil
}

func (w *workbook) open() error {
	info, err := w.file.Stat()
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(w.file, info.Size())
	if err != nil {
		return w.noArchive(err)
	}
	for _, f := range archive.File {
		w.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	top, err := w.relationships("")
	if err != nil {
		return err
	}
	for _, r := range top {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			w.main = r.Target
		}
	}
	if !strings.HasSuffix(w.main, ".xml") || w.parts[w.main] == nil {
		return w.noWorkbook()
	}
	if w.rels, err = w.relationships(w.main); err != nil {
		return err
	}
	var book struct {
		Properties struct {
			Since string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []sheetName `xml:"sheets>sheet"`
	}
	if err := w.decode(w.main, &book); err != nil {
		return err
	}
	w.sheets, w.since = book.Sheets, isTrue(book.Properties.Since)
	return nil
}

// fault is what is wrong with the whole workbook.
func (w *workbook) fault(format string, args ...any) error {
	return fmt.Errorf("%w", &recipients.Fault{Place: recipients.Place{File: w.name}, Message: fmt.Sprintf(format, args...)})
}

// noArchive says what a file is that is no archive, as every .xlsx file is.
func (w *workbook) noArchive(err error) error {
	head := make([]byte, 8)
	n, _ := w.file.ReadAt(head, 0)
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return w.fault("is protected by a password, or an old .xls workbook; save it as .xlsx without a password")
	case bytes.HasPrefix(head, []byte("PK")):
		return w.fault("is damaged (%v); open it in a spreadsheet, and save it again", err)
	}
	return w.fault("is no .xlsx workbook; save the list as one, or give a CSV text the ending .csv")
}

// noWorkbook says what an archive is that is no workbook.
func (w *workbook) noWorkbook() error {
	kind := "is no .xlsx workbook"
	switch {
	case w.parts["mimetype"] != nil:
		kind = "is an OpenDocument file"
	case w.parts["Index/Document.iwa"] != nil:
		kind = "is a Numbers file"
	case w.parts["xl/workbook.bin"] != nil:
		kind = "is a binary .xlsb workbook"
	}
	return w.fault("%s; save the list as .xlsx or as CSV UTF-8", kind)
}

// relationships are those of a part by their ids, with the names of the parts they mean; those of "" are the archive's.
func (w *workbook) relationships(part string) (map[string]relationship, error) {
	folder, base := path.Split(part)
	name := path.Join(folder, "_rels", base+".rels")
	all := map[string]relationship{}
	if w.parts[name] == nil {
		return all, nil
	}
	var list struct {
		All []relationship `xml:"Relationship"`
	}
	if err := w.decode(name, &list); err != nil {
		return nil, err
	}
	for _, r := range list.All {
		if !strings.HasPrefix(r.Target, "/") {
			r.Target = path.Join(folder, r.Target)
		}
		r.Target = strings.TrimPrefix(r.Target, "/")
		all[r.ID] = r
	}
	return all, nil
}

// decode reads a part as a whole.
func (w *workbook) decode(part string, into any) error {
	data, err := w.read(part)
	if err == nil {
		err = xml.Unmarshal(data, into)
	}
	if err != nil {
		return w.fault("is damaged (%s: %v); open it in a spreadsheet, and save it again", part, err)
	}
	return nil
}

// read is a part as a whole.
func (w *workbook) read(part string) ([]byte, error) {
	r, err := w.parts[part].Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err == nil && len(data) > maxPart {
		err = fmt.Errorf("more than %d MiB", maxPart>>20)
	}
	return data, err
}

// related is the name of the part that is something of the workbook, such as its styles; empty if there is none.
func (w *workbook) related(kind string) string {
	for _, r := range w.rels {
		if strings.HasSuffix(r.Type, "/"+kind) && w.parts[r.Target] != nil {
			return r.Target
		}
	}
	return ""
}

// choose is the sheet of a name, or else the only one that is not hidden.
func (w *workbook) choose(name string) (sheetName, error) {
	var visible []sheetName
	var names []string
	for _, s := range w.sheets {
		if r := w.rels[s.ID]; !strings.HasSuffix(r.Type, "/worksheet") || w.parts[r.Target] == nil {
			continue // a sheet with nothing but a chart
		}
		if strings.EqualFold(s.Name, name) {
			return s, nil
		}
		names = append(names, fmt.Sprintf("%q", s.Name))
		if s.State == "" || s.State == "visible" {
			visible = append(visible, s)
		}
	}
	switch {
	case len(names) == 0:
		return sheetName{}, w.fault("has no sheets; save the list as .xlsx or as CSV UTF-8")
	case name != "":
		return sheetName{}, recipients.OptionError(fmt.Sprintf("%s has no sheet %q; it has %s", w.name, name, strings.Join(names, ", ")))
	case len(visible) == 1:
		return visible[0], nil
	}
	return sheetName{}, recipients.OptionError(fmt.Sprintf("%s has the sheets %s; say with --sheet which one is the list", w.name, strings.Join(names, ", ")))
}

func isTrue(attribute string) bool { return attribute == "1" || attribute == "true" }
