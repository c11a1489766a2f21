package verbs

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/template"
)

// formatting are the flags of fmt.
type formatting struct{ check, diff bool }

func fmtCommand(a *app) *cobra.Command {
	var o formatting
	c := &cobra.Command{
		Use:   "fmt [PATH...]",
		Short: "Write templates in the house's form",
		Long: `Rewrite templates in one form: the keys in the schema's order, two blanks a level,
placeholders as <<1>>, texts without quotes where they need none and below a |
where they have several lines. No comment is lost, and no text changes.

A PATH is a file or a folder, as in lint; - reads the standard input and writes
the standard output. The names of the files that changed are printed. A file whose
syntax is broken is reported and left as it is; the exit status is then 1.`,
		Example: `  watemplate fmt
  watemplate fmt --diff templates/
  watemplate fmt --check                            in a pipeline: status 1 if a file would change
  watemplate fmt - < order.yaml`,
		ValidArgsFunction: completeYAML,
		RunE: func(_ *cobra.Command, args []string) error {
			files, unreadable := a.parseAll(args)
			if len(files) == 0 {
				return unreadable
			}
			faulty, err := a.format(files, o)
			if err = errors.Join(unreadable, err); err == nil && faulty {
				return errProblems
			}
			return err
		},
	}
	c.Flags().BoolVar(&o.check, "check", false, "change nothing; name the files that would change, with exit status 1")
	c.Flags().BoolVar(&o.diff, "diff", false, "change nothing; print what would change")
	return c
}

// format formats every file that can be. It reports whether one has faults, or would change where none shall, and
// returns what could not be written.
func (a *app) format(files []*template.File, o formatting) (faulty bool, err error) {
	var failed []error
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Name] {
			continue
		}
		seen[f.Name] = true
		changed, err := a.formatFile(f, o)
		if errors.Is(err, errProblems) {
			faulty = true
			continue
		}
		faulty = faulty || changed && o.check
		failed = append(failed, err)
	}
	return faulty, errors.Join(failed...)
}

// formatFile formats a file, and reports whether that changes it.
func (a *app) formatFile(f *template.File, o formatting) (bool, error) {
	out, err := template.Format(f)
	if err != nil {
		return false, a.unformatted(f, err)
	}
	changed := !bytes.Equal(out, f.Source)
	switch {
	case o.diff:
		if changed {
			_, err = a.out.Write(unifiedDiff(f.Name, f.Source, out, a.colour(a.color, a.outTerminal)))
		}
		return changed, err
	case f.Name == stdinName && !o.check:
		_, err = a.out.Write(out)
		return changed, err
	case !changed:
		return false, nil
	case !o.check:
		if err := rewrite(f.Name, out); err != nil {
			return false, err
		}
	}
	_, err = fmt.Fprintln(a.out, template.Visible(f.Name))
	return true, err
}

// unformatted prints why a file stays as it is: its faults, and the reason if they are none of syntax.
func (a *app) unformatted(f *template.File, reason error) error {
	if err := a.report(f.Problems, f); err != nil {
		return err
	}
	if !slices.ContainsFunc(f.Problems, func(d template.Diagnostic) bool { return d.Rule == template.RuleSyntax }) {
		fmt.Fprintf(a.err, "watemplate: %s: %s\n", template.Visible(f.Name), template.Visible(reason.Error()))
	}
	return errProblems
}

// rewrite writes a file again, and one that is a link where it leads.
func rewrite(path string, data []byte) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return explainPath(path, err)
	}
	return writeFile(target, data)
}
