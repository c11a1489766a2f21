package verbs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// resolving are the flags of campaign resolve.
type resolving struct {
	resuming

	how            string
	only           []int
	requeueMissing bool
}

// The ways to resolve.
const (
	bySkipping = "skip"
	byRetrying = "retry"
	byChecking = "check"
)

func campaignResolveCommand(a *app) *cobra.Command {
	var o resolving
	c := &cobra.Command{
		Use:   "resolve NAME --unknown=check|skip|retry",
		Short: "Decide about those whose fate is unknown",
		Long: `Decide about those who were sent to, or perhaps were, and of whom no answer is known.

  --unknown=check   ask the API for each contact's recent messages. Those among whom the
                    message is found become accepted. Nothing is sent. Those for whom it
                    is surely not there stay unknown, unless --requeue-missing.
  --unknown=skip    leave them at that: they become skipped, and are never sent to
  --unknown=retry   put them back into the queue; they may get the message twice

What was put back is sent by campaign resume. --only takes rows of the list, as
campaign show NAME --unknown names them.`,
		Example: `  watemplate campaign resolve order_shipped-march --unknown=check
  watemplate campaign resolve order_shipped-march --unknown=check --requeue-missing --yes
  watemplate campaign resolve order_shipped-march --unknown=skip --only 17,204`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeCampaigns,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return a.withCampaign(c.Context(), o.journal, args[0], func(j *journal.Journal, s journal.Summary) error {
				return a.resolve(c.Context(), j, s, &o)
			})
		},
	}
	journalFlag(c, &o.journal)
	o.connection.flags(c)
	c.Flags().StringVar(&o.how, "unknown", "", "what to do about them: check, skip or retry")
	c.Flags().IntSliceVar(&o.only, "only", nil, "only those in these rows of the list")
	c.Flags().BoolVar(&o.requeueMissing, "requeue-missing", false, "with check: put those back into the queue for whom the message is surely not there")
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "change without asking")
	_ = c.RegisterFlagCompletionFunc("unknown", cobra.FixedCompletions([]string{byChecking, bySkipping, byRetrying}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (o *resolving) check() error {
	switch {
	case o.how == "":
		return usage("what shall become of the unknown? give --unknown=check, --unknown=skip or --unknown=retry")
	case !slices.Contains([]string{byChecking, bySkipping, byRetrying}, o.how):
		return usage("--unknown is %q; it takes check, skip, retry", o.how)
	case o.requeueMissing && o.how != byChecking:
		return usage("--requeue-missing goes with --unknown=check")
	}
	return o.connection.check()
}

// resolve decides about the unknown ones as the flags say, after it has asked.
func (a *app) resolve(ctx context.Context, j *journal.Journal, s journal.Summary, o *resolving) error {
	if campaignState(s) == isSending {
		return usage("%s is being sent at this moment; wait for its end, or end it with Ctrl-C where it runs", template.Visible(s.Name))
	}
	unknown, err := a.unknownOf(ctx, j, s.Name, o.only)
	if err != nil || len(unknown) == 0 {
		return err
	}
	if !o.yes && (!a.inTerminal || !a.errTerminal) {
		return usage("there is no terminal to ask on; say --yes to change it without asking")
	}
	var changes []journal.Change
	question := ""
	switch o.how {
	case byChecking:
		changes, err = a.checkUnknown(ctx, j, s, unknown, o)
		question = fmt.Sprintf("Write down what was found of %s?", amount(len(changes), "recipient"))
	case bySkipping:
		changes = changeAll(unknown, journal.Skipped, "left at that")
		question = fmt.Sprintf("The fate of %s is unknown; leave it at that, and never send to them?", amount(len(unknown), "recipient"))
	case byRetrying:
		changes = changeAll(unknown, journal.Queued, "")
		question = fmt.Sprintf("%s may have got the message already; put them back into the queue, although some may get it twice?", amount(len(unknown), "recipient"))
	}
	if err != nil || len(changes) == 0 {
		return err
	}
	if !o.yes && !a.confirmYes(question) {
		return statusError{statusFailure, errors.New("nothing was changed")}
	}
	return a.writeChanges(ctx, j, s.Name, changes)
}

// unknownOf are the recipients whose fate is unknown, or those of them in some rows.
func (a *app) unknownOf(ctx context.Context, j *journal.Journal, name string, only []int) ([]journal.Result, error) {
	var unknown []journal.Result
	missing := map[int]bool{}
	for _, row := range only {
		missing[row] = true
	}
	for r, err := range j.Results(ctx, name, journal.Unknown) {
		if err != nil {
			return nil, err
		}
		if len(only) == 0 || missing[r.Row] {
			unknown = append(unknown, r)
			delete(missing, r.Row)
		}
	}
	for _, row := range only {
		if missing[row] {
			return nil, usage("row %d is not one whose fate is unknown; campaign show %s --unknown lists them", row, template.Visible(name))
		}
	}
	if len(unknown) == 0 {
		a.say("there is nobody in " + name + " whose fate is unknown")
	}
	return unknown, nil
}

func changeAll(all []journal.Result, to journal.State, reason string) []journal.Change {
	var changes []journal.Change
	for _, r := range all {
		changes = append(changes, journal.Change{Result: r, State: to, Reason: reason})
	}
	return changes
}

// writeChanges changes the recipients, and says what to do next.
func (a *app) writeChanges(ctx context.Context, j *journal.Journal, name string, changes []journal.Change) error {
	changed := int64(0)
	for batch := range slices.Chunk(changes, changesAtOnce) {
		n, err := j.Resolve(ctx, name, batch)
		if changed += n; err != nil {
			return err
		}
	}
	if rest := int64(len(changes)) - changed; rest > 0 {
		a.say(amount(rest, "recipient") + " changed meanwhile, and stayed as they were")
	}
	s, err := j.Summary(ctx, name)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %s\n", template.Visible(name), countsInWords(s))
	a.sayNext(s)
	return nil
}

// missingAfter is how old an attempt must be before a message that is not listed counts as not there: it may be listed
// late.
const missingAfter = 10 * time.Minute

// checkUnknown asks the API what became of each, prints it, and returns what follows from it.
func (a *app) checkUnknown(ctx context.Context, j *journal.Journal, s journal.Summary, unknown []journal.Result, o *resolving) ([]journal.Change, error) {
	if s.API == sandboxAPI {
		return nil, usage("%s was sent to the sandbox inside a command, which is gone with all that it knew; take --unknown=skip or retry",
			template.Visible(s.Name))
	}
	client, _, err := a.campaignClient(j, s, &o.resuming)
	if err != nil {
		return nil, err
	}
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	var changes []journal.Change
	counts := map[campaign.Verdict]int{}
	for _, r := range unknown {
		finding, err := campaign.Check(ctx, client, r)
		if err != nil {
			return nil, explainCheck(ctx, err)
		}
		counts[finding.Verdict]++
		words := finding.Verdict.String()
		switch finding.Verdict {
		case campaign.Found:
			words = fmt.Sprintf("accepted, message %d", finding.MessageID)
			changes = append(changes, journal.Change{Result: r, State: journal.Accepted, MessageID: finding.MessageID})
		case campaign.NotThere:
			if words = "not there"; o.requeueMissing && time.Since(r.Ended) < missingAfter {
				words = fmt.Sprintf("not there yet; it is taken for missing %.0f minutes after it was sent", missingAfter.Minutes())
			} else if o.requeueMissing {
				words = "not there; it is put back into the queue"
				changes = append(changes, journal.Change{Result: r, State: journal.Queued})
			}
		case campaign.CannotTell:
			words = "cannot tell: " + plainLine(finding.Reason)
		}
		fmt.Fprintf(a.out, "row %-7d %-30s  %s\n", r.Row, template.Visible(r.Contact), words)
	}
	a.say(fmt.Sprintf("of %s the API has %s, has not %s, and cannot tell of %s", thousands(int64(len(unknown))),
		thousands(int64(counts[campaign.Found])), thousands(int64(counts[campaign.NotThere])), thousands(int64(counts[campaign.CannotTell]))))
	return changes, nil
}

// explainCheck gives the failure of a look at the API its exit status.
func explainCheck(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return statusError{statusCanceled, errors.New("interrupted; nothing was changed")}
	}
	if e, ok := errors.AsType[*send.Error](err); ok && (e.Status == 401 || e.Status == 403) {
		return statusError{statusToken, err}
	}
	return statusError{statusFailure, err}
}
