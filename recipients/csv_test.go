package recipients_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/recipients"
)

// list writes a list and reads all of it: the rows as a person would note them, and the faults, without the file's name.
func list(t *testing.T, name, text string, o recipients.Options) (rows, faults []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return all(t, path, o)
}

// all reads all of a list.
func all(t *testing.T, path string, o recipients.Options) (rows, faults []string) {
	t.Helper()
	say := func(err error) {
		faults = append(faults, strings.TrimPrefix(err.Error(), filepath.ToSlash(path)+":"))
	}
	r, err := recipients.Open(path, o)
	if err != nil {
		say(err)
		return nil, faults
	}
	defer func() { require.NoError(t, r.Close()) }()
	for {
		to, wrong, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, faults
		}
		if err != nil {
			say(err)
			return rows, faults
		}
		for _, f := range wrong {
			say(f)
		}
		if len(wrong) > 0 {
			continue
		}
		row := []string{to.Contact}
		if to.Language != "" {
			row = append(row, "in "+to.Language)
		}
		for _, p := range r.Parameters() {
			if v, found := to.Values[p]; found {
				row = append(row, p+"="+v)
			}
		}
		rows = append(rows, strings.Join(row, " "))
	}
}

func TestCSV(t *testing.T) {
	wide := func(s string, little bool) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
			if little {
				b.WriteString(string([]byte{byte(u), byte(u >> 8)}))
			} else {
				b.WriteString(string([]byte{byte(u >> 8), byte(u)}))
			}
		}
		return b.String()
	}
	ann := []string{"id:1 name=Ann"}
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"commas":           {"id,name\n1,Ann\n", ann},
		"semicolons":       {"id;name\r\n1;Ann", ann},
		"tabs":             {"id\tname\n1\tAnn\n", ann},
		"bars":             {"id|name\n1|Ann\n", ann},
		"quoted header":    {"id;\"a,b,c\";name\n1;x;Ann\n", []string{"id:1 a,b,c=x name=Ann"}},
		"one column":       {"id\n1\n", []string{"id:1"}},
		"separator said":   {"sep=;\r\nid;name, or so\r\n1;Ann\r\n", []string{"id:1 name, or so=Ann"}},
		"mark of UTF-8":    {"\ufeffid,name\n1,Ann\n", ann},
		"mark, quotes":     {"\ufeff\"id\",\"name\"\n1,Ann\n", ann},
		"UTF-16":           {wide("id\tname\r\n1\tAnn\r\n", true), ann},
		"UTF-16 in order":  {wide("id;name\r\n1;Zoë 🦊\r\n", false), []string{"id:1 name=Zoë 🦊"}},
		"old Mac":          {"id,name\r1,Ann\r", ann},
		"blank rows":       {"\n,\n\nid,name\n\n,\n1,Ann\n \n;\n", nil},
		"blank rows alone": {"\n,\n\nid,name\n\n,\n1,Ann\n , \n", ann},
		"blanks around":    {" id , name \n 1 ,\u00a0Ann \n", ann},
		"lines in a cell":  {"id,name\n1,\"Ann\nLee\"\n2,Bo\n", []string{"id:1 name=Ann\nLee", "id:2 name=Bo"}},
		"quotes in a cell": {"id,name\n1,\"the \"\"Ann\"\"\"\n", []string{`id:1 name=the "Ann"`}},
		"more blank cells": {"id,name\n1,Ann,,\n", ann},
		"header only":      {"id,name\n", nil},
		"empty cell":       {"id,name\n1,\n", []string{"id:1"}},
		"unnamed column":   {"id,,name\n1,x,Ann\n", ann},
	} {
		t.Run(name, func(t *testing.T) {
			rows, faults := list(t, "list.csv", c.text, recipients.Options{})
			if name == "blank rows" {
				assert.NotEmpty(t, faults)
				return
			}
			assert.Empty(t, faults)
			assert.Equal(t, c.want, rows)
		})
	}
}

func TestCSVFaults(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":               {"", "the list is empty; its first row names the columns"},
		"blank":               {"\n,,\n", "the list is empty; its first row names the columns"},
		"too few cells":       {"id,a,b\n1,é,é\n2,é\n", "3:3: the row has 2 cells and there are 3 columns; put quotes around a cell that has a separator in it"},
		"too many cells":      {"id,name\n1,Lee, Ann\n", "2:7: the row has 3 cells and there are 2 columns; put quotes around a cell that has a separator in it"},
		"columns are letters": {"id,a,b\n1,\"é\né🦊\",é#\ufffd\n", "3:5: \"é#\ufffd\" has U+FFFD in place of a letter that was lost; enter it again"},
		"quote in a cell":     {"id,a\n1,é\"x\n", `2: a cell has a quote in it and does not begin with one; put quotes around the whole cell, and write a quote in it twice`},
		"quote never closed":  {"id,a\n1,é\n\"2,é\n", `3: a cell that begins with a quote has more after its closing one, or none; put quotes around the whole cell, and write a quote in it twice`},
		"long row":            {"id,a\n1,x\n2,\"" + strings.Repeat("x\n", 1<<20), "3: the row is longer than 1048576 bytes; is a quote never closed?"},
		"other encoding":      {"id,a\n1,x\n2,Jos\xe9\n", "3:3: the text is no UTF-8; save the list as CSV UTF-8, or give the workbook itself"},
		"NUL":                 {"id,a\n1,x\x00\n", "has NUL bytes and is no CSV text; save the list as CSV UTF-8"},
		"half a character":    {"\xff\xfei\x00d\x00\n\x001\x00\x00", "2:1: \"1\ufffd\" has U+FFFD in place of a letter that was lost; enter it again"},
		"a workbook":          {"PK\x03\x04....", "is a workbook and no CSV text; give it the ending .xlsx"},
		"an old workbook":     {"\xd0\xcf\x11\xe0\xa1\xb1", "is an old workbook and no CSV text; save it as .xlsx or as CSV UTF-8"},
		"column twice":        {"id,é,é\n", `1:6: there is a column "é" already; rename one of them`},
		"no contact":          {"name\nAnn\n", "1:1: no column says whom the message goes to (there is \"name\"); call one to, phone, email or id, or say --map phone=COLUMN"},
		"error of a sheet":    {"id,a\n1,#N/A\n", "2:3: #N/A is an error of the sheet's; correct the formula, or leave the cell empty"},
		"too narrow":          {"id,a\n1,#####\n", "2:3: ##### is an error of the sheet's; correct the formula, or leave the cell empty"},
		"cut short":           {"id,a\n1,\"6,01E+10\"\n", "2:3: 6,01E+10 is a number that a spreadsheet has cut short; format the column as text and enter it again"},
		"no contact in a row": {"Phone,id,a\n,,x\n", `2:1: the row does not say whom the message goes to; fill in "Phone"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := list(t, "list.csv", c.text, recipients.Options{})
			require.Len(t, faults, 1)
			assert.Equal(t, c.want, strings.TrimSpace(faults[0]))
		})
	}
}
