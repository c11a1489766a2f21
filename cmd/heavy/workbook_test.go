package heavy

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/watemplate/watemplate/recipients"
)

// saved is a workbook in a file, after a function has filled it in.
func saved(t *testing.T, fill func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	path := filepath.Join(t.TempDir(), "list.xlsx")
	require.NoError(t, f.SaveAs(path))
	require.NoError(t, f.Close())
	return path
}

// put puts values into cells of the first sheet: a cell, its value, and so on.
func put(t *testing.T, f *excelize.File, values ...any) {
	t.Helper()
	for i := 0; i < len(values); i += 2 {
		require.NoError(t, f.SetCellValue("Sheet1", values[i].(string), values[i+1]))
	}
}

// formatted gives a cell a format: its number, or its code.
func formatted(t *testing.T, f *excelize.File, cell string, format any) {
	t.Helper()
	style := &excelize.Style{}
	switch format := format.(type) {
	case int:
		style.NumFmt = format
	case string:
		style.CustomNumFmt = &format
	}
	id, err := f.NewStyle(style)
	require.NoError(t, err)
	require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, id))
}

// replaced is the workbook with other words in one of its parts.
func replaced(t *testing.T, path, part string, words ...string) string {
	t.Helper()
	from, err := zip.OpenReader(path)
	require.NoError(t, err)
	defer from.Close()
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range from.File {
		r, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		if f.Name == part {
			changed := strings.NewReplacer(words...).Replace(string(data))
			require.NotEqual(t, string(data), changed, "%s has the words", part)
			data = []byte(changed)
		}
		w, err := to.Create(f.Name)
		require.NoError(t, err)
		_, err = w.Write(data)
		require.NoError(t, err)
	}
	require.NoError(t, to.Close())
	path = filepath.Join(t.TempDir(), "replaced.xlsx")
	require.NoError(t, os.WriteFile(path, out.Bytes(), 0o600))
	return path
}

// column reads the cells of the first column, without their places, and what ends the sheet.
func column(t *testing.T, path string) (cells []recipients.Cell, end error) {
	t.Helper()
	rows, err := Workbook(path, "")
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	for {
		row, err := rows.Next()
		if err != nil {
			return cells, err
		}
		if len(row) > 0 {
			row[0].Place = recipients.Place{}
			cells = append(cells, row[0])
		}
	}
}

func TestWorkbookCells(t *testing.T) {
	day := time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		value  any
		format any
		want   recipients.Cell
	}{
		"text":                {"  Zoë \u00a0", nil, recipients.Cell{Text: "Zoë"}},
		"a line":              {"a_x000D_\nb", nil, recipients.Cell{Text: "a\r\nb"}},
		"a number as text":    {"012", nil, recipients.Cell{Text: "012"}},
		"a number":            {60121233112, nil, recipients.Cell{Text: "60121233112", Kind: recipients.Number}},
		"a short one":         {60121233112, 11, recipients.Cell{Text: "60121233112", Kind: recipients.Number}},
		"a long one":          {6.01e18, nil, recipients.Cell{Text: "6.01E+18", Kind: recipients.Number}},
		"nearly a third":      {1. / 3, nil, recipients.Cell{Text: "0.333333333333333", Kind: recipients.Number}},
		"three tenths":        {0.1 + 0.2, nil, recipients.Cell{Text: "0.3", Kind: recipients.Number}},
		"a price":             {1234.5, `"RM" #,##0.00`, recipients.Cell{Text: "1234.5", Shown: "RM 1,234.50", Kind: recipients.Number}},
		"a share":             {0.3, 9, recipients.Cell{Text: "0.3", Shown: "30%", Kind: recipients.Number}},
		"zeros":               {121233112, "0000000000", recipients.Cell{Text: "121233112", Shown: "0121233112", Kind: recipients.Number}},
		"a date":              {day, "d mmmm yyyy", recipients.Cell{Text: "4 March 2026", Kind: recipients.Date}},
		"a date of elsewhere": {day, `[$-416]d "de" mmmm`, recipients.Cell{Text: "4 de março", Kind: recipients.Date}},
		"a time":              {day, 20, recipients.Cell{Text: "15:30", Kind: recipients.Date}},
		"a date of anywhere":  {day, 14, recipients.Cell{Text: "2026-03-04", Kind: recipients.LocalDate}},
		"of the system":       {day, "[$-F800]dddd, mmmm dd, yyyy", recipients.Cell{Text: "2026-03-04", Kind: recipients.LocalDate}},
		"true":                {true, nil, recipients.Cell{Text: "TRUE", Kind: recipients.Bool}},
	} {
		t.Run(name, func(t *testing.T) {
			path := saved(t, func(f *excelize.File) {
				put(t, f, "A1", c.value)
				if c.format != nil {
					formatted(t, f, "A1", c.format)
				}
			})
			cells, err := column(t, path)
			require.ErrorIs(t, err, io.EOF)
			require.Len(t, cells, 1)
			assert.Equal(t, c.want, cells[0])
		})
	}
}

func TestWorkbookFormulas(t *testing.T) {
	path := saved(t, func(f *excelize.File) {
		put(t, f, "A1", "kept", "A2", "lost", "A3", "lost", "A4", "empty", "A5", "wrong")
	})
	sheet := "xl/worksheets/sheet1.xml"
	path = replaced(t, path, sheet,
		`<c r="A1" t="s"><v>0</v></c>`, `<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>`,
		`<c r="A2" t="s"><v>1</v></c>`, `<c r="A2"><f>1+1</f></c>`,
		`<c r="A3" t="s"><v>1</v></c>`, `<c r="A3"><f>1+1</f><v/></c>`,
		`<c r="A4" t="s"><v>2</v></c>`, `<c r="A4" t="str"><f>""</f><v></v></c>`,
		`<c r="A5" t="s"><v>3</v></c>`, `<c r="A5" t="e"><f>A0</f><v>#REF!</v></c>`,
	)
	cells, err := column(t, path)
	require.ErrorIs(t, err, io.EOF)
	assert.Equal(t, []recipients.Cell{
		{Text: "ab"}, {Kind: recipients.Formula}, {Kind: recipients.Formula}, {}, {Text: "#REF!", Kind: recipients.Broken},
	}, cells)
}

func TestWorkbookText(t *testing.T) {
	path := saved(t, func(f *excelize.File) { put(t, f, "A1", "plain", "A2", "rich", "A3", "in place") })
	path = replaced(t, path, "xl/sharedStrings.xml",
		"<si><t>rich</t></si>", `<si><r><t xml:space="preserve">Tō </t></r><r><rPr><b/></rPr><t>kyō &amp; </t></r><rPh sb="0" eb="1"><t>toukyou</t></rPh></si>`)
	path = replaced(t, path, "xl/worksheets/sheet1.xml", `<c r="A3" t="s"><v>2</v></c>`, `<c t="inlineStr"><is><t>in place</t></is></c>`)
	cells, err := column(t, path)
	require.ErrorIs(t, err, io.EOF)
	assert.Equal(t, []recipients.Cell{{Text: "plain"}, {Text: "Tō kyō &"}, {Text: "in place"}}, cells)
}

// TestWorkbookPlaces holds where cells are that the file leaves out, and that a hidden row is said to be.
func TestWorkbookPlaces(t *testing.T) {
	path := saved(t, func(f *excelize.File) {
		put(t, f, "B3", "phone", "D3", "name", "C6", "x", "F7", "beside", "B9", "y")
		require.NoError(t, f.SetRowVisible("Sheet1", 7, false))
		require.NoError(t, f.SetRowVisible("Sheet1", 8, false))
		require.NoError(t, f.SetSheetName("Sheet1", "The list"))
	})
	rows, err := Workbook(path, "the list")
	require.NoError(t, err)
	defer rows.Close()
	var places, faults []string
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			faults = append(faults, strings.TrimPrefix(err.Error(), filepath.ToSlash(path)))
		}
		for _, c := range row {
			if c.Text != "" {
				places = append(places, strings.TrimPrefix(c.String(), filepath.ToSlash(path)))
			}
		}
		assert.True(t, len(row) == 0 || len(row) >= 4, "a row is as wide as the names")
	}
	assert.Equal(t, []string{":'The list'!B3", ":'The list'!D3", ":'The list'!C6", ":'The list'!F7", ":'The list'!B9"}, places)
	assert.Equal(t, []string{":'The list'!7:7: the row is hidden, by a filter or by hand; show it if it belongs to the list, or delete it"}, faults)
}

func TestWorkbookMerged(t *testing.T) {
	for merged, want := range map[string]string{
		"A1:B1": "", // a title
		"D4:E9": "", // beside the list
		"A4:A6": "the cells A4:A6 are merged, and only the first has the text; unmerge them, and fill in each",
	} {
		path := saved(t, func(f *excelize.File) {
			put(t, f, "A2", "phone", "B2", "name", "A4", "+60121233112", "B4", "Ann")
			first, last, _ := strings.Cut(merged, ":")
			require.NoError(t, f.MergeCell("Sheet1", first, last))
		})
		_, err := column(t, path)
		if want == "" {
			assert.ErrorIs(t, err, io.EOF, merged)
			continue
		}
		assert.ErrorContains(t, err, "list.xlsx:Sheet1: "+want)
	}
}

func TestWorkbookSheets(t *testing.T) {
	path := saved(t, func(f *excelize.File) {
		_, err := f.NewSheet("Second")
		require.NoError(t, err)
		put(t, f, "A1", "here")
	})
	_, err := Workbook(path, "")
	assert.ErrorContains(t, err, `list.xlsx has the sheets "Sheet1", "Second"; say with --sheet which one is the list`)
	_, err = Workbook(path, "Third")
	assert.ErrorContains(t, err, `list.xlsx has no sheet "Third"; it has "Sheet1", "Second"`)
	assert.ErrorAs(t, err, new(recipients.OptionError))

	hidden := replaced(t, path, "xl/workbook.xml", `name="Second"`, `name="Second" state="hidden"`)
	cells, err := column(t, hidden)
	require.ErrorIs(t, err, io.EOF)
	assert.Equal(t, []recipients.Cell{{Text: "here"}}, cells)
	_, err = Workbook(hidden, "Second")
	assert.NoError(t, err)
}

// TestNewWorkbook holds that what is written is read again as it was, as texts.
func TestNewWorkbook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.xlsx")
	row, closed, err := NewWorkbook(path)
	require.NoError(t, err)
	texts := []string{"=1+1", "+60121233112", "@x", "0012", "TRUE", "<&>", "12E3"}
	for _, text := range texts {
		require.NoError(t, row([]string{text}))
	}
	require.NoError(t, closed())
	cells, err := column(t, path)
	require.ErrorIs(t, err, io.EOF)
	for i, c := range cells {
		assert.Equal(t, recipients.Cell{Text: texts[i]}, c)
	}
	assert.Len(t, cells, len(texts))
}
