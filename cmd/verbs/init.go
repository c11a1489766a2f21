package verbs

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/examples"
	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/template"
)

//go:embed all:scaffold
var scaffold embed.FS

// starters are the templates of the gallery with which a repository begins.
var starters = []string{"order_shipped", "otp"}

// firstSend is what send is tried with in a new repository.
const firstSend = "templates/otp.en_US.yaml --set code=123456 --to phone:+60121233112 --sandbox"

func initCommand(a *app) *cobra.Command {
	force := false
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a repository for templates",
		Long: `Make a repository for templates in DIR, or in this folder: two templates to begin
with, a configuration (.watemplate.yaml), the schema and the settings with which
VS Code explains every key, an .editorconfig, a workflow that checks every push on
GitHub, and a short README.

It asks nothing, and keeps every file that is there already, unless --force.`,
		Example: `  watemplate init
  watemplate init templates-of-acme`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = filepath.Clean(args[0])
			}
			return a.makeRepository(dir, force)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "overwrite files that are there already")
	return c
}

// planned is a file of a new repository: its path there, with slashes, and what it holds.
type planned struct {
	path string
	data []byte
}

// plan lists the files of a new repository, the templates last.
func plan() ([]planned, error) {
	var files []planned
	err := fs.WalkDir(scaffold, "scaffold", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := scaffold.ReadFile(name)
		files = append(files, planned{strings.TrimPrefix(name, "scaffold/"), data})
		return err
	})
	files = append(files, planned{"template.schema.json", schema.JSON(schema.Template)})
	for _, e := range examples.Gallery() {
		if slices.Contains(starters, e.Name) {
			file := fileName(template.Parse(e.Name, e.Source)) + ".yaml"
			files = append(files, planned{path.Join("templates", file), withModeline(e.Source, "../template.schema.json")})
		}
	}
	return files, err
}

// makeRepository writes the files of a new repository, but for those that are there, and says what to do next.
func (a *app) makeRepository(dir string, force bool) error {
	files, err := plan()
	if err != nil {
		return err
	}
	kept := false
	for _, f := range files {
		at := filepath.Join(dir, filepath.FromSlash(f.path))
		if _, err := os.Lstat(at); err == nil && !force {
			kept = true
			fmt.Fprintf(a.out, "kept   %s\n", template.Visible(at))
			continue
		}
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return explainPath(filepath.Dir(at), err)
		}
		if err := writeFile(at, f.data); err != nil {
			return err
		}
		fmt.Fprintf(a.out, "wrote  %s\n", template.Visible(at))
	}
	if kept {
		fmt.Fprintln(a.out, "\nWhat was there already is kept; --force overwrites it.")
	}
	a.nextCommands(dir)
	return nil
}

// nextCommands says what can be done in a new repository.
func (a *app) nextCommands(dir string) {
	fmt.Fprintln(a.out, "\nNext:")
	if dir != "." {
		fmt.Fprintf(a.out, "  cd %s\n", quoted(dir))
	}
	fmt.Fprintf(a.out, "  watemplate preview\n  watemplate lint\n  watemplate send %s\n", firstSend)
}

// plainWord is what a shell takes as it stands.
var plainWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_./@+-]+$`) })

// quoted is a path as one word for a shell, with nothing in it that commands the terminal.
func quoted(path string) string {
	if plainWord().MatchString(path) {
		return path
	}
	return strconv.Quote(path)
}
