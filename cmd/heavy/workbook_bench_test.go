package heavy

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/watemplate/watemplate/recipients"
)

// BenchmarkWorkbook reads sheets of different lengths whose texts are shared, as Excel writes them, and all of them
// different. The memory that is held must not grow with the rows.
func BenchmarkWorkbook(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := long(b, n)
			var before, now runtime.MemStats
			runtime.GC()
			runtime.GC() // what is kept in pools goes at the second
			runtime.ReadMemStats(&before)
			var most uint64
			for b.Loop() {
				r, err := recipients.Open(path, recipients.Options{Phone: Phone, Workbook: Workbook})
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

// long is a workbook of so many rows: a phone, a name, a date and a price.
func long(b *testing.B, n int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "names.xlsx")
	f := excelize.NewFile()
	for i, name := range []string{"phone", "first", "when", "price"} {
		require.NoError(b, f.SetCellValue("Sheet1", fmt.Sprintf("%c1", 'A'+i), name))
	}
	for i, code := range []string{"d mmmm yyyy", "0.00"} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		require.NoError(b, err)
		require.Equal(b, i+1, id)
	}
	require.NoError(b, f.SaveAs(path))
	require.NoError(b, f.Close())
	from, err := zip.OpenReader(path)
	require.NoError(b, err)
	defer from.Close()
	long := filepath.Join(b.TempDir(), "long.xlsx")
	out, err := os.Create(long)
	require.NoError(b, err)
	defer out.Close()
	to := zip.NewWriter(out)
	for _, part := range from.File {
		write := map[string]func(io.Writer, int){"xl/worksheets/sheet1.xml": longSheet, "xl/sharedStrings.xml": longTexts}[part.Name]
		if write == nil {
			require.NoError(b, to.Copy(part))
			continue
		}
		w, err := to.Create(part.Name)
		require.NoError(b, err)
		buffered := bufio.NewWriter(w)
		write(buffered, n)
		require.NoError(b, buffered.Flush())
	}
	require.NoError(b, to.Close())
	return long
}

func longSheet(w io.Writer, n int) {
	io.WriteString(w, `<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>`)
	for i := range n {
		fmt.Fprintf(w, `<row r="%d"><c t="s"><v>%d</v></c><c t="s"><v>%d</v></c><c s="1"><v>%d</v></c><c s="2"><v>12.5</v></c></row>`,
			i+2, 2*i+4, 2*i+5, 45000+i%1000)
	}
	io.WriteString(w, `</sheetData></worksheet>`)
}

func longTexts(w io.Writer, n int) {
	io.WriteString(w, `<sst><si><t>phone</t></si><si><t>first</t></si><si><t>when</t></si><si><t>price</t></si>`)
	for i := range n {
		fmt.Fprintf(w, `<si><t>+6012%07d</t></si><si><t>Zoë %d</t></si>`, i+2_000_000, i)
	}
	io.WriteString(w, `</sst>`)
}
