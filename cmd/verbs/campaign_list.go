package verbs

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

func campaignListCommand(a *app) *cobra.Command {
	var where string
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the campaigns of a journal, the newest first",
		Example: `  watemplate campaign list
  watemplate campaign list --json | jq -r '.[] | select(.state != "finished") | .name'`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var all []journal.Summary
			err := a.withJournal(c.Context(), where, func(j *journal.Journal) (err error) {
				all, err = campaignsOf(c.Context(), j)
				return err
			})
			if _, none := errors.AsType[noJournalError](err); err != nil && !none {
				return err
			}
			return a.listCampaigns(all, asJSON)
		},
	}
	journalFlag(c, &where)
	c.Flags().BoolVar(&asJSON, "json", false, "print them as JSON, for scripts")
	return c
}

func (a *app) listCampaigns(all []journal.Summary, asJSON bool) error {
	if asJSON {
		list := []campaignJSON{}
		for _, s := range all {
			list = append(list, jsonOfCampaign(s))
		}
		return a.printJSON(list)
	}
	if len(all) == 0 {
		fmt.Fprintln(a.err, "there are no campaigns yet; watemplate send TEMPLATE --recipients LIST begins one, with --sandbox --journal FILE for practice")
		return nil
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tSTATE\tACCEPTED\tFAILED\tUNKNOWN\tTEMPLATE\tWHEN")
	for _, s := range all {
		fmt.Fprintf(w, "%s\t%s\t%s of %s\t%s\t%s\t%s\t%s\n", template.Visible(s.Name), stateInWords(s),
			thousands(s.Counts[journal.Accepted]), thousands(s.Total), thousands(s.Counts[journal.Failed]),
			thousands(s.Counts[journal.Unknown]), template.Visible(s.Template), when(s))
	}
	return w.Flush()
}

// campaignsOf are the campaigns of a journal. Of those that are not at their end it asks for all that is known, for
// somebody may be sending them.
func campaignsOf(ctx context.Context, j *journal.Journal) ([]journal.Summary, error) {
	all, err := j.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	for i, s := range all {
		if left(s) == 0 {
			continue
		}
		if all[i], err = j.Summary(ctx, s.Name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// when is when something happened to a campaign last.
func when(s journal.Summary) string {
	at := s.Last
	if at.IsZero() {
		at = s.Created
	}
	return at.Local().Format(time.DateOnly + " 15:04")
}
