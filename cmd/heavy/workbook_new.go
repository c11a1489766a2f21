package heavy

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// NewWorkbook begins an .xlsx file at a path. Each row is a row of texts, of which none becomes a formula or a number;
// the file is complete once it is closed without an error.
func NewWorkbook(path string) (row func(cells []string) error, closed func() error, err error) {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter(cellSheet)
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	n := 0
	row = func(cells []string) error {
		if n++; n > maxRows {
			return fmt.Errorf("%s: a sheet has at most %d rows; write a CSV file", path, maxRows)
		}
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = c
		}
		return w.SetRow(fmt.Sprintf("A%d", n), values)
	}
	return row, func() error {
		err := w.Flush()
		if err == nil {
			err = f.SaveAs(path)
		}
		return errors.Join(err, f.Close())
	}, nil
}
