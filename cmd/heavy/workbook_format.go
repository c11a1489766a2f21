package heavy

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"

	"github.com/watemplate/watemplate/recipients"
)

// formats say what a sheet shows of numbers. Excelize formats what stands in a cell, so there is a workbook of one cell
// that has the list's styles: each number is put into it and read again.
type formats struct {
	book  *excelize.File
	looks []look // by the number of a cell's style
	style int    // that the cell has
	since bool
	seen  map[styled]string
}

// styled is a number with its style. Dates and prices come again and again, and excelize takes its time for each; so many
// are remembered.
type styled struct {
	raw   string
	style int
}

const mostSeen = 4096

// look is what a style makes of a number.
type look struct {
	general bool            // nothing
	kind    recipients.Kind // Number, Date or LocalDate
}

// formats reads the styles.
func (w *workbook) formats() (*formats, error) {
	f := &formats{since: w.since, seen: map[styled]string{}}
	part := w.related("styles")
	if part == "" {
		return f, nil
	}
	styles, err := w.read(part)
	if err == nil {
		err = f.open(styles)
	}
	if err != nil {
		return nil, w.fault("is damaged (%s: %v); open it in a spreadsheet, and save it again", part, err)
	}
	return f, nil
}

func (f *formats) open(styles []byte) error {
	var sheet struct {
		Codes []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			ID int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := xml.Unmarshal(styles, &sheet); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, c := range sheet.Codes {
		codes[c.ID] = c.Code
	}
	for _, c := range sheet.Cells {
		f.looks = append(f.looks, lookOf(c.ID, codes[c.ID]))
	}
	data, err := oneCell(styles, f.since)
	if err != nil {
		return err
	}
	f.book, err = excelize.OpenReader(bytes.NewReader(data))
	return err
}

// lookOf is what a format makes of a number. A date of the formats 14 and 22 every computer shows in its own way, and
// those of Asia with the words of their country; so it is with the codes that ask the system.
func lookOf(id int, code string) look {
	switch {
	case code == "" && (id == 0 || id == 49), strings.EqualFold(code, "General"), code == "@":
		return look{general: true, kind: recipients.Number}
	case code == "" && (id == 14 || id == 22 || 27 <= id && id <= 36 || 50 <= id && id <= 58):
		return look{kind: recipients.LocalDate}
	case code == "" && (15 <= id && id <= 21 || 45 <= id && id <= 47):
		return look{kind: recipients.Date}
	case strings.Contains(strings.ToUpper(code), "[$-F800]"), strings.Contains(strings.ToUpper(code), "[$-F400]"):
		return look{kind: recipients.LocalDate}
	}
	parser := nfp.NumberFormatParser()
	for _, section := range parser.Parse(code) {
		for _, item := range section.Items {
			if item.TType == nfp.TokenTypeDateTimes || item.TType == nfp.TokenTypeElapsedDateTimes {
				return look{kind: recipients.Date}
			}
		}
	}
	return look{kind: recipients.Number}
}

const cellSheet, cellName = "Sheet1", "A1"

// oneCell is a workbook that has the styles of another.
func oneCell(styles []byte, since bool) ([]byte, error) {
	empty := excelize.NewFile()
	defer empty.Close()
	if err := empty.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since}); err != nil {
		return nil, err
	}
	var all bytes.Buffer
	if err := empty.Write(&all); err != nil {
		return nil, err
	}
	from, err := zip.NewReader(bytes.NewReader(all.Bytes()), int64(all.Len()))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if part.Name != "xl/styles.xml" {
			if err := to.Copy(part); err != nil {
				return nil, err
			}
		}
	}
	part, err := to.Create("xl/styles.xml")
	if err != nil {
		return nil, err
	}
	if _, err := part.Write(styles); err != nil {
		return nil, err
	}
	err = to.Close()
	return out.Bytes(), err
}

// The days that a sheet has a date for: up to the end of the year 9999, in either way of counting.
const mostDays, mostDaysSince1904 = 2958466, 2957004

// show is what the sheet shows of a number. A date that every computer shows in its own way comes as 2026-03-04. What is too
// large has no look.
func (f *formats) show(raw string, x float64, style int) (string, recipients.Kind, error) {
	if style < 0 || style >= len(f.looks) || f.looks[style].general || math.Abs(x) >= tooLarge {
		return plain(x), recipients.Number, nil
	}
	kind := f.looks[style].kind
	if kind != recipients.Number && (x < 0 || x >= mostDays || f.since && x >= mostDaysSince1904) {
		return "#####", recipients.Broken, nil // as the sheet has it
	}
	if kind == recipients.LocalDate {
		at, err := excelize.ExcelDateToTime(x, f.since)
		return at.Format("2006-01-02"), kind, err
	}
	shown, found := f.seen[styled{raw, style}]
	if !found {
		var err error
		if shown, err = f.ask(raw, style); err != nil {
			return "", kind, fmt.Errorf("style %d: %w", style, err)
		}
		if len(f.seen) >= mostSeen {
			clear(f.seen)
		}
		f.seen[styled{raw, style}] = shown
	}
	return shown, kind, nil
}

// ask asks excelize.
func (f *formats) ask(raw string, style int) (string, error) {
	if f.style != style {
		if err := f.book.SetCellStyle(cellSheet, cellName, cellName, style); err != nil {
			return "", err
		}
		f.style = style
	}
	if err := f.book.SetCellDefault(cellSheet, cellName, raw); err != nil {
		return "", err
	}
	return f.book.GetCellValue(cellSheet, cellName)
}

func (f *formats) close() error {
	if f.book == nil {
		return nil
	}
	return f.book.Close()
}
