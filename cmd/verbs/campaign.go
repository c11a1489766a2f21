package verbs

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send/journal"
)

func campaignCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "campaign",
		Short: "Look after campaigns: list, show, resume, retry, resolve, export",
		Long: `Look after campaigns, which send --recipients begins. What became of every message is
kept in a journal: a file of yours, or a PostgreSQL database where several machines
send one campaign.

A recipient is
  queued      not sent, or surely not accepted
  attempting  being sent at this moment
  accepted    by the API
  failed      refused for good
  unknown     sent, or perhaps sent, and no answer is known; never sent again by itself
  skipped     unknown, and left at that by one of you

Exit status of what sends: 0 everybody was accepted; 3 some were refused for good;
4 the token was refused; 5 it stopped with some unsent, or the fate of some is
unknown.

Environment:
  WATEMPLATE_JOURNAL   the journal: a file, or postgres://user:password@host/database`,
		Example: `  watemplate campaign list
  watemplate campaign show order_shipped-march --follow
  watemplate campaign resume order_shipped-march
  watemplate campaign resolve order_shipped-march --unknown=check
  watemplate campaign export order_shipped-march -o results.xlsx`,
		Args: unknownCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(
		campaignListCommand(a), campaignShowCommand(a), campaignResumeCommand(a), campaignRetryCommand(a),
		campaignResolveCommand(a), campaignExportCommand(a),
	)
	return c
}

// withJournal opens a journal for as long as do takes. One that is not there is not begun.
func (a *app) withJournal(ctx context.Context, where string, do func(*journal.Journal) error) error {
	if err := a.needTools(); err != nil {
		return err
	}
	place, err := a.journalPlace(where)
	if err != nil {
		return err
	}
	if !place.begun() {
		return noJournalError{place}
	}
	j, err := a.openJournal(ctx, where)
	if err != nil {
		return err
	}
	return errors.Join(do(j), j.Close())
}

// noJournalError says that there is no journal yet.
type noJournalError struct{ place }

func (e noJournalError) Error() string {
	return fmt.Sprintf("%s: there is no such journal; send --recipients begins it", e.place)
}

// withCampaign opens a journal and reads a campaign's summary for as long as do takes.
func (a *app) withCampaign(ctx context.Context, where, name string, do func(*journal.Journal, journal.Summary) error) error {
	err := a.withJournal(ctx, where, func(j *journal.Journal) error {
		s, err := summaryOf(ctx, j, name)
		if err != nil {
			return err
		}
		return do(j, s)
	})
	if _, none := errors.AsType[noJournalError](err); none {
		return statusError{statusUsage, err}
	}
	return err
}

// summaryOf is a campaign's summary. That there is none of its name is a fault of the command line.
func summaryOf(ctx context.Context, j *journal.Journal, name string) (journal.Summary, error) {
	s, err := j.Summary(ctx, name)
	if _, missing := errors.AsType[*journal.Missing](err); missing {
		err = statusError{statusUsage, err}
	}
	return s, err
}

// completeCampaigns completes the name of a campaign, from the journal that this command line names.
func (a *app) completeCampaigns(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	where, err := c.Flags().GetString("journal")
	if a.tools == nil || len(args) > 0 || err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	_ = a.withJournal(c.Context(), where, func(j *journal.Journal) error {
		all, err := j.Campaigns(c.Context())
		for _, s := range all {
			names = append(names, s.Name+"\t"+stateInWords(s)+", "+countsInWords(s))
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}
