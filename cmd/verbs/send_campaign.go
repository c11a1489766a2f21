package verbs

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// sendToList sends the template or message of a file to a list of recipients.
func (a *app) sendToList(c *cobra.Command, s *sending, path string) error {
	if err := a.needTools(); err != nil {
		return err
	}
	l, err := a.newLaunch(c, s, path)
	if err != nil {
		return err
	}
	defer l.list.Close()
	if s.dryRun {
		return l.dryRun(c.Context())
	}
	closeJournal, err := l.openJournal(c.Context())
	if err != nil {
		return err
	}
	return errors.Join(l.run(c.Context()), closeJournal())
}

// openJournal opens the journal: of what is only tried out, one that is gone afterwards.
func (l *launch) openJournal(ctx context.Context) (closeJournal func() error, err error) {
	if l.sandbox && l.flags.journal == "" {
		l.place = "a temporary file; nothing is kept of what is tried out"
		l.journal, closeJournal, err = l.openScratchJournal(ctx)
		return closeJournal, err
	}
	place, err := l.journalPlace(l.flags.journal)
	if err != nil {
		return nil, err
	}
	l.place = place.String()
	if l.journal, err = l.app.openJournal(ctx, l.flags.journal); err != nil {
		return nil, err
	}
	return l.journal.Close, nil
}

// run begins the campaign, or goes on with one that the same command began.
func (l *launch) run(ctx context.Context) error {
	begun, err := l.journal.Summary(ctx, l.campaign.Name)
	var missing *journal.Missing
	switch {
	case errors.As(err, &missing):
		return l.begin(ctx)
	case err != nil:
		return statusOf(err, statusFailure)
	}
	return l.goOn(ctx, begun)
}

// begin reads the list, shows the plan, asks, and sends.
func (l *launch) begin(ctx context.Context) error {
	loader, err := l.journal.Load(ctx, l.campaign)
	if err != nil {
		return statusOf(err, statusFailure)
	}
	count, err := l.load(ctx, loader)
	if err == nil {
		err = l.confirmCount(fmt.Sprintf("\nSend %s to %s through %s", l.campaign.Template, amount(count, "contact"), template.Visible(l.api())),
			count, l.yes || l.sandbox, l.expected(count))
	}
	if err != nil {
		return errors.Join(err, loader.Discard(context.WithoutCancel(ctx)))
	}
	err = loader.Commit(ctx)
	if _, meanwhile := errors.AsType[*journal.Exists](err); meanwhile {
		// Another process of the same command was faster.
		if err := loader.Discard(context.WithoutCancel(ctx)); err != nil {
			return statusOf(err, statusFailure)
		}
		return l.run(ctx)
	}
	if err != nil {
		return statusOf(err, statusFailure)
	}
	return l.send(ctx, count)
}

// load reads the list into the journal and shows the plan, or what is wrong with the list. It returns how many can be sent
// to.
func (l *launch) load(ctx context.Context, loader *journal.Loader) (int64, error) {
	plan, err := l.gather(ctx, loader)
	if err != nil {
		return 0, err
	}
	return plan.recipients, l.sayPlan(*plan)
}

// gather reads the list into the journal. Faults of the list are printed, and end it unless they are to be skipped.
func (l *launch) gather(ctx context.Context, loader *journal.Loader) (*shownPlan, error) {
	g := &gathering{
		app: l.app, list: l.list, path: l.flags.list.path, parameters: l.list.Parameters(), variants: l.variants, ready: map[int]*variant{}, defaults: l.values,
		envelope: l.envelope, loader: loader, plan: newSendPlan(), bad: &badRows{path: slashed(l.badRowsPath()), columns: l.list.Columns()},
		reading: &readingLine{app: l.app, list: slashed(l.flags.list.path)},
	}
	err := g.run(ctx)
	if broken := g.bad.finish(); broken != nil {
		broken = statusError{statusFailure, fmt.Errorf("rows with faults cannot be written down: %w; name another place with --bad-rows", broken)}
		if g.bad.path = ""; l.flags.skipInvalid {
			err = errors.Join(err, broken) // nobody would know who was left out
		} else {
			l.say(broken.Error())
		}
	}
	if err == nil {
		err = l.unchanged()
	}
	if err != nil {
		return nil, err
	}
	return l.judge(g)
}

// unchanged makes sure that the list that was read is the one that the campaign is known by.
func (l *launch) unchanged() error {
	hash, err := l.listHash()
	if err == nil && hash != l.campaign.ListHash {
		err = statusError{statusFailure, fmt.Errorf("%s was changed while it was read; nothing was sent, so give the command again", slashed(l.flags.list.path))}
	}
	return err
}

// judge decides whether the campaign can begin.
func (l *launch) judge(g *gathering) (*shownPlan, error) {
	p := &shownPlan{
		sendPlan: g.plan, name: l.campaign.Name, template: l.described(), category: class(l.variants.documents[0].Document),
		list: slashed(l.flags.list.path), through: l.way(), journal: l.place,
		quietHours: l.flags.quietHours, rate: l.flags.rate, bad: g.bad.path,
		ignored: unused(g.parameters, parametersOf(l.variants.documents)),
	}
	p.skipped = g.bad.rows
	if g.bad.rows > 0 {
		l.sayBad(g.bad)
	}
	switch {
	case g.bad.rows > 0 && !l.flags.skipInvalid:
		where := ""
		if p.bad != "" {
			where = fmt.Sprintf(" (they are in %s)", p.bad)
		}
		l.say(fmt.Sprintf("%s of %s cannot be sent, so nothing is sent; mend them%s, or send to the others with --skip-invalid",
			thousands(g.bad.rows), amount(g.plan.rows, "row"), where))
		return nil, errProblems
	case g.plan.recipients == 0:
		return nil, statusError{statusProblems, fmt.Errorf("%s has nobody to send to", p.list)}
	}
	return p, nil
}

// expected is --expect; negative if it was not given, unless there is nothing to be asked.
func (l *launch) expected(count int64) int64 {
	if l.sandbox && l.flags.expect < 0 {
		return count
	}
	return l.flags.expect
}

// send sends to those of the campaign that are left.
func (l *launch) send(ctx context.Context, count int64) error {
	if l.sandbox {
		stop, err := l.startSandbox(l.client)
		if err != nil {
			return err
		}
		defer stop()
	}
	name := l.campaign.Name
	if l.flags.canary == 0 || l.flags.canary >= count {
		return l.runCampaign(ctx, l.journal, name, l.client, &l.flags.running)
	}
	return l.sendCanary(ctx, name)
}
