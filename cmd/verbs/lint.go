package verbs

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
)

// lintFlags are the flags of lint.
type lintFlags struct {
	strict         bool
	format, output string
	fix, diff      bool
	changedSince   string
	baseline       string
	updateBaseline bool
	stdinFilename  string
	noCache, watch bool
}

func lintCommand(a *app) *cobra.Command {
	var o lintFlags
	c := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Check templates: syntax, shape and every rule, with the place of each fault",
		Long: `Check templates and print each fault at its place: file, line and column (a column
is a character), with a caret under the very characters.

A PATH is a file, - for the standard input, a glob, or a folder whose templates
are checked; without one it is what .watemplate.yaml names under templates, or
else this folder. In a folder, YAML files that look like no template are passed
over, and so are the folders node_modules, testdata and those whose name begins
with a dot, and what git ignores.

The exit status is 1 if there is an error; warnings alone leave it 0, unless
--strict. watemplate rules ID explains a rule. .watemplate.yaml sets how much a
rule matters, a comment hides one fault:

  text: "*BIG SALE*"  # watemplate: ignore body-capitals -- our brand shouts

What was found in a file is remembered in your cache folder by the file's content;
--no-cache forgets it. In GitHub Actions the faults are annotations too.`,
		Example: `  watemplate lint
  watemplate lint templates/ 'shops/**/*.yaml'
  watemplate lint --fix                             mend what has one safe answer
  watemplate lint --strict --changed-since origin/main
  watemplate lint --format sarif --output lint.sarif
  watemplate lint --baseline known.json             report what is new
  cat order.yaml | watemplate lint - --stdin-filename shops/order.yaml`,
		ValidArgsFunction: completeYAML,
		RunE:              func(c *cobra.Command, args []string) error { return a.lint(c.Context(), args, o) },
	}
	f := c.Flags()
	f.BoolVar(&o.strict, "strict", false, "let warnings decide the exit status too")
	f.StringVar(&o.format, "format", "text", "what the report is: "+strings.Join(lint.Formats(), ", "))
	f.StringVarP(&o.output, "output", "o", "", "write the report to a file")
	f.BoolVar(&o.fix, "fix", false, "mend the files where there is one safe answer, then report what is left")
	f.BoolVar(&o.diff, "diff", false, "change nothing; print what --fix would change, with exit status 1 if that is anything")
	f.StringVar(&o.changedSince, "changed-since", "", "report on the files alone that changed since a git revision branched off")
	f.StringVar(&o.baseline, "baseline", "", "pass over the faults that a file knows; --update-baseline writes it")
	f.BoolVar(&o.updateBaseline, "update-baseline", false, "let the baseline know all the faults that there are")
	f.StringVar(&o.stdinFilename, "stdin-filename", "", "what the standard input is called, in reports and to .watemplate.yaml")
	f.BoolVar(&a.noIgnore, "no-ignore", false, "lint also what git ignores")
	f.BoolVar(&o.noCache, "no-cache", false, "lint every file again, whatever is known of it")
	f.BoolVar(&o.watch, "watch", false, "lint again whenever a file changes, until Ctrl-C")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(lint.Formats(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (o lintFlags) check(args []string) error {
	stdin := slices.Contains(args, "-")
	switch {
	case !slices.Contains(lint.Formats(), o.format):
		return usage("--format is %q; it takes %s", o.format, strings.Join(lint.Formats(), ", "))
	case o.updateBaseline && o.baseline == "":
		return usage("--update-baseline needs --baseline FILE")
	case o.updateBaseline && o.changedSince != "":
		return usage("--update-baseline with --changed-since would forget what is known of all other files; leave out one of the two")
	case o.fix && o.diff:
		return usage("--fix writes the changes and --diff prints them; take one of the two")
	case o.watch && (o.fix || o.diff || o.updateBaseline):
		return usage("--watch changes nothing; leave out --fix, --diff and --update-baseline")
	case o.watch && stdin:
		return usage("the standard input cannot be watched")
	case o.stdinFilename != "" && !stdin:
		return usage("--stdin-filename names the standard input; add - to lint it")
	}
	return nil
}

func (a *app) lint(ctx context.Context, args []string, o lintFlags) error {
	if err := o.check(args); err != nil {
		return err
	}
	args, err := a.paths(args)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	if o.watch {
		return a.lintForever(ctx, args, o)
	}
	return a.lintOnce(args, o)
}

// lintForever lints, and again whenever something changes, until the context ends.
func (a *app) lintForever(ctx context.Context, args []string, o lintFlags) error {
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	changes, err := watch(ctx, args)
	if err != nil {
		return err
	}
	for {
		if a.outTerminal {
			fmt.Fprint(a.out, "\x1b[H\x1b[2J\x1b[3J")
		}
		var said statusError
		if err := a.lintOnce(args, o); err != nil && !(errors.As(err, &said) && said.err == nil) {
			complain(a.err, err)
		}
		fmt.Fprintln(a.err, "watching; Ctrl-C ends it")
		if _, open := <-changes; !open {
			return nil
		}
	}
}

func (a *app) lintOnce(args []string, o lintFlags) error {
	l, err := a.newLinting(args, o)
	if err != nil {
		return err
	}
	l.run(args)
	unreadable := errors.Join(l.errs...)
	if l.files == 0 && unreadable == nil {
		return noTemplates(args)
	}
	if o.diff {
		if unreadable == nil && l.mended > 0 {
			return errProblems
		}
		return unreadable
	}
	if l.files == 0 {
		return unreadable
	}
	report := lint.Report{Version: version(), Findings: l.findings, Files: l.files}
	if l.newer != nil {
		report.Findings = slices.DeleteFunc(report.Findings, func(f lint.Finding) bool { return !l.newer(f.File) })
		report.Files = l.newFiles
	}
	if o.baseline != "" {
		if err := a.applyBaseline(&report, o); err != nil {
			return errors.Join(unreadable, err)
		}
	}
	if err := a.write(report, args, o); err != nil {
		return errors.Join(unreadable, err)
	}
	if unreadable != nil {
		return unreadable
	}
	if errors, warnings, _ := report.Count(); errors > 0 || o.strict && warnings > 0 {
		return errProblems
	}
	return nil
}

// newLinting prepares a run.
func (a *app) newLinting(args []string, o lintFlags) (*linting, error) {
	linter, configuration, err := a.linter(args)
	if err != nil {
		return nil, err
	}
	l := &linting{app: a, linter: linter, stdinName: cmp.Or(o.stdinFilename, stdinName)}
	if o.changedSince != "" {
		changed, err := changedSince(o.changedSince)
		if err != nil {
			return nil, err
		}
		l.newer = changed.has
	}
	switch {
	case o.fix || o.diff:
		l.mend = func(s source) ([]byte, error) { return l.fix(s, o.diff) }
	case !o.noCache:
		l.cache = openCache(a.cacheDir, configuration)
	}
	return l, nil
}

// write writes the report where it shall go, and a line that sums it up to the standard error.
func (a *app) write(report lint.Report, args []string, o lintFlags) error {
	options := lint.ReportOptions{Strict: o.strict}
	annotate := a.getenv("GITHUB_ACTIONS") == "true" && o.format != "github"
	if o.format != "text" || annotate { // the text alone does not ask where the repository begins
		options.Folder = folderInRepository()
	}
	if server, repository, commit := a.getenv("GITHUB_SERVER_URL"), a.getenv("GITHUB_REPOSITORY"), a.getenv("GITHUB_SHA"); server != "" && repository != "" && commit != "" {
		options.Link = server + "/" + repository + "/blob/" + commit
	}
	out := a.out
	var file bytes.Buffer
	switch {
	case o.output != "":
		out = &file
	case o.fix && slices.Contains(args, "-"):
		out, options.Color = a.err, a.colour(a.color, a.errTerminal) // the standard output has the text
	default:
		options.Color = a.colour(a.color, a.outTerminal)
	}
	if err := report.Write(out, o.format, options); err != nil {
		return err
	}
	if o.output != "" {
		if err := writeFile(o.output, file.Bytes()); err != nil {
			return err
		}
	}
	if annotate {
		// Where a step prints them does not matter; beside a report that a program reads they would.
		if err := report.Write(a.err, "github", options); err != nil {
			return err
		}
	}
	if len(report.Findings)+report.Hidden+report.Stale > 0 || a.errTerminal {
		fmt.Fprintln(a.err, summary(report))
	}
	return nil
}

// summary sums a report up.
func summary(report lint.Report) string {
	s := report.Summary()
	if _, _, fixable := report.Count(); fixable > 0 {
		s += fmt.Sprintf("; --fix mends %d", fixable)
	}
	if report.Hidden > 0 {
		s += fmt.Sprintf("; %d known to the baseline", report.Hidden)
	}
	switch {
	case report.Stale == 1:
		s += "; 1 of the baseline is gone, which --update-baseline forgets"
	case report.Stale > 1:
		s += fmt.Sprintf("; %d of the baseline are gone, which --update-baseline forgets", report.Stale)
	}
	return s
}

// applyBaseline takes what the baseline knows out of the report, or writes the baseline anew.
func (a *app) applyBaseline(report *lint.Report, o lintFlags) error {
	if o.updateBaseline {
		if err := writeFile(o.baseline, lint.NewBaseline(report.Findings).Bytes()); err != nil {
			return err
		}
	}
	text, err := os.ReadFile(o.baseline)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return usage("%s: there is no such baseline; --update-baseline writes one", o.baseline)
	case err != nil:
		return explainPath(o.baseline, err)
	}
	b, err := lint.ParseBaseline(text)
	if err != nil {
		return usage("%s: %w", o.baseline, err)
	}
	report.Findings, report.Hidden, report.Stale = b.Filter(report.Findings)
	return nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
