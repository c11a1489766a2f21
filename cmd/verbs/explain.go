package verbs

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

func explainCommand(a *app) *cobra.Command {
	format := formatText
	c := &cobra.Command{
		Use:   "explain [CODE | FILE | TEXT]",
		Short: "Say what a refusal of Meta means, which rule it is, and what to change",
		Long: `Say what Meta means by a code or by the whole of an answer, which rule would have
found it, what to change, and whether to try again.

It takes a code (132000, 100/2388299, "(#100)"), a file or - for the standard
input with the body of an answer, a webhook about a template or a message, or
lines of a log that contain one of them, or the text itself in quotes. Codes are
shared by several faults, so the whole answer explains more than its code.

Without an argument it lists the codes that it knows. The exit status is 1 if a
code is unknown.`,
		Example: `  watemplate explain 100/2388299
  watemplate explain '(#132012) Parameter format does not match format in the created template'
  curl -s ... | watemplate explain -
  watemplate explain`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var codes []string
			for _, r := range lint.Refusals() {
				if one := r.Name() + "\t" + cmp.Or(r.Title, r.Meaning); !slices.Contains(codes, one) {
					codes = append(codes, one)
				}
			}
			return codes, cobra.ShellCompDirectiveDefault
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listRefusals(format)
			}
			src, err := a.answerText(args)
			if err != nil {
				return err
			}
			answers := lint.ReadAnswers(src)
			if len(answers) == 0 {
				return statusError{statusProblems, fmt.Errorf("there is no code and no answer of Meta's in this that is known; " +
					"give the whole answer, with its code, error_subcode and error_user_msg")}
			}
			return a.explain(answers, format)
		},
	}
	formatFlag(c, &format)
	return c
}

// maxAnswer is the largest answer that is read, in bytes.
const maxAnswer = 1 << 20

// pathLike is a word that can only be meant as a file.
var pathLike = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[^\s{}"]*(?:[/\\][^\s{}"]*[A-Za-z][^\s{}"]*|\.(?:json|txt|log))$`)
})

// answerText is what shall be explained: a file's text if there is such a file, the standard input, or the words
// themselves, which nobody needs to quote.
func (a *app) answerText(args []string) ([]byte, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		return readLimited(stdinName, a.in, maxAnswer)
	}
	if len(args) > 1 || strings.Trim(text, "#()/: 0123456789") == "" {
		return []byte(text), nil
	}
	info, err := os.Stat(text)
	switch {
	case err == nil && info.IsDir():
		return nil, usage("%s is a folder; name the file with the answer", filepath.Clean(text))
	case err != nil && pathLike().MatchString(text):
		return nil, explainPath(text, err)
	case err != nil:
		return []byte(text), nil
	}
	return readFile(text, maxAnswer)
}

// explanation is an answer with what is known of it.
type explanation struct {
	Code     string        `json:"code"`
	Known    bool          `json:"known"`
	Title    string        `json:"title,omitempty"`
	Said     []string      `json:"said,omitempty"`
	Template string        `json:"template,omitempty"`
	Meaning  string        `json:"meaning,omitempty"`
	Where    []string      `json:"where,omitempty"`
	Rules    []ruleInShort `json:"rules"`
	Remedy   string        `json:"remedy"`
	Retry    string        `json:"retry,omitempty"`
	Evidence string        `json:"evidence,omitempty"`
	Trace    string        `json:"fbtrace_id,omitempty"`
}

type ruleInShort struct {
	ID      string `json:"id"`
	Summary string `json:"summary"`
}

func explainAnswer(answer lint.Answer) explanation {
	r, known := answer.Explain()
	x := explanation{
		Code: cmp.Or(answer.Name(), r.Name()), Known: known, Template: answer.Subject, Where: answer.Places(),
		Title: cmp.Or(answer.Title, r.Title), Meaning: r.Meaning, Remedy: r.Remedy, Retry: r.Retry, Evidence: r.Evidence,
		Trace: answer.Trace, Rules: []ruleInShort{},
	}
	if answer.Subcode == "" && r.Subcode == answer.Code {
		x.Code = r.Name() // the subcode alone was given
	}
	for _, said := range []string{answer.Message, answer.Details} {
		if said != "" && said != x.Title && !slices.Contains(x.Said, said) {
			x.Said = append(x.Said, said)
		}
	}
	if !known {
		x.Meaning = cmp.Or(r.Meaning, "this code is not known here")
		if r.Meaning != "" {
			x.Meaning = fmt.Sprintf("%s is not known here; of %s in general: %s", answer.Subcode, r.Code, r.Meaning)
		}
		x.Remedy = "read error_user_title and error_user_msg (registering a template) or error_data.details (sending) in the " +
			"whole answer, and look the code up in Meta's documentation: WhatsApp Business Platform, Support, Error codes"
		x.Retry, x.Evidence = "", ""
		return x
	}
	for _, id := range r.Rules {
		x.Rules = append(x.Rules, ruleInShort{id, lint.InShort(id)})
	}
	return x
}

func (a *app) explain(answers []lint.Answer, format string) error {
	var all []explanation
	unknown := false
	for _, answer := range answers {
		x := explainAnswer(answer)
		all = append(all, x)
		unknown = unknown || !x.Known
	}
	if format == formatJSON {
		if err := a.printJSON(all); err != nil {
			return err
		}
	} else {
		for i, x := range all {
			if i > 0 {
				fmt.Fprintln(a.out)
			}
			a.printExplanation(x)
		}
	}
	if unknown {
		return errProblems
	}
	return nil
}

// maxSaid is how much is shown of what an answer says, in characters.
const maxSaid = 600

func (a *app) printExplanation(x explanation) {
	head := cmp.Or(x.Code, "an answer without a code")
	if x.Title != "" {
		head += ": " + x.Title
	}
	fmt.Fprintln(a.out, plainLine(head))
	line := func(what, text string) {
		if text == "" {
			return
		}
		const margin = 12
		for row := range strings.SplitSeq(ansi.Wordwrap(plainLine(text), max(a.width-margin, 20), ""), "\n") {
			fmt.Fprintf(a.out, "  %-*s%s\n", margin-2, what, row)
			what = ""
		}
	}
	for _, said := range x.Said {
		line("it says", said)
	}
	line("template", x.Template)
	line("where", strings.Join(x.Where, "; "))
	line("meaning", x.Meaning)
	for i, r := range x.Rules {
		line([]string{"rules", ""}[min(i, 1)], r.ID+": "+r.Summary)
	}
	line("remedy", x.Remedy)
	line("again", lint.Retries[x.Retry])
	line("evidence", lint.Evidences[x.Evidence])
	line("trace", x.Trace)
	if len(x.Rules) > 0 {
		line("more", "watemplate rules "+x.Rules[0].ID)
	}
}

// plainLine is a stranger's text on one line, cut where it is too long to be read.
func plainLine(s string) string {
	if r := []rune(s); len(r) > maxSaid {
		s = string(r[:maxSaid]) + "…"
	}
	return template.Visible(strings.Join(strings.Fields(s), " "))
}
