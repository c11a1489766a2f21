package verbs

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// resuming are the flags of what goes on with a campaign.
type resuming struct {
	running
	connection
	sandbox, yes bool
	expect       int64
}

func (o *resuming) flags(c *cobra.Command, expected string) {
	o.running.flags(c)
	o.connection.flags(c)
	c.Flags().Lookup("attempts").DefValue = "8"
	c.Flags().BoolVar(&o.sandbox, "sandbox", false, "send to a stand-in of the API inside this command")
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "send without asking; needs --expect")
	c.Flags().Int64Var(&o.expect, "expect", -1, expected)
	c.Flags().Lookup("expect").DefValue = ""
}

func campaignResumeCommand(a *app) *cobra.Command {
	var o resuming
	c := &cobra.Command{
		Use:   "resume NAME",
		Short: "Send what is left of a campaign, on any machine that has its journal",
		Long: `Send what is left of a campaign. The messages are in the journal: neither the template
nor the list is needed. Where another machine sends the campaign from the same
PostgreSQL database, this one helps it, and both share one rate.

Nobody is sent anything twice: those whose fate is unknown stay so, see campaign
resolve. The command that began the campaign does the same when it is given again.`,
		Example: `  watemplate campaign resume order_shipped-march
  watemplate campaign resume order_shipped-march --yes --expect 2000
  watemplate campaign resume order_shipped-march --journal postgres://sender@db.example.com/campaigns`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeCampaigns,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c); err != nil {
				return err
			}
			return a.withCampaign(c.Context(), o.journal, args[0], func(j *journal.Journal, s journal.Summary) error {
				return a.resume(c.Context(), j, s, &o)
			})
		},
	}
	o.flags(c, "how many recipients the campaign has; needed with --yes")
	return c
}

func (o *resuming) check(c *cobra.Command) error {
	if c.Flags().Changed("expect") && o.expect < 0 {
		return usage("--expect is %d; it is a number of recipients", o.expect)
	}
	return o.running.check(c, &o.connection)
}

// resume asks, and sends what is left.
func (a *app) resume(ctx context.Context, j *journal.Journal, s journal.Summary, o *resuming) error {
	if left(s) == 0 {
		return a.sayEnd(s, campaign.Report{Stop: campaign.Done}, &o.running)
	}
	client, stop, err := a.campaignClient(j, s, o)
	if err != nil {
		return err
	}
	defer stop()
	count := left(s)
	if o.yes || o.expect >= 0 || !a.inTerminal || !a.errTerminal {
		count = s.Total // what a script knows; it stays the same, whatever was sent before
	}
	question := fmt.Sprintf("%s has %s, %s of them not sent, through %s; go on",
		template.Visible(s.Name), amount(s.Total, "recipient"), thousands(left(s)), template.Visible(s.API))
	if err := a.confirmResuming(question, count, o); err != nil {
		return err
	}
	return a.runCampaign(ctx, j, s.Name, client, &o.running)
}

// confirmResuming asks, unless nothing leaves this machine.
func (a *app) confirmResuming(question string, count int64, o *resuming) error {
	if o.sandbox {
		return nil
	}
	return a.confirmCount(question, count, o.yes, o.expect)
}

// campaignClient is a client for the API that a campaign goes through, and no other: a contact there is somebody else
// elsewhere.
func (a *app) campaignClient(j *journal.Journal, s journal.Summary, o *resuming) (client *send.Client, stop func(), err error) {
	if client, err = a.client(&o.connection); err != nil {
		return nil, nil, err
	}
	name := template.Visible(s.Name)
	switch given := client.BaseURL; {
	case o.sandbox && s.API != sandboxAPI:
		return nil, nil, usage("%s goes through %s, not to the sandbox; leave out --sandbox", name, template.Visible(s.API))
	case o.sandbox:
		stop, err = a.startSandbox(client)
		return client, stop, err
	case s.API == sandboxAPI:
		return nil, nil, usage("%s was begun in the sandbox; say --sandbox to go on there", name)
	case given != "" && !sameAPI(given, s.API):
		from := cmp.Or(map[bool]string{true: "--base-url"}[o.baseURL != ""], "WATEMPLATE_BASE_URL")
		return nil, nil, usage("%s goes through %s, but %s is %s; a campaign ends where it began", name, template.Visible(s.API), from,
			template.Visible(given))
	case given == "" && j.Shared():
		// Whoever can write that database would otherwise choose whom the token is shown to.
		return nil, nil, usage("%s goes through %s, as a database says that others can write; if that is right, say so with WATEMPLATE_BASE_URL or --base-url",
			name, template.Visible(s.API))
	}
	client.BaseURL = s.API
	return client, func() {}, a.usable(client, "")
}

func sameAPI(a, b string) bool { return strings.TrimRight(a, "/") == strings.TrimRight(b, "/") }

func campaignRetryCommand(a *app) *cobra.Command {
	var o resuming
	var statuses []int
	c := &cobra.Command{
		Use:   "retry NAME",
		Short: "Send again to those who were refused for good",
		Long: `Send again to those of a campaign who were refused for good, once the cause is mended:
contacts that did not exist, a template that was not approved. Whoever was accepted,
and whose fate is unknown, is not sent to.`,
		Example: `  watemplate campaign retry order_shipped-march
  watemplate campaign retry order_shipped-march --status 404`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeCampaigns,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c); err != nil {
				return err
			}
			return a.withCampaign(c.Context(), o.journal, args[0], func(j *journal.Journal, s journal.Summary) error {
				return a.retry(c.Context(), j, s, &o, statuses)
			})
		},
	}
	o.flags(c, "how many are sent to; needed with --yes")
	c.Flags().IntSliceVar(&statuses, "status", nil, "only those who were refused with this HTTP status")
	return c
}

// retry asks, puts those who were refused back into the queue, and sends.
func (a *app) retry(ctx context.Context, j *journal.Journal, s journal.Summary, o *resuming, statuses []int) error {
	again := s.Counts[journal.Failed]
	if len(statuses) > 0 {
		again = 0
		for r, err := range j.Results(ctx, s.Name, journal.Failed) {
			if err != nil {
				return err
			}
			if slices.Contains(statuses, r.Status) {
				again++
			}
		}
	}
	if again == 0 {
		a.say("nobody of " + s.Name + " was refused so")
		return a.sayEnd(s, campaign.Report{Stop: campaign.Done}, &o.running)
	}
	client, stop, err := a.campaignClient(j, s, o)
	if err != nil {
		return err
	}
	defer stop()
	question := fmt.Sprintf("%s refused %s of %s; send to them again, through %s", template.Visible(s.API), amount(again, "recipient"),
		template.Visible(s.Name), template.Visible(s.API))
	if n := left(s); n > 0 {
		question += fmt.Sprintf(", and to %s that were not sent", thousands(n))
	}
	if err := a.confirmResuming(question, again+left(s), o); err != nil {
		return err
	}
	_, err = resolveAll(ctx, j, s.Name, journal.Failed, func(r journal.Result) (journal.Change, bool) {
		return journal.Change{State: journal.Queued}, len(statuses) == 0 || slices.Contains(statuses, r.Status)
	})
	if err != nil {
		return err
	}
	return a.runCampaign(ctx, j, s.Name, client, &o.running)
}

// changesAtOnce is how many recipients are changed in one go.
const changesAtOnce = 1000

// resolveAll changes the recipients in a state as decide says, which leaves alone those for whom it returns false.
func resolveAll(ctx context.Context, j *journal.Journal, name string, in journal.State, decide func(journal.Result) (journal.Change, bool)) (changed int64, err error) {
	var changes []journal.Change
	write := func() error {
		n, err := j.Resolve(ctx, name, changes)
		changed, changes = changed+n, changes[:0]
		return err
	}
	for r, err := range j.Results(ctx, name, in) {
		if err != nil {
			return changed, err
		}
		r.Body = nil
		change, wanted := decide(r)
		if !wanted {
			continue
		}
		change.Result = r
		if changes = append(changes, change); len(changes) == changesAtOnce {
			if err := write(); err != nil {
				return changed, err
			}
		}
	}
	if len(changes) > 0 {
		err = write()
	}
	return changed, err
}
