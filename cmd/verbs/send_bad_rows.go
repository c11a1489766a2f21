package verbs

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/template"
)

// badRows are the rows of a list that cannot be sent: the first faults for the terminal, and all rows as a CSV text that
// can be mended and read again.
type badRows struct {
	path    string // of the CSV text
	columns []string
	rows    int64
	first   []rowFault
	more    int64
	// byColumn says how often each column is at fault, in the order in which they were met.
	byColumn []columnFaults

	file *os.File
	out  *csv.Writer
	err  error // why it cannot be written
}

type columnFaults struct {
	column string
	count  int64
}

// problemColumn is the first column of the CSV text of bad rows; languageColumn is that of the language.
const (
	problemColumn  = "problem"
	languageColumn = "language"
)

// firstFaults is how many faults are shown in full.
const firstFaults = 20

// badRowsPath is where the bad rows of a list are written if the user names no other place.
func badRowsPath(list string) string {
	return strings.TrimSuffix(list, filepath.Ext(list)) + ".bad.csv"
}

// add takes in a row. That the CSV text cannot be written is said at the end, for the faults are worth more.
func (b *badRows) add(r *row) error {
	b.rows++
	var problems []string
	for _, f := range r.faults {
		if f.warning {
			continue
		}
		b.count(f)
		problems = append(problems, f.sentence())
	}
	if b.err == nil {
		b.err = b.write(strings.Join(problems, " / "), r.cells)
	}
	return nil
}

// sentence says a fault and its remedy, and names the column.
func (f rowFault) sentence() string {
	s := f.message
	if f.column != "" && !strings.Contains(s, strconv.Quote(f.column)) {
		s = f.column + ": " + s
	}
	if f.hint != "" {
		s += "; " + f.hint
	}
	return s
}

func (b *badRows) count(f rowFault) {
	if len(b.first) < firstFaults {
		b.first = append(b.first, f)
	} else {
		b.more++
	}
	i := slices.IndexFunc(b.byColumn, func(c columnFaults) bool { return c.column == f.column })
	if i < 0 {
		i = len(b.byColumn)
		b.byColumn = append(b.byColumn, columnFaults{column: f.column})
	}
	b.byColumn[i].count++
}

// write writes a row; the first opens the file.
func (b *badRows) write(problem string, cells []string) error {
	if b.file == nil {
		f, err := os.CreateTemp(filepath.Dir(b.path), ".watemplate-*") // nobody else may read it
		if err != nil {
			return explainPath(b.path, err)
		}
		b.file, b.out = f, csv.NewWriter(f)
		if err := b.out.Write(b.line(problemColumn, b.columns)); err != nil {
			return explainPath(b.path, err)
		}
	}
	return b.out.Write(b.line(problem, cells))
}

// line is a row of the CSV text. Of a list that was made so before, the old problem is left out.
func (b *badRows) line(problem string, cells []string) []string {
	line := []string{harmless(problem)}
	for i, cell := range cells {
		if i > 0 || b.columns[0] != problemColumn {
			line = append(line, harmless(cell))
		}
	}
	return line
}

// finish puts the CSV text in its place.
func (b *badRows) finish() error {
	if b.file == nil {
		return b.err
	}
	b.out.Flush()
	err := errors.Join(b.err, b.out.Error(), b.file.Close())
	if err == nil {
		err = os.Rename(b.file.Name(), b.path)
	}
	if err != nil {
		os.Remove(b.file.Name())
		return explainPath(b.path, err)
	}
	return nil
}

// harmless is a cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe, unless it is a
// number or a telephone number.
func harmless(cell string) string {
	if strings.Trim(cell, "+-0123456789.,() ") == "" {
		return cell
	}
	return recipients.SafeCell(cell)
}

// unharmed is the cell of which harmless made another.
func unharmed(cell string) string {
	if rest, marked := strings.CutPrefix(cell, "'"); marked && rest != "" && harmless(rest) == cell {
		return rest
	}
	return cell
}

// mended takes the apostrophes out of the values of a list that was written as bad rows.
func (g *gathering) mended(values map[string]string) {
	if columns := g.list.Columns(); len(columns) == 0 || columns[0] != problemColumn {
		return
	}
	for name, value := range values {
		values[name] = unharmed(value)
	}
}

// sayBad tells what is wrong with the list.
func (a *app) sayBad(b *badRows) {
	color := a.colour(a.color, a.errTerminal)
	for _, f := range b.first {
		a.sayFault(f, color)
	}
	if b.more > 0 {
		var columns []string
		for _, c := range b.byColumn {
			columns = append(columns, fmt.Sprintf("%s %s", cmp.Or(template.Visible(c.column), "the row"), thousands(c.count)))
		}
		fmt.Fprintf(a.err, "and %s; by column: %s\n", amount(b.more, "more fault"), strings.Join(columns, ", "))
	}
}

// sayFault prints a fault as those of templates are printed.
func (a *app) sayFault(f rowFault, color bool) {
	paint := func(code, s string) string {
		if !color {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	severity, hue := "", "31"
	if f.warning {
		severity, hue = paint("33", "warning:")+" ", "33"
	}
	line := paint("1", template.Visible(f.Place.String())+":") + " " + severity + template.Visible(f.message)
	if f.rule != "" {
		line += " " + paint(hue, "["+f.rule+"]")
	}
	fmt.Fprintln(a.err, line)
	if f.hint != "" {
		fmt.Fprintf(a.err, "  %s %s\n", paint("2", "hint:"), template.Visible(f.hint))
	}
}
