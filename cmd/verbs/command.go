package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/template"
)

// The exit statuses, the same for every command.
const (
	statusClean    = 0
	statusProblems = 1 // the files have faults
	statusUsage    = 2 // the command line has
	statusFailure  = 3 // the world has: a file that cannot be read, an API that refuses
	statusToken    = 4 // the API does not know the token
	statusUnknown  = 5 // a message was sent and nobody knows whether it was accepted, or some of a campaign are not sent
	// Ctrl-C and SIGTERM, as shells have them.
	statusCanceled   = 130
	statusTerminated = 143
)

// statusError is an error that decides the exit status. A nil err means that all has been said.
type statusError struct {
	status int
	err    error
}

func (e statusError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.status)
	}
	return e.err.Error()
}

func (e statusError) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return statusError{statusUsage, fmt.Errorf(format, args...)}
}

// errProblems says that the files have faults, which have been printed.
var errProblems = statusError{status: statusProblems}

// Main is the whole program, on the process's own streams and environment: it takes the arguments without the program's
// name and returns the exit status. A program without tools hands over to the one that has them where they are needed.
func Main(args []string, tools *Tools) int {
	sh := osShell()
	sh.tools = tools
	return run(context.Background(), sh, args)
}

// run is the program in a shell.
func run(ctx context.Context, sh shell, args []string) int {
	root := rootCommand(sh, args)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return statusClean
	}
	if errors.Is(err, errHandOver) {
		return sh.handOver(args)
	}
	status := statusFailure
	var s statusError
	if errors.As(err, &s) {
		status = s.status
		if s.err == nil {
			return status
		}
	}
	complain(sh.err, err)
	return status
}

func complain(w io.Writer, err error) {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(w, "watemplate: %s\n", template.Visible(line))
	}
}

// app is what the commands share: the shell and the flags that all of them have.
type app struct {
	shell
	color string
	// noIgnore looks for templates also in what git ignores.
	noIgnore bool
	// saying is held while something is said beside a command's own output; live is the progress that is drawn then, nil
	// for none.
	saying sync.Mutex
	live   *region
	// journalGiven is what --journal was given, fit to be shown; scratch says that the journal is gone with the command.
	journalGiven string
	scratch      bool
}

// command is a command by its name, and what makes it.
type command struct {
	name string
	make func(*app) *cobra.Command
}

var commands = []command{
	{"lint", lintCommand},
	{"preview", previewCommand},
	{"compile", compileCommand},
	{"send", sendCommand},
	{"import", importCommand},
	{"diff", diffCommand},
	{"new", newCommand},
	{"fmt", fmtCommand},
	{"init", initCommand},
	{"campaign", campaignCommand},
	{"token", tokenCommand},
	{"sandbox", sandboxCommand},
	{"rules", rulesCommand},
	{"explain", explainCommand},
	{"schema", schemaCommand},
}

// rootCommand is the whole command line. Where the arguments begin with a command it has that one alone: to make all of
// them takes as long as to lint a file.
func rootCommand(sh shell, args []string) *cobra.Command {
	a := &app{shell: sh}
	root := &cobra.Command{
		Use:   "watemplate",
		Short: "WhatsApp templates in YAML: lint, preview, compile and send them",
		Long: `watemplate checks WhatsApp message templates written in YAML, previews them as the
phone will show them, compiles them into the API's requests, and sends them.

Exit status: 0 clean, 1 problems in the files, 2 usage, 3 failure; what sends adds
4 (the token was refused), 5 (unsent, or unknown whether it was accepted). See
watemplate help exit-codes, and watemplate help environment.`,
		Example: `  watemplate init                                   make a folder of templates to begin with
  watemplate lint                                   check every template below this folder
  watemplate preview examples/track_order.yaml      see it as the phone will show it
  watemplate send examples/track_order.yaml --to phone:+60121233112 --sandbox`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(sh.out)
	root.SetErr(sh.err)
	root.SetIn(sh.in)
	root.SetVersionTemplate("watemplate {{.Version}}\n")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%w; see %s --help", err, c.CommandPath())
	})
	root.PersistentFlags().StringVar(&a.color, "color", "auto", "colours: auto, always or never (NO_COLOR is honoured)")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains([]string{"auto", "always", "never"}, a.color) {
			return usage("--color is %q; it takes auto, always, never", a.color)
		}
		return nil
	}
	asked := commands
	if i := slices.IndexFunc(commands, func(c command) bool { return len(args) > 0 && args[0] == c.name }); i >= 0 {
		asked = commands[i : i+1]
		root.CompletionOptions.DisableDefaultCmd = true
	}
	for _, c := range asked {
		root.AddCommand(c.make(a))
	}
	if len(asked) > 1 {
		root.AddCommand(topics()...)
	}
	for _, c := range root.Commands() {
		c.Args = usageArgs(c.Args)
		for _, below := range c.Commands() {
			below.Args = usageArgs(below.Args)
		}
	}
	root.Args = unknownCommand
	return root
}

// unknownCommand refuses what is none of a command's own commands, with the nearest that is.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return usage("unknown command %q; did you mean %s?", args[0], strings.Join(near, " or "))
	}
	return usage("unknown command %q; see %s --help", args[0], c.CommandPath())
}

// usageArgs makes a wrong number of arguments a fault of usage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		err := check(c, args)
		if _, said := errors.AsType[statusError](err); err != nil && !said {
			return usage("%w; see %s --help", err, c.CommandPath())
		}
		return err
	}
}

// version is the module's version and the commit it was built from.
var version = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				v += " " + s.Value[:12]
			}
		}
	}
	return v + " " + info.GoVersion
})
