package verbs

import (
	"github.com/spf13/cobra"
)

func campaignCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "campaign",
		Short: "Look after campaigns: list, show, resume, retry, resolve, export",
		Long: `Look after campaigns, which send --recipients begins. What became of every message is
kept in a journal: a file of yours, or a PostgreSQL database where several machines
send one campaign.

A recipient is queued (not sent, or surely not accepted), attempting (being sent at
this moment), accepted by the API, failed (refused for good), unknown (sent, or
perhaps sent, and no answer is known; never sent again by itself), or skipped
(unknown, and left at that by one of you).

Exit status of what sends: 0 everybody was accepted; 3 some were refused for good;
4 the token was refused; 5 it stopped with some unsent, or the fate of some is
unknown.`,
		Example: `  watemplate campaign list
  watemplate campaign show order_shipped-march --follow
  watemplate campaign resume order_shipped-march
  watemplate campaign resolve order_shipped-march --unknown=check
  watemplate campaign export order_shipped-march -o results.xlsx`,
		Args: unknownBelow,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	return c
}

// unknownBelow refuses an argument that is none of a command's own commands.
func unknownBelow(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return unknownCommand(c, args)
}
