package verbs

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
)

func rulesCommand(a *app) *cobra.Command {
	format := formatText
	c := &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the rules, or explain one with a bad and a good example",
		Long: `List the rules in groups, or print the page of one: why it exists, what it says,
and how to mend what it finds.

A rule bites when Meta is asked to register the template (create), when a message
is sent (send), or both. Those marked "asked for" are silent until .watemplate.yaml
names them; those marked "fixed" can be mended by lint --fix. docs/rules.md has
the same list, and what no linter can see.`,
		Example: `  watemplate rules
  watemplate rules variable-sequence
  watemplate rules --format json`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			if len(args) == 0 {
				for _, r := range lint.Rules() {
					ids = append(ids, r.ID+"\t"+r.Summary)
				}
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			switch {
			case len(args) == 1 && format == formatJSON:
				return a.ruleAsJSON(args[0])
			case len(args) == 1:
				page, err := lint.Page(args[0])
				if err != nil {
					return statusError{statusUsage, err}
				}
				_, err = fmt.Fprint(a.out, page)
				return err
			case format == formatJSON:
				return a.printJSON(ruleRecords())
			}
			return a.listRules()
		},
	}
	formatFlag(c, &format)
	return c
}

// ruleRecord is a rule as other programs read it.
type ruleRecord struct {
	ID       string `json:"id"`
	Group    string `json:"group"`
	Summary  string `json:"summary"`
	Severity string `json:"severity"`
	Stage    string `json:"stage"`
	Code     string `json:"code,omitempty"`
	OptIn    bool   `json:"opt_in"`
	Fixable  bool   `json:"fixable"`
	Page     string `json:"page,omitempty"`
}

func ruleRecords() []ruleRecord {
	var all []ruleRecord
	for _, g := range lint.Groups() {
		for _, r := range g.Rules {
			all = append(all, ruleRecord{
				ID: r.ID, Group: g.Title, Summary: r.Summary, Severity: r.Severity.String(), Stage: r.Stage.String(),
				Code: r.Code, OptIn: r.OptIn, Fixable: r.Fixable,
			})
		}
	}
	return all
}

// ruleAsJSON prints one rule with its page.
func (a *app) ruleAsJSON(id string) error {
	page, err := lint.Page(id)
	if err != nil {
		return statusError{statusUsage, err}
	}
	for _, r := range ruleRecords() {
		if r.ID == id {
			r.Page = page
			return a.printJSON(r)
		}
	}
	return usage("%s is no rule but another fault; watemplate rules %s prints its page", id, id)
}

// marks says in words what is special about a rule.
func (r ruleRecord) marks() string {
	var marks []string
	if r.OptIn {
		marks = append(marks, "asked for")
	}
	if r.Fixable {
		marks = append(marks, "fixed")
	}
	return strings.Join(marks, ", ")
}

// listRules prints the rules under the headings of their groups, in columns that are the same for all groups.
func (a *app) listRules() error {
	records := ruleRecords()
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	for _, r := range records {
		summary := r.Summary
		if marks := r.marks(); marks != "" {
			summary += " (" + marks + ")"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Stage, r.Code, summary)
	}
	w.Flush()
	var out strings.Builder
	lines := strings.SplitAfter(table.String(), "\n")
	for i, r := range records {
		if i == 0 || r.Group != records[i-1].Group {
			fmt.Fprintf(&out, "%s%s\n", strings.Repeat("\n", min(i, 1)), r.Group)
		}
		out.WriteString(lines[i])
	}
	_, err := fmt.Fprint(a.out, out.String())
	return err
}
