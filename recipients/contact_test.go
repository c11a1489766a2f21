package recipients_test

import (
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/recipients"
)

// dial stands for the numbers of a country whose code is 60.
func dial(number, region string) (string, error) {
	switch {
	case region != "" && region != "MY":
		return "", recipients.OptionError("--region is " + region)
	case number == "":
		return "", errors.New("is empty")
	case number[0] == '+':
		return number, nil
	case number[0] == '0':
		return "+60" + number[1:], nil
	}
	return "", errors.New(number + " is too short")
}

func TestContact(t *testing.T) {
	national := recipients.Options{Region: "MY", Phone: dial}
	for _, c := range []struct {
		column, cell string
		o            recipients.Options
		want, fault  string
	}{
		{column: "to", cell: "ID:007", want: "id:7"},
		{column: "to", cell: "email: ann@example.com", want: "email:ann@example.com"},
		{column: "to", cell: "ann@example.com", want: "email:ann@example.com"},
		{column: "to", cell: "phone:+60 12-123 3112", want: "phone:+60121233112"},
		{column: "to", cell: "+60 (12) 123.3112", want: "phone:+60121233112"},
		{column: "to", cell: "0060121233112", want: "phone:+60121233112"},
		{column: "to", cell: "0121233112", o: national, want: "phone:+60121233112"},
		{column: "to", cell: "phone:0121233112", o: national, want: "phone:+60121233112"},
		{column: "phone", cell: "\u202a+60\u00a012\u2011123\u200b3112\u202c", want: "phone:+60121233112"},
		{column: "phone", cell: "0121233112", o: national, want: "phone:+60121233112"},
		{column: "email", cell: "\u200bann@example.com\ufeff", want: "email:ann@example.com"},
		{column: "id", cell: "12", want: "id:12"},

		{column: "to", cell: "60121233112", fault: "60121233112 may be an id or a telephone number; write id:60121233112 or phone:+..., or give --region"},
		{column: "to", cell: "Ann", fault: `"Ann" is no contact; write id:123, email:ann@example.com or phone:+60121233112`},
		{column: "to", cell: "0121233112", fault: "0121233112 may be an id or a telephone number; write id:0121233112 or phone:+..., or give --region"},
		{column: "phone", cell: "60121233112", fault: "60121233112 has no country code, or has lost its plus; write it as +60121233112, or give --region"},
		{column: "phone", cell: "Ann", fault: `"Ann" is no telephone number; write it as +60121233112`},
		{column: "phone", cell: "+60 12", fault: `"+60 12": a phone number is + and 7 to 15 digits, as in phone:+60121233112`},
		{column: "phone", cell: "12", o: national, fault: "12 is too short"},
		{column: "phone", cell: "6.01212E+10", fault: "6.01212E+10 is a number that a spreadsheet has cut short; format the column as text and enter it again"},
		{column: "email", cell: "ann", fault: `"ann": not an email address; write it as in email:ann@example.com`},
		{column: "id", cell: "x7", fault: `"x7": an id is a number of 1 to 19 digits, as in id:123`},
	} {
		rows, faults := list(t, "list.csv", c.column+"\n"+c.cell+"\n", c.o)
		if c.fault != "" {
			assert.Equal(t, []string{"2:1: " + c.fault}, faults, c.cell)
			continue
		}
		assert.Empty(t, faults)
		assert.Equal(t, []string{c.want}, rows, c.cell)
	}
}

// TestFirstContact holds which column counts, and that the others are not looked at.
func TestFirstContact(t *testing.T) {
	rows, faults := list(t, "list.csv", "id,email,phone,to\n1,a@b.co,+60121233112,id:9\n1,a@b.co,+60121233112,\n1,a@b.co,,\nx,a@b.co,,\n1,,,\n", recipients.Options{})
	assert.Empty(t, faults)
	assert.Equal(t, []string{"id:9", "phone:+60121233112", "email:a@b.co", "email:a@b.co", "id:1"}, rows)
}

func TestAnyContact(t *testing.T) {
	o := recipients.Options{AnyContact: true}
	rows, faults := list(t, "list.csv", "phone,name\n6.0E+10,Ann\n,Bo\n", o)
	assert.Empty(t, faults)
	assert.Equal(t, []string{"6.0E+10 name=Ann", " name=Bo"}, rows)
	rows, faults = list(t, "list.csv", "name\nAnn\n", o)
	assert.Empty(t, faults)
	assert.Equal(t, []string{" name=Ann"}, rows)
}

func TestWrongRegion(t *testing.T) {
	_, faults := list(t, "list.csv", "phone\n0121233112\n", recipients.Options{Region: "XX", Phone: dial})
	assert.Equal(t, []string{"--region is XX"}, faults)
}

// sheet is a workbook that was read already.
type sheet struct{ rows [][]recipients.Cell }

// TestSheetCells holds what is refused of the cells of a sheet, wherever they stand.
func TestSheetCells(t *testing.T) {
	for _, c := range []struct {
		cell   recipients.Cell
		column string
		want   string
	}{
		{recipients.Cell{Text: "60121233112", Kind: recipients.Number}, "phone", "60121233112 has no country code, or has lost its plus; write it as +60121233112, or give --region"},
		{recipients.Cell{Text: "60121233112", Shown: "+60121233112", Kind: recipients.Number}, "phone", ""},
		{recipients.Cell{Text: "60121233112", Shown: "60,121,233,112", Kind: recipients.Number}, "id", ""},
		{recipients.Cell{Text: "4 March 2026", Kind: recipients.Date}, "phone", "4 March 2026 is a date; format the column as text and enter it again"},
		{recipients.Cell{Text: "TRUE", Kind: recipients.Bool}, "to", "TRUE is a truth value and no contact; enter it again"},
		{recipients.Cell{Text: "2026-03-04", Kind: recipients.LocalDate}, "when", "the date 2026-03-04 has a format that every computer shows in its own way; give its column another, such as yyyy-mm-dd, or make it text"},
		{recipients.Cell{Kind: recipients.Formula}, "when", "the file does not have the value of this formula; open it in a spreadsheet, and save it"},
		{recipients.Cell{Kind: recipients.Formula}, "phone", "the file does not have the value of this formula; open it in a spreadsheet, and save it"},
		{recipients.Cell{Text: "#REF!", Kind: recipients.Broken}, "when", "#REF! is an error of the sheet's; correct the formula, or leave the cell empty"},
		{recipients.Cell{Text: "6.01E+15", Kind: recipients.Number}, "when", "6.01E+15 is a number that a spreadsheet has cut short; format the column as text and enter it again"},
		{recipients.Cell{Text: "1E+05"}, "when", ""}, // somebody's text
	} {
		s := &sheet{[][]recipients.Cell{{{Text: "id"}, {Text: c.column}}, {{Text: "1"}, c.cell}}}
		if c.column == "id" {
			s.rows[0][0].Text, s.rows[1][0].Text = "x", ""
		}
		if c.column == "phone" || c.column == "to" {
			s.rows[1][0].Text = ""
		}
		for i, row := range s.rows {
			for j := range row {
				row[j].Place = recipients.Place{File: "list.xlsx", Sheet: "A b", Row: i + 1, Column: j + 1}
			}
		}
		r, err := recipients.Open("list.xlsx", recipients.Options{Workbook: func(string, string) (recipients.Rows, error) { return s, nil }})
		require.NoError(t, err)
		_, faults, err := r.Next()
		require.NoError(t, err)
		if c.want == "" {
			assert.Empty(t, faults)
			continue
		}
		require.Len(t, faults, 1)
		assert.Equal(t, "list.xlsx:'A b'!B2: "+c.want, faults[0].Error())
	}
}

func (s *sheet) Next() ([]recipients.Cell, error) {
	if len(s.rows) == 0 {
		return nil, io.EOF
	}
	row := s.rows[0]
	s.rows = s.rows[1:]
	return row, nil
}

func (s *sheet) Close() error { return nil }
