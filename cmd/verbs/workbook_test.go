package verbs

import (
	"encoding/csv"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// typeWorkbook is a command of the scripts: workbook FILE.xlsx SHEET.csv... makes a workbook with a sheet for each CSV
// text, as if somebody had typed its cells: numbers, dates and formulas become what they are, and an apostrophe makes text.
func typeWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: workbook FILE.xlsx SHEET.csv...")
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, file := range args[1:] {
		sheet := strings.TrimSuffix(filepath.Base(file), ".csv")
		if i == 0 {
			ts.Check(f.SetSheetName("Sheet1", sheet))
		} else if _, err := f.NewSheet(sheet); err != nil {
			ts.Fatalf("%v", err)
		}
		rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(file))).ReadAll()
		ts.Check(err)
		for y, row := range rows {
			for x, text := range row {
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				ts.Check(err)
				ts.Check(typeCell(f, sheet, cell, text))
			}
		}
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

func typeCell(f *excelize.File, sheet, cell, text string) error {
	if formula, found := strings.CutPrefix(text, "="); found {
		return f.SetCellFormula(sheet, cell, formula)
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return f.SetCellValue(sheet, cell, day)
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil && text[0] != '+' {
		return f.SetCellValue(sheet, cell, n)
	}
	return f.SetCellValue(sheet, cell, strings.TrimPrefix(text, "'"))
}
