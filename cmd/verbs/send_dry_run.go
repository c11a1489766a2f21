package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/template"
)

// nowhere stands for the base URL where none is set. No host has a name under invalid.
const nowhere = "https://base-url.invalid/v1"

// dryRun goes all the way of a campaign, up to a connection, which it does not open. It keeps nothing.
func (l *launch) dryRun(ctx context.Context) (err error) {
	l.place = "none; this is a dry run"
	j, closeJournal, err := l.openScratchJournal(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeJournal()) }()
	l.journal = j
	loader, err := j.Load(ctx, l.campaign)
	if err != nil {
		return statusOf(err, statusFailure)
	}
	plan, err := l.gather(ctx, loader)
	if err != nil {
		return err
	}
	if err := l.sayPlan(*plan); err != nil {
		return err
	}
	if l.flags.expect >= 0 && l.flags.expect != plan.recipients {
		return usage("--expect says %d, but there are %d to send to; look at what has changed", l.flags.expect, plan.recipients)
	}
	if err := loader.Commit(ctx); err != nil {
		return statusOf(err, statusFailure)
	}
	return l.sendNowhere(ctx, plan.previews[0])
}

// sendNowhere shows the first request and makes all of them, without a connection.
func (l *launch) sendNowhere(ctx context.Context, first preview) error {
	var dry send.DryRun
	client := *l.client
	client.BaseURL, client.Token = cmp.Or(client.BaseURL, nowhere), "dry-run"
	client.HTTP = &http.Client{Transport: &dry}
	to, err := send.ParseIdentifier(first.contact)
	if err != nil {
		return err
	}
	if err := client.Dump(l.out, to, first.payload.body); err != nil {
		return statusOf(err, statusUsage)
	}
	report, err := campaign.Run(ctx, nil, campaign.Options{
		Journal: l.journal, Name: l.campaign.Name, Client: &client, Rate: -1, Most: l.most(),
	})
	switch {
	case err != nil:
		return statusOf(err, statusFailure)
	case report.Err != nil:
		return statusOf(report.Err, statusFailure)
	case report.Last != nil:
		return statusOf(report.Last, statusFailure)
	}
	fmt.Fprintf(l.err, "dry run: %s made, none left this machine\n", template.Visible(amount(dry.Requests(), "request")))
	return nil
}

// most is where a run stops; 0 for nowhere.
func (l *launch) most() int64 { return cmp.Or(l.flags.canary, l.flags.limit) }
