package heavy

import "github.com/watemplate/watemplate/recipients"

// Workbook opens a sheet of an .xlsx file.
func Workbook(path, sheet string) (recipients.Rows, error) { panic("unwritten") }

// NewWorkbook begins an .xlsx file at a path. Each row is a row of texts, of which none becomes a formula; the file is
// complete once it is closed without an error.
func NewWorkbook(path string) (row func(cells []string) error, closed func() error, err error) {
	panic("unwritten")
}
