package verbs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/examples"
	"github.com/watemplate/watemplate/template"
)

// starting are the flags of new.
type starting struct {
	output, name, language string
	force                  bool
}

func newCommand(a *app) *cobra.Command {
	var s starting
	c := &cobra.Command{
		Use:   "new [PURPOSE]",
		Short: "Start a template from the gallery",
		Long: `Write a template of the gallery into a file of its own, ready to be changed. Without
a PURPOSE the gallery is listed.

The file is named like the template and its language, stands where .watemplate.yaml
says that templates are, or else in this folder, and never overwrites another,
unless --force; -o names another file, or a folder. Where a template.schema.json
stands in its folder or above, as watemplate init makes one, the first line tells
editors of it.`,
		Example: `  watemplate new
  watemplate new order_shipped
  watemplate new coupon --name autumn_coupon --language pt_BR -o templates/autumn.yaml
  watemplate new otp -o -`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completePurpose,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && s != (starting{}) {
				return usage("of which template? write its purpose: watemplate new lists them")
			}
			if len(args) == 0 {
				return a.listGallery()
			}
			e, err := exampleFor(args[0])
			if err != nil {
				return err
			}
			return a.startTemplate(e, &s)
		},
	}
	c.Flags().StringVarP(&s.output, "output", "o", "", "the file or folder to write to (default NAME.LANGUAGE.yaml; - for the standard output)")
	c.Flags().StringVar(&s.name, "name", "", "the template's name (default the PURPOSE)")
	c.Flags().StringVar(&s.language, "language", "", "the template's language, such as pt_BR")
	c.Flags().BoolVar(&s.force, "force", false, "overwrite a file that is there already")
	return c
}

func completePurpose(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var all []string
	for _, e := range examples.Gallery() {
		all = append(all, e.Name+"\t"+e.Summary)
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) listGallery() error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, e := range examples.Gallery() {
		fmt.Fprintf(w, "%s\t%s\n", e.Name, e.Summary)
	}
	return w.Flush()
}

// exampleFor is the example of a purpose, or an error with the nearest.
func exampleFor(purpose string) (examples.Example, error) {
	gallery := examples.Gallery()
	wanted := strings.ReplaceAll(purpose, "-", "_")
	names := make([]string, len(gallery))
	for i, e := range gallery {
		if names[i] = e.Name; e.Name == wanted {
			return e, nil
		}
	}
	if near := template.Nearest(wanted, names, max(3, len(wanted)/2)); near != "" {
		return examples.Example{}, usage("the gallery has no %q; did you mean %s? watemplate new lists all of it", purpose, near)
	}
	return examples.Example{}, usage("the gallery has no %q; watemplate new lists it", purpose)
}

// startTemplate writes an example under the name and in the language that were asked for.
func (a *app) startTemplate(e examples.Example, s *starting) error {
	src := renamed(e.Source, s.name, s.language)
	path, err := a.startPath(s.output, fileName(template.Parse(e.Name, src))+".yaml")
	if err != nil {
		return err
	}
	if path == "-" {
		_, err := a.out.Write(withModeline(src, ""))
		return err
	}
	src = withModeline(src, schemaAbove(path))
	if _, err := os.Lstat(path); err == nil && !s.force {
		return statusError{statusFailure, fmt.Errorf("%s is there already; --force overwrites it, -o names another", path)}
	}
	if err := writeFile(path, src); err != nil {
		return err
	}
	fmt.Fprintln(a.out, template.Visible(path))
	if had := languages(e.Source); s.language != "" && !slices.Contains(had, s.language) {
		fmt.Fprintf(a.err, "its text is still in %s: translate it\n", had[0])
	}
	fmt.Fprintf(a.err, "see it with: watemplate preview %s\n", quoted(path))
	return nil
}

// startPath is the file to write: what -o says, or the default name in the folder that it says, or else where the
// templates are.
func (a *app) startPath(output, name string) (string, error) {
	if info, err := os.Stat(output); err == nil && info.IsDir() {
		return filepath.Join(output, name), nil
	}
	if output != "" {
		return output, nil
	}
	folder, err := a.templateFolder()
	return filepath.Join(folder, name), err
}

// templateFolder is the first folder that the configuration names, or else this one.
func (a *app) templateFolder() (string, error) {
	paths, err := a.paths(nil)
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path, nil
		}
	}
	return ".", err
}

// languages are those of an example's documents, in their order.
func languages(src []byte) []string {
	var all []string
	for _, t := range template.Parse("example.yaml", src).Templates {
		all = append(all, t.Language.Value)
	}
	return all
}

// inLanguage keeps one document of several: the one in the language, or else the first. The comments at the top stay.
func inLanguage(src []byte, language string) []byte {
	documents := bytes.Split(src, []byte("\n---\n"))
	at := slices.Index(languages(src), language)
	kept := append(bytes.TrimSuffix(documents[max(at, 0)], []byte("\n")), '\n')
	if at > 0 {
		kept = append(slices.Clone(src[:bytes.Index(src, []byte("name: "))]), kept...)
	}
	return kept
}

// renamed puts another name and language into a template, and leaves every other byte as it is. Of several languages
// one alone remains where one is asked for.
func renamed(src []byte, name, language string) []byte {
	if language != "" {
		src = inLanguage(src, language)
	}
	f := template.Parse("example.yaml", src)
	lines := bytes.SplitAfter(slices.Clone(src), []byte("\n"))
	put := func(at template.Span, word string) {
		before, _, after, ok := f.Cut(at)
		if word != "" && ok {
			lines[at.Start.Line-1] = slices.Concat(before, []byte(yamlWord(word)), after, []byte("\n"))
		}
	}
	for _, t := range f.Templates {
		put(t.Name.At(), name)
		put(t.Language.At(), language)
	}
	return bytes.Join(lines, nil)
}

// yamlWord writes a word from the command line as YAML reads it back.
func yamlWord(s string) string {
	d := template.NewDraft()
	d.Set("w", s)
	return strings.TrimSuffix(strings.TrimPrefix(string(d.Bytes()), "w: "), "\n")
}

// modeline tells editors where the schema of a file is.
const modeline = "# yaml-language-server: $schema="

// withModeline points an example's first line at a schema, or takes it away where there is none.
func withModeline(src []byte, schema string) []byte {
	_, rest, _ := bytes.Cut(src, []byte("\n"))
	if schema == "" {
		return rest
	}
	return append([]byte(modeline+schema+"\n"), rest...)
}

// schemaAbove is the way from a file to the template.schema.json in its folder or in one above, up to the root of a
// repository; empty if there is none.
func schemaAbove(path string) string {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return ""
	}
	way := "./"
	for range 8 {
		if info, err := os.Stat(filepath.Join(folder, "template.schema.json")); err == nil && info.Mode().IsRegular() {
			return way + "template.schema.json"
		}
		if _, err := os.Stat(filepath.Join(folder, ".git")); err == nil {
			break
		}
		folder = filepath.Dir(folder)
		way = strings.TrimPrefix(way, "./") + "../"
	}
	return ""
}
