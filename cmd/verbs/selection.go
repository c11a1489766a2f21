package verbs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// selection are the flags that choose documents and give them their values.
type selection struct {
	set            []string
	name, language string
}

func (s *selection) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&s.set, "set", nil, "give a parameter its value: name=value, or by place body.1=value")
	c.Flags().StringVar(&s.name, "name", "", "take the template of this name, where there are several")
	c.Flags().StringVar(&s.language, "language", "", "take the template in this language, from the file or those beside it")
}

// values reads --set.
func (s *selection) values() (template.Values, error) {
	values := template.Values{}
	for _, pair := range s.set {
		name, value, found := strings.Cut(pair, "=")
		if !found || name == "" {
			return nil, usage("--set %s: write name=value", pair)
		}
		values[name] = value
	}
	return values, nil
}

// located is a document and the file it stands in.
type located struct {
	template.Document
	file *template.File
}

// wants reports whether --name and --language speak of a document.
func (s *selection) wants(d template.Document) bool {
	if d.Template == nil {
		return s.name == "" && s.language == ""
	}
	return (s.name == "" || d.Template.Name.Value == s.name) && (s.language == "" || d.Template.Language.Value == s.language)
}

// wanted says in words what --name and --language speak of.
func (s *selection) wanted() string {
	words := ""
	if s.name != "" {
		words += " named " + s.name
	}
	if s.language != "" {
		words += " in " + s.language
	}
	return words
}

// choose takes the documents of the files that --name and --language speak of. A language that the named files lack is
// looked for in the files beside them: the variants of a template may be documents of one file, or files side by side.
func (a *app) choose(args []string, files []*template.File, s *selection) ([]located, error) {
	var all, chosen []located
	take := func(f *template.File, d template.Document) {
		all = append(all, located{d, f})
		if s.wants(d) {
			chosen = append(chosen, located{d, f})
		}
	}
	names := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Documents() {
			take(f, d)
			if d.Template != nil {
				names[d.Template.Name.Value] = true
			}
		}
	}
	if len(chosen) == 0 && s.language != "" {
		for _, f := range a.siblings(args) {
			for _, d := range f.Documents() {
				if d.Template != nil && names[d.Template.Name.Value] {
					take(f, d)
				}
			}
		}
	}
	if len(chosen) == 0 && len(all) > 0 {
		return nil, usage("%s has no template%s; there is %s", places(args), s.wanted(), listing(all))
	}
	return chosen, nil
}

// siblings reads the templates in the folders of the files that are named, but not those files themselves.
func (a *app) siblings(args []string) []*template.File {
	var all []*template.File
	read := map[string]bool{}
	for _, arg := range args {
		read[filepath.Clean(arg)] = true
	}
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || info.IsDir() {
			continue
		}
		entries, _ := os.ReadDir(filepath.Dir(arg))
		for _, e := range entries {
			path := filepath.Join(filepath.Dir(arg), e.Name())
			if read[path] || !e.Type().IsRegular() || !isYAML(path) {
				continue
			}
			read[path] = true
			if f, err := a.parse(found{path: path}); err == nil && f != nil {
				all = append(all, f)
			}
		}
	}
	return all
}

// listing names documents, at most ten of them.
func listing(ds []located) string {
	const most = 10
	var names []string
	for _, d := range ds[:min(len(ds), most)] {
		names = append(names, d.String())
	}
	if len(ds) > most {
		names = append(names, fmt.Sprintf("and %d more", len(ds)-most))
	}
	return strings.Join(names, ", ")
}

// open reads what a command works on, a file or a folder, and takes the documents that the flags speak of. Of a folder
// they have to speak of something. Faults of syntax and shape in a chosen file are printed, and end it.
func (a *app) open(path string, s *selection) ([]located, error) {
	files, err := a.parseAll([]string{path})
	if err != nil {
		return nil, err
	}
	chosen, err := a.choose([]string{path}, files, s)
	if err != nil {
		return nil, err
	}
	if len(files) > 1 && s.name == "" && s.language == "" {
		return nil, usage("%s is a folder with %s; choose with --name or --language", path, listing(chosen))
	}
	if len(files) == 1 && len(chosen) == 0 {
		return nil, a.blocked(files[0])
	}
	var faulty error
	seen := map[*template.File]bool{}
	for _, d := range chosen {
		if seen[d.file] {
			continue
		}
		seen[d.file] = true
		if err := a.blocked(d.file); err != nil {
			faulty = err
		}
	}
	return chosen, faulty
}

// report prints diagnostics to the standard error.
func (a *app) report(ds []template.Diagnostic, f *template.File) error {
	return lint.Print(a.err, ds, []*template.File{f}, lint.PrintOptions{Color: a.colour(a.color, a.errTerminal)})
}

// blocked prints a file's faults of syntax and shape, for which nothing can be made of it.
func (a *app) blocked(f *template.File) error {
	if len(f.Problems) == 0 {
		return nil
	}
	if err := a.report(f.Problems, f); err != nil {
		return err
	}
	return errProblems
}
