package recipients_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/recipients"
)

// written is a list in a file.
func written(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestReader(t *testing.T) {
	path := written(t, "list.csv", "\n to ,\"the\nname\",,Order\nid:1,Zoë,x,A-1\nid:2,,,\nid:x,é,,\"#N/A\"\n")
	r, err := recipients.Open(path, recipients.Options{})
	require.NoError(t, err)
	defer r.Close()
	assert.Equal(t, []string{"to", "the\nname", "", "Order"}, r.Columns())
	assert.Equal(t, []string{"the\nname", "Order"}, r.Parameters())

	to, faults, err := r.Next()
	require.NoError(t, err)
	assert.Empty(t, faults)
	assert.Equal(t, map[string]string{"the\nname": "Zoë", "Order": "A-1"}, to.Values)
	assert.Equal(t, filepath.ToSlash(path)+":4:1", to.String())
	assert.Equal(t, filepath.ToSlash(path)+":4:12", r.At("Order").String(), "columns are characters")
	assert.Equal(t, filepath.ToSlash(path)+":4:1", r.At("unheard of").String())
	assert.Equal(t, "x", to.Cells[2].Text)

	to, faults, err = r.Next()
	require.NoError(t, err)
	assert.Empty(t, faults)
	assert.Empty(t, to.Values, "an empty cell leaves the value to the template")

	_, faults, err = r.Next()
	require.NoError(t, err)
	require.Len(t, faults, 2, "all that is wrong with a row is said")
	assert.Equal(t, 1, faults[0].Column)
	assert.Equal(t, 9, faults[1].Column)

	_, _, err = r.Next()
	assert.Equal(t, io.EOF, err)
}

// TestRowsAfterFaults holds that a row with a fault is passed over by itself, and that after a broken quote nothing is.
func TestRowsAfterFaults(t *testing.T) {
	rows, faults := list(t, "list.csv", "id,name\n1,Ann\nx,Bo\n3\n4,Di\n5,\"E\"x\n6,Fay\n", recipients.Options{})
	assert.Equal(t, []string{"id:1 name=Ann", "id:4 name=Di"}, rows)
	assert.Len(t, faults, 3)
	assert.Contains(t, faults[2], "6: a cell that begins with a quote")
}

func TestOpen(t *testing.T) {
	_, err := recipients.Open("nowhere.csv", recipients.Options{})
	assert.ErrorIs(t, err, os.ErrNotExist)
	for name, want := range map[string]string{
		"list.xls":     "list.xls: lists that end in .xls are not read; save it as .xlsx or as CSV UTF-8",
		"list.ODS":     "list.ODS: lists that end in .ods are not read; save it as .xlsx or as CSV UTF-8",
		"list.numbers": "list.numbers: lists that end in .numbers are not read; save it as .xlsx or as CSV UTF-8",
		"list.xlsx":    "list.xlsx is a workbook, which this program does not read; save it as CSV UTF-8",
		"list.csv":     `list.csv is a CSV text, which has no sheet "First"; leave out --sheet`,
	} {
		_, err := recipients.Open(name, recipients.Options{Sheet: "First"})
		assert.EqualError(t, err, want)
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		place recipients.Place
		want  string
	}{
		{recipients.Place{File: "a.csv"}, "a.csv"},
		{recipients.Place{File: "a.csv", Row: 3}, "a.csv:3"},
		{recipients.Place{File: "a.csv", Row: 3, Column: 7}, "a.csv:3:7"},
		{recipients.Place{File: "a.xlsx", Sheet: "S"}, "a.xlsx:S"},
		{recipients.Place{File: "a.xlsx", Sheet: "S", Row: 3}, "a.xlsx:S!3:3"},
		{recipients.Place{File: "a.xlsx", Sheet: "S", Row: 3, Column: 26}, "a.xlsx:S!Z3"},
		{recipients.Place{File: "a.xlsx", Sheet: "S", Row: 3, Column: 27}, "a.xlsx:S!AA3"},
		{recipients.Place{File: "a.xlsx", Sheet: "Ann's", Row: 3, Column: 16384}, "a.xlsx:'Ann''s'!XFD3"},
	} {
		assert.Equal(t, c.want, c.place.String())
	}
}

func TestSafeCell(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Ann": "Ann", "+60121233112": "+60121233112", "-7": "-7", "a=b": "a=b",
		"=1+1": "'=1+1", "+60 12": "'+60 12", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "+": "'+",
	} {
		assert.Equal(t, want, recipients.SafeCell(text))
	}
}

// FuzzReader holds that a list of any bytes ends, and that what is said of it stands at a place inside it.
func FuzzReader(f *testing.F) {
	for _, text := range []string{
		"id,name\n1,Ann\n", "sep=;\nid;name\n1;\"A\nB\"\n", "\ufeffphone\n+60121233112\n", "\xff\xfei\x00d\x00\n\x001\x00",
		"id\r1\r", "id,a\n\"1,\n", "id|a\n1|é\x00\n", "a\n\xe9", "PK\x03\x04",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		lines := 1
		for _, c := range text {
			if c == '\n' || c == '\r' {
				lines++
			}
		}
		inside := func(p recipients.Place) {
			require.LessOrEqual(t, p.Row, lines)
			require.LessOrEqual(t, p.Column, 2*len(text)+1)
			require.GreaterOrEqual(t, p.Column, 0)
		}
		blame := func(err error) {
			var fault *recipients.Fault
			require.ErrorAs(t, err, &fault)
			require.True(t, utf8.ValidString(fault.Message))
			inside(fault.Place)
		}
		r, err := recipients.Open(written(t, "list.csv", string(text)), recipients.Options{AnyContact: len(text)%2 == 0})
		if err != nil {
			blame(err)
			return
		}
		defer r.Close()
		for n := 0; ; n++ {
			require.LessOrEqual(t, n, lines, "it ends")
			to, faults, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				blame(err)
				return
			}
			inside(to.Place)
			for _, c := range to.Cells {
				require.True(t, begins(text, c), "%q at %s", c.Text, c.Place)
			}
			for _, f := range faults {
				blame(f)
			}
		}
	})
}

// begins reports whether a cell stands at its place in a text: after the blanks there, or a quote, which may come first.
// Texts that are changed as they are read are not looked at.
func begins(text []byte, c recipients.Cell) bool {
	if !utf8.Valid(text) || bytes.ContainsAny(text, "\r\ufeff") {
		return true
	}
	line := []rune(string(bytes.Split(text, []byte("\n"))[c.Row-1]))
	rest := string(line[c.Column-1:])
	if strings.HasPrefix(rest, `"`) {
		return true
	}
	return strings.HasPrefix(strings.TrimSpace(rest), c.Text)
}

// BenchmarkReader reads lists of different lengths: the memory that is held in the end must not grow with them.
func BenchmarkReader(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var text strings.Builder
			text.WriteString("phone,first,order,when\n")
			for i := range n {
				fmt.Fprintf(&text, "+6012%07d,Zoë %d,A-%d,4 March 2026\n", i, i, i)
			}
			path := written(b, "list.csv", text.String())
			text.Reset()
			var before, now runtime.MemStats
			runtime.GC()
			runtime.GC() // what is kept in pools goes at the second
			runtime.ReadMemStats(&before)
			var most uint64
			for b.Loop() {
				r, err := recipients.Open(path, recipients.Options{})
				require.NoError(b, err)
				rows := 0
				for {
					_, faults, err := r.Next()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil || len(faults) > 0 {
						b.Fatal(err, faults)
					}
					if rows++; rows%(n/10) == 0 {
						runtime.GC()
						runtime.ReadMemStats(&now)
						most = max(most, now.HeapAlloc)
					}
				}
				require.Equal(b, n, rows)
				require.NoError(b, r.Close())
			}
			b.ReportMetric(float64(most)-float64(before.HeapAlloc), "heap-B")
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
