package verbs

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/recipients"
)

// listFlags say where the recipients are, and how their list is read.
type listFlags struct {
	path   string
	maps   []string // KEY=COLUMN
	region string   // of the phones; a flag where messages are sent
	sheet  string
}

// flags adds the flags of a list; the help of --recipients says what it is for.
func (f *listFlags) flags(c *cobra.Command, help string) {
	c.Flags().StringVar(&f.path, "recipients", "", help)
	c.Flags().StringArrayVar(&f.maps, "map", nil, "say which column is what: KEY=COLUMN, where KEY is to, phone, email, id, language or a parameter")
	c.Flags().StringVar(&f.sheet, "sheet", "", "the sheet of a workbook that has several")
}

// needsTools reports whether the list is one that only a program with [Tools] reads.
func (f *listFlags) needsTools() bool {
	return slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(filepath.Ext(f.path)))
}

// open opens the list for templates that have these parameters.
func (f *listFlags) open(a *app, parameters []string, o recipients.Options) (*recipients.Reader, error) {
	o.Map = map[string]string{}
	for _, m := range f.maps {
		key, column, found := strings.Cut(m, "=")
		if !found || key == "" || column == "" {
			return nil, usage("--map is %q; it takes KEY=COLUMN, as in --map phone=Mobile", m)
		}
		if _, twice := o.Map[key]; twice {
			return nil, usage("--map says twice which column is %s", key)
		}
		o.Map[key] = column
	}
	o.Region, o.Sheet, o.Parameters = f.region, f.sheet, parameters
	if a.tools != nil {
		o.Phone, o.Workbook = a.tools.Phone, a.tools.Workbook
	}
	r, err := recipients.Open(f.path, o)
	return r, listError(f.path, err)
}

// listError gives an error of a list its exit status.
func listError(path string, err error) error {
	var fault *recipients.Fault
	var option recipients.OptionError
	var world *fs.PathError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return err
	case errors.As(err, &fault):
		return statusError{statusProblems, err}
	case errors.As(err, &option):
		return statusError{statusUsage, err}
	case errors.As(err, &world) && world.Path == path:
		return explainPath(path, err)
	}
	return statusError{statusFailure, err}
}

// parametersOf are the names and addresses of the parameters of documents.
func parametersOf(documents []located) []string {
	names := []string{}
	for _, d := range documents {
		if d.Template == nil {
			continue
		}
		for _, p := range d.Template.Parameters() {
			names = append(names, p.Name(), p.Address())
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
