package verbs

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// exitStatuses are what scripts may decide by. What a command cannot end with it does not explain.
var exitStatuses = []struct {
	status  int
	meaning string
}{
	{statusClean, "all is well: no fault was found, the message was accepted, everybody of the campaign was"},
	{statusProblems, "the files have faults, the list of recipients too; warnings alone are none, unless lint has --strict"},
	{statusUsage, "the command line, the environment or the configuration asks for what cannot be"},
	{statusFailure, "the world is in the way: a file that cannot be read, an API that refuses; some of the campaign were refused for good"},
	{statusToken, "there is no token, or the API does not take it; a campaign goes on where it stopped once it does"},
	{statusUnknown, "a message may have been accepted and nobody knows; or a campaign stopped with some unsent"},
	{statusCanceled, "Ctrl-C, before anything was sent or after all was known"},
	{statusTerminated, "the system ended the screen"},
}

// environment are the variables that the program reads.
var environment = []struct{ name, meaning string }{
	{tokenVariable, "the API's token; see watemplate token --help for the other ways"},
	{baseURLVariable, "the API's address with its version, https://api.example.com/v1; https, unless it is this machine"},
	{"WATEMPLATE_JOURNAL", "where campaigns are kept: a file, or postgres://user:password@host/database"},
	{"XDG_STATE_HOME", "the folder below which the journal is without it (default ~/.local/state; elsewhere as the system has it)"},
	{"XDG_CACHE_HOME", "the folder below which lint remembers what it found (default ~/.cache; elsewhere as the system has it)"},
	{"NO_COLOR", "no colours, if it is not empty"},
	{"CLICOLOR_FORCE", "colours also where there is no terminal, if it is neither empty nor 0"},
	{"TERM", "dumb for a terminal that cannot be drawn on"},
	{"COLORFGBG", "the terminal's colours, by which a dark background is told from a light one"},
	{"VISUAL", "the editor that the screen opens"},
	{"EDITOR", "the same, without VISUAL"},
	{"GITHUB_ACTIONS", "true lets lint annotate the faults, too; with GITHUB_SERVER_URL, GITHUB_REPOSITORY and GITHUB_SHA reports have links"},
}

// topics are pages of help that are no commands.
func topics() []*cobra.Command {
	var statuses, variables strings.Builder
	for _, s := range exitStatuses {
		writeTerm(&statuses, 5, fmt.Sprint(s.status), s.meaning)
	}
	for _, v := range environment {
		writeTerm(&variables, 20, v.name, v.meaning)
	}
	return []*cobra.Command{
		{
			Use: "exit-codes", Short: "The exit statuses, and what they mean",
			Long: "The exit statuses are the same for every command:\n\n" + statuses.String() + `
A script that sends a campaign repeats the same command after a 5, sees to the token
after a 4, and looks at watemplate campaign show after a 3. Nobody is sent anything
twice by it.`,
		},
		{
			Use: "environment", Short: "The variables that watemplate reads",
			Long: "The environment. A flag goes before its variable, a variable before the default:\n\n" + strings.TrimSuffix(variables.String(), "\n"),
		},
	}
}

// helpWidth is how wide the texts of help are.
const helpWidth = 86

// writeTerm writes a term and what it means beside it, in as many lines as that takes.
func writeTerm(b *strings.Builder, indent int, term, meaning string) {
	line := fmt.Sprintf("  %-*s", indent, term)
	for word := range strings.FieldsSeq(meaning) {
		if len(line)+len(word)+1 > helpWidth {
			fmt.Fprintln(b, strings.TrimRight(line, " "))
			line = strings.Repeat(" ", indent+2)
		}
		line += " " + word
	}
	fmt.Fprintln(b, line)
}
