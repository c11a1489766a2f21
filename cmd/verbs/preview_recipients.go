package verbs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

// maxPreviewed is how many rows of a list the screen steps through.
const maxPreviewed = 10_000

// rowFlags are the flags that take the values of a preview from a list of recipients.
type rowFlags struct {
	path string
	row  int
}

func (f *rowFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.path, "recipients", "", "take the values from the rows of this CSV file, whose columns are parameters")
	c.Flags().IntVar(&f.row, "row", 0, "the row of --recipients to begin with (default 1)")
}

// read reads as many rows as there are, or at most that of --row and so many.
func (f *rowFlags) read(most int) (firstRows, error) {
	switch {
	case f.row < 0:
		return firstRows{}, usage("--row is %d; the first is 1", f.row)
	case f.path == "" && f.row > 0:
		return firstRows{}, usage("--row takes a row of --recipients; name the list too")
	case f.path == "":
		return firstRows{}, nil
	}
	f.row = max(1, f.row)
	list, err := readRecipients(f.path, max(most, f.row))
	if err == nil && f.row > len(list.rows) {
		return list, usage("%s has no row %d; it has %d below the names of its columns", list.name, f.row, len(list.rows))
	}
	return list, err
}

// title names the list, and says if there is more of it.
func (l firstRows) title() string {
	if l.more {
		return fmt.Sprintf("%s, the first %d", l.name, len(l.rows))
	}
	return l.name
}

// forScreen are the rows that the screen steps through.
func (l firstRows) forScreen() []tui.Row {
	var rows []tui.Row
	for _, to := range l.rows {
		rows = append(rows, tui.Row{Label: to.contact, Values: to.values})
	}
	return rows
}

// fill gives a template the values of a row, from 1; of 0, none.
func (l firstRows) fill(d template.Document, row int) template.Document {
	if d.Template != nil && row > 0 {
		d.Template, _ = d.Template.With(l.rows[row-1].values)
	}
	return d
}

// sayUnused names the columns that none of the documents has a parameter for.
func (a *app) sayUnused(l firstRows, ds []located) {
	unused := slices.DeleteFunc(slices.Clone(l.parameters), func(column string) bool {
		return slices.ContainsFunc(ds, func(d located) bool {
			if d.Template == nil {
				return false
			}
			_, unknown := d.Template.With(template.Values{column: ""})
			return len(unknown) == 0
		})
	})
	if len(unused) > 0 {
		fmt.Fprintf(a.err, "watemplate: %s: no parameter is called %s; not used\n",
			template.Visible(l.name), template.Visible(strings.Join(unused, ", ")))
	}
}
