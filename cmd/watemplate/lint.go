package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

func lintCommand(a *app) *cobra.Command {
	strict := false
	c := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Check templates: syntax, shape and every rule, with the place of each fault",
		Long: `Check templates and print each fault at its place: file, line and column (a column
is a character), with a caret under the very characters.

A PATH is a file, - for the standard input, or a folder whose templates are
checked; without one it is what .watemplate.yaml names under templates, or else
this folder. In a folder, YAML files that look like no template are passed over,
and so are the folders node_modules, testdata and those whose name begins with a
dot.

The exit status is 1 if there is an error; warnings alone leave it 0, unless
--strict. watemplate rules ID explains a rule.`,
		Example: `  watemplate lint
  watemplate lint templates/ examples/track_order.yaml
  watemplate lint --strict templates/
  cat order.yaml | watemplate lint -`,
		ValidArgsFunction: completeYAML,
		RunE: func(_ *cobra.Command, args []string) error {
			linter, err := a.linter(args)
			if err != nil {
				return err
			}
			files, unreadable := a.parseAll(args)
			if len(files) == 0 {
				return unreadable
			}
			for i, f := range files {
				// A hook names every file that changed, so a configuration among them is checked as one.
				if isConfig(f.Name) {
					c, _ := template.ParseConfig(f.Name, f.Source)
					lint.Configure(c)
					files[i] = c.File
				}
			}
			ds := linter.Run(files)
			if err := lint.Print(a.out, ds, files, lint.PrintOptions{Color: a.colour(a.color, a.outTerminal)}); err != nil {
				return err
			}
			errors, warnings := count(ds)
			if errors+warnings > 0 || a.errTerminal {
				fmt.Fprintf(a.err, "%s in %s\n", tally(errors, warnings), plural(len(files), "file"))
			}
			if unreadable != nil {
				return unreadable
			}
			if errors > 0 || strict && warnings > 0 {
				return errProblems
			}
			return nil
		},
	}
	c.Flags().BoolVar(&strict, "strict", false, "let warnings decide the exit status too")
	return c
}

func count(ds []template.Diagnostic) (errors, warnings int) {
	for _, d := range ds {
		if d.Severity == template.Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// tally says how many faults there are: no problems, 1 error, 2 errors and 3 warnings.
func tally(errors, warnings int) string {
	switch {
	case errors == 0 && warnings == 0:
		return "no problems"
	case warnings == 0:
		return plural(errors, "error")
	case errors == 0:
		return plural(warnings, "warning")
	}
	return plural(errors, "error") + " and " + plural(warnings, "warning")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
