package verbs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// maxJSON is the largest JSON that import reads, in bytes: the list of a large account has a few million.
const maxJSON = 64 << 20

// importing are the flags of import.
type importing struct {
	defaults render.Defaults
	folder   string
	force    bool
	quiet    bool
}

func importCommand(a *app) *cobra.Command {
	var i importing
	c := &cobra.Command{
		Use:   "import FILE...",
		Short: "Turn templates in JSON into YAML",
		Long: `Read templates in JSON (- for the standard input) and print them as YAML. It takes

  - what registers a template with Meta, and lists of an account's templates
  - a components array
  - what sends a template: through Meta's Cloud API, or the message API
  - the platform's own list of templates
  - Twilio's Content resources

What had to be guessed stands in a comment above it; what could not be carried, or
was read in another way than it was written, is listed on the standard error.
Unknown types of components and buttons are not carried.

With -o the templates go into files, one for each name and language. A file that
is there already is not overwritten, unless --force.`,
		Example: `  watemplate import approved.json -o templates
  watemplate import order.json > order.yaml
  curl -s "$GRAPH/$WABA_ID/message_templates?access_token=$TOKEN" | watemplate import - -o templates`,
		Args: cobra.MinimumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error {
			var all []render.Imported
			var failed error
			for _, path := range args {
				found, err := a.importFile(path, &i)
				if err != nil {
					if len(args) == 1 {
						return err
					}
					fmt.Fprintf(a.err, "watemplate: %s\n", template.Visible(err.Error()))
					failed = errProblems
				}
				all = append(all, found...)
			}
			if len(all) > 0 {
				if err := a.writeImported(all, &i); err != nil {
					return err
				}
			}
			return failed
		},
	}
	c.Flags().StringVarP(&i.folder, "output", "o", "", "write files into this folder, one for each name and language")
	c.Flags().BoolVar(&i.force, "force", false, "overwrite files that are there already")
	c.Flags().StringVar(&i.defaults.Name, "name", "", "the name of a template that has none")
	c.Flags().StringVar(&i.defaults.Language, "language", "", "the language of a template that has none")
	c.Flags().BoolVarP(&i.quiet, "quiet", "q", false, "do not list what could not be carried")
	return c
}

// importFile imports what one file holds and lists the notes on it.
func (a *app) importFile(path string, i *importing) ([]render.Imported, error) {
	name, src, err := a.readJSON(path)
	if err != nil {
		return nil, err
	}
	d := i.defaults
	if base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)); d.Name == "" && path != "-" {
		d.Name = strings.ToLower(fileBase(base))
	}
	all, err := render.Import(src, d)
	if err != nil {
		return nil, statusError{statusProblems, fmt.Errorf("%s: %w", name, err)}
	}
	if !i.quiet {
		a.notes(name, all)
	}
	return all, nil
}

// readJSON reads a file or the standard input, and no more of it than is allowed.
func (a *app) readJSON(path string) (name string, src []byte, err error) {
	in := a.in
	name = stdinName
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return path, nil, explainPath(path, err)
		}
		defer f.Close()
		name, in = filepath.ToSlash(path), f
	}
	if src, err = readLimited(name, in, maxJSON); err != nil {
		return name, nil, err
	}
	if len(src) > maxJSON {
		return name, nil, statusError{statusProblems, fmt.Errorf("%s has more than %d bytes, the most that is read", name, maxJSON)}
	}
	return name, src, nil
}

// notes lists what was guessed, read otherwise or not carried.
func (a *app) notes(name string, all []render.Imported) {
	for _, im := range all {
		for _, n := range im.Notes {
			at := name
			if n.Path != "" {
				at += ": " + n.Path
			}
			fmt.Fprintf(a.err, "%s: %s\n", template.Visible(at), template.Visible(n.Text))
		}
	}
}

// writeImported prints the documents, or writes them into files. All names are looked at before the first is written.
func (a *app) writeImported(all []render.Imported, i *importing) error {
	if i.folder == "" {
		var out bytes.Buffer
		for n, im := range all {
			if n > 0 {
				out.WriteString("---\n")
			}
			out.Write(im.File.Source)
		}
		_, err := a.out.Write(out.Bytes())
		return err
	}
	paths := make([]string, len(all))
	used := map[string]bool{}
	for n, im := range all {
		paths[n] = freeName(i.folder, fileName(im.File), used)
		if _, err := os.Lstat(paths[n]); err == nil && !i.force {
			return statusError{statusFailure, fmt.Errorf("%s is there already, and nothing was written; --force overwrites it", paths[n])}
		}
	}
	if err := os.MkdirAll(i.folder, 0o755); err != nil {
		return explainPath(i.folder, err)
	}
	for n, im := range all {
		if err := writeFile(paths[n], im.File.Source); err != nil {
			return err
		}
		fmt.Fprintln(a.out, paths[n])
	}
	fmt.Fprintf(a.err, "%s written; check them with: watemplate lint %s\n", plural(len(all), "template"), i.folder)
	return nil
}

// fileName is the name of a document's file without its ending: order_shipped.en_US, or order_shipped where the file has
// several languages.
func fileName(f *template.File) string {
	switch len(f.Templates) {
	case 0:
		return "message"
	case 1:
		return fileBase(f.Templates[0].Name.Value) + "." + fileBase(f.Templates[0].Language.Value)
	}
	return fileBase(f.Templates[0].Name.Value)
}

// freeName is a path that no other document of this import takes.
func freeName(folder, name string, used map[string]bool) string {
	path := filepath.Join(folder, name+".yaml")
	for n := 2; used[strings.ToLower(path)]; n++ {
		path = filepath.Join(folder, fmt.Sprintf("%s-%d.yaml", name, n))
	}
	used[strings.ToLower(path)] = true
	return path
}
