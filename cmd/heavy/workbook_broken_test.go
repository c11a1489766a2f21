package heavy

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/watemplate/watemplate/recipients"
)

func TestWorkbookBroken(t *testing.T) {
	dir := t.TempDir()
	file := func(text string) string {
		path := filepath.Join(dir, "list.xlsx")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	archive := func(part string) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		_, err := w.Create(part)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return b.String()
	}
	for want, text := range map[string]string{
		"list.xlsx: is protected by a password, or an old .xls workbook; save it as .xlsx without a password": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"list.xlsx: is no .xlsx workbook; save the list as one, or give a CSV text the ending .csv":           "phone,name\n",
		"list.xlsx: is damaged (zip: not a valid zip file); open it in a spreadsheet, and save it again":      "PK\x03\x04 cut off",
		"list.xlsx: is an OpenDocument file; save the list as .xlsx or as CSV UTF-8":                          archive("mimetype"),
		"list.xlsx: is a Numbers file; save the list as .xlsx or as CSV UTF-8":                                archive("Index/Document.iwa"),
		"list.xlsx: is a binary .xlsb workbook; save the list as .xlsx or as CSV UTF-8":                       archive("xl/workbook.bin"),
		"list.xlsx: is no .xlsx workbook; save the list as .xlsx or as CSV UTF-8":                             archive("word/document.xml"),
	} {
		_, err := Workbook(file(text), "")
		require.ErrorContains(t, err, want)
		assert.ErrorAs(t, err, new(*recipients.Fault))
	}
	_, err := Workbook(filepath.Join(dir, "nowhere.xlsx"), "")
	assert.ErrorIs(t, err, os.ErrNotExist)

	whole := saved(t, func(f *excelize.File) { put(t, f, "A1", "phone", "A2", "+60121233112") })
	for words, want := range map[[2]string]string{
		{`</sheetData>`, ``}:                        "Sheet1!2:2: the sheet is damaged here (unexpected EOF)",
		{`<v>1</v>`, `<v>7</v>`}:                    "Sheet1!2:2: the sheet is damaged here (a cell has text 7 of 2)",
		{`<row r="2"`, `<row r="1"`}:                `Sheet1!2:2: the sheet is damaged here (a row has the number "1")`,
		{`r="A2"`, `r="A9"`}:                        "Sheet1!2:2: the sheet is damaged here (the cell A9 is at the wrong place)",
		{`r="A2"`, `r="AAAA2"`}:                     `Sheet1!2:2: the sheet is damaged here (a cell has the place "AAAA2")`,
		{`<v>1</v>`, strings.Repeat("<x/>", 3<<20)}: "Sheet1!2:2: the sheet is damaged here (it is too large)",
	} {
		_, err := column(t, replaced(t, whole, "xl/worksheets/sheet1.xml", words[0], words[1]))
		assert.ErrorContains(t, err, want)
	}
}

// TestWorkbookNoRoom holds that a full or missing folder for what is put aside is not blamed on the list.
func TestWorkbookNoRoom(t *testing.T) {
	path := saved(t, func(f *excelize.File) { put(t, f, "A1", "phone") })
	for _, variable := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(variable, filepath.Join(t.TempDir(), "gone"))
	}
	_, err := Workbook(path, "")
	assert.ErrorContains(t, err, "cannot put the texts of ")
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// FuzzWorkbook holds that a sheet of any bytes ends, and says where it is broken.
func FuzzWorkbook(f *testing.F) {
	for _, sheet := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row hidden="1"><c t="inlineStr" s="1"><is><t>x</t></is></c><c><f/></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
		`<worksheet><sheetData><row><c s="2"><v>1e300</v></c><c s="1"><v>-1</v></c><c t="d"><v>2026</v></c><c t="s"><v>0</v></c></row>`,
	} {
		f.Add([]byte(sheet))
	}
	book := excelize.NewFile()
	code := "d mmmm yyyy"
	_, err := book.NewStyle(&excelize.Style{CustomNumFmt: &code})
	require.NoError(f, err)
	_, err = book.NewStyle(&excelize.Style{NumFmt: 14})
	require.NoError(f, err)
	var whole bytes.Buffer
	require.NoError(f, book.Write(&whole))
	from, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, sheet []byte) {
		var out bytes.Buffer
		to := zip.NewWriter(&out)
		for _, part := range from.File {
			if part.Name != "xl/worksheets/sheet1.xml" {
				require.NoError(t, to.Copy(part))
			}
		}
		w, err := to.CreateHeader(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write(sheet)
		require.NoError(t, err)
		require.NoError(t, to.Close())
		path := filepath.Join(t.TempDir(), "list.xlsx")
		require.NoError(t, os.WriteFile(path, out.Bytes(), 0o600))
		rows, err := Workbook(path, "")
		require.NoError(t, err)
		defer rows.Close()
		for n := 0; ; n++ {
			require.LessOrEqual(t, n, len(sheet), "it ends")
			row, err := rows.Next()
			for i, c := range row {
				require.Equal(t, i+1, c.Column)
			}
			if _, alone := err.(*recipients.Fault); err != nil && !alone { //nolint:errorlint // one that is wrapped ends the sheet
				return
			}
		}
	})
}
