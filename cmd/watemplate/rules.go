package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
)

func rulesCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the rules, or explain one with a bad and a good example",
		Example: `  watemplate rules
  watemplate rules variable-sequence`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, r := range lint.Rules() {
				ids = append(ids, r.ID+"\t"+r.Summary)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				page, err := lint.Page(args[0])
				if err != nil {
					return statusError{statusUsage, err}
				}
				_, err = fmt.Fprint(a.out, page)
				return err
			}
			w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
			for _, r := range lint.Rules() {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Stage, r.Summary)
			}
			return w.Flush()
		},
	}
}
