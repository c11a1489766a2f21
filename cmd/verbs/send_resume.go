package verbs

import (
	"context"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// goOn goes on with a campaign that the journal has already: the rest is sent, if it is the same campaign.
func (l *launch) goOn(ctx context.Context, begun journal.Summary) error {
	if differs := otherThan(begun.Campaign, l.campaign); len(differs) > 0 {
		return usage("campaign %s was begun with another state of %s; send what was begun with %s, or begin a new one with --campaign NAME",
			begun.Name, strings.Join(differs, ", and of "), l.commandLine("campaign", "resume", begun.Name))
	}
	count := left(begun)
	if count == 0 {
		l.say(fmt.Sprintf("campaign %s has been sent; nothing is sent again", begun.Name))
		return l.sayEnd(begun, campaign.Report{Stop: campaign.Done}, &l.flags.running)
	}
	fmt.Fprintf(l.err, "campaign %s goes on: %s\n", template.Visible(begun.Name), countsInWords(begun))
	sent := begun.Total - count
	over, scripted := l.pastCanary(sent), l.yes || !l.inTerminal || !l.errTerminal
	if over && scripted {
		l.say(fmt.Sprintf("the first %s have been sent to; leave --canary out to send to the other %s", thousands(sent), thousands(count)))
		return statusError{status: statusUnknown}
	}
	question := fmt.Sprintf("Send to the %s that are left, through %s", amount(count, "contact"), template.Visible(l.api()))
	asked := count
	if scripted || l.flags.expect == begun.Total {
		asked = begun.Total // what a script knows; the same command goes on, whatever was sent before
	}
	if err := l.confirmCount(question, asked, l.yes || l.sandbox && !over, l.expected(asked)); err != nil {
		return err
	}
	return l.send(ctx, count)
}

// pastCanary takes those who were sent to off the canary, and reports whether that is all of it.
func (l *launch) pastCanary(sent int64) bool {
	if l.flags.canary == 0 {
		return false
	}
	l.flags.canary = max(0, l.flags.canary-sent)
	return l.flags.canary == 0
}

// sendCanary sends to the first few, and asks whether to go on.
func (l *launch) sendCanary(ctx context.Context, name string) error {
	all := l.flags.running
	l.flags.limit = l.flags.canary
	ended := l.runCampaign(ctx, l.journal, name, l.client, &l.flags.running)
	after, err := l.journal.Summary(context.WithoutCancel(ctx), name)
	if err != nil {
		return statusOf(err, statusFailure)
	}
	rest := left(after)
	if rest == 0 || after.Counts[journal.Accepted] < l.flags.canary || !l.inTerminal || !l.errTerminal {
		return ended
	}
	if err := l.confirmCount(fmt.Sprintf("Look at what arrived. Send to the other %s", amount(rest, "contact")), rest, false, -1); err != nil {
		return statusOf(err, statusUnknown)
	}
	return l.runCampaign(ctx, l.journal, name, l.client, &all)
}
