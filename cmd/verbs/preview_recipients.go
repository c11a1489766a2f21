package verbs

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

// maxPreviewed is how many rows of a list the screen steps through.
const maxPreviewed = 10_000

// rowFlags are the flags that take the values of a preview from a list of recipients.
type rowFlags struct {
	listFlags
	row int
}

func (f *rowFlags) flags(c *cobra.Command) {
	f.listFlags.flags(c, "take the values from the rows of this list (.csv, .xlsx), whose columns are parameters")
	c.Flags().IntVar(&f.row, "row", 0, "the row of --recipients to begin with (default 1)")
}

// check asks for the list where other flags speak of it, and for the program that can read it.
func (f *rowFlags) check(a *app) error {
	switch {
	case f.row < 0:
		return usage("--row is %d; the first is 1", f.row)
	case f.path == "" && f.row > 0:
		return usage("--row takes a row of --recipients; name the list too")
	case f.path == "" && (f.sheet != "" || len(f.maps) > 0):
		return usage("--map and --sheet speak of --recipients; name the list too")
	case f.needsTools():
		return a.needTools()
	}
	return nil
}

// read reads as many rows as there are, or at most that of --row and so many, for templates with these parameters.
func (f *rowFlags) read(a *app, parameters []string, most int) (firstRows, error) {
	if f.path == "" {
		return firstRows{}, nil
	}
	f.row = max(1, f.row)
	list, err := f.first(a, parameters, max(most, f.row))
	switch {
	case err != nil:
		return list, err
	case f.row > len(list.rows):
		return list, usage("%s has no row %d; it has %d below the names of its columns", list.name, f.row, len(list.rows))
	case list.rows[f.row-1].fault != nil:
		return list, listError(f.path, list.rows[f.row-1].fault)
	}
	return list, nil
}

// first reads at most so many rows.
func (f *rowFlags) first(a *app, parameters []string, most int) (list firstRows, err error) {
	r, err := f.open(a, parameters, recipients.Options{AnyContact: true})
	if err != nil {
		return list, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	list = firstRows{name: slashed(f.path), parameters: r.Parameters()}
	for {
		to, faults, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return list, nil
		case len(list.rows) == most:
			list.more = true
			return list, nil
		case err != nil:
			return list, listError(f.path, err)
		}
		row := firstRow{Recipient: to}
		if len(faults) > 0 {
			row.fault = faults[0]
		}
		list.rows = append(list.rows, row)
	}
}

// parametersIn are the parameters of the templates that the arguments name, for the screen, which reads them again. What
// cannot be read says so there.
func (f *rowFlags) parametersIn(a *app, args []string) []string {
	if f.path == "" {
		return nil
	}
	var all []located
	for file := range a.read(args) {
		if file == nil {
			continue
		}
		for _, d := range file.Documents() {
			all = append(all, located{d, file})
		}
	}
	return parametersOf(all)
}

// firstRows are the first rows of a list.
type firstRows struct {
	name       string
	parameters []string
	rows       []firstRow
	more       bool // than those
}

// firstRow is a row with the first of its faults, if it has any.
type firstRow struct {
	recipients.Recipient
	fault *recipients.Fault
}

// title names the list, and says if there is more of it.
func (l firstRows) title() string {
	if l.more {
		return fmt.Sprintf("%s, the first %d", l.name, len(l.rows))
	}
	return l.name
}

// forScreen are the rows that the screen steps through. One with a fault says so in place of its contact, and shows the
// values that it has.
func (l firstRows) forScreen() []tui.Row {
	var rows []tui.Row
	for _, to := range l.rows {
		row := tui.Row{Label: to.Contact, Values: to.Values}
		if to.fault != nil {
			row.Label = to.fault.Error()
		}
		rows = append(rows, row)
	}
	return rows
}

// bind gives a document its values: those of a row, from 1, before those of --set, as a campaign does; of row 0, none.
func (l firstRows) bind(d template.Document, row int, set template.Values) (payload, error) {
	p, err := bind(d, set)
	if d.Template != nil && row > 0 {
		p.bound, _ = render.Bind(p.bound.Template, l.rows[row-1].Values)
	}
	return p, err
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
