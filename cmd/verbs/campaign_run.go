package verbs

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

// runCampaign sends what is queued of a campaign, shows how far it is, and says at the end what came of it and what to do
// next. The error has the exit status; it is nil if everybody was accepted. The running flags have been checked, and the
// client is one that messages can be sent with.
func (a *app) runCampaign(ctx context.Context, j *journal.Journal, name string, client *send.Client, r *running) error {
	defer tuneSending()()
	before, err := j.Summary(ctx, name)
	if err != nil {
		return err
	}
	closeLog, err := a.openLog(r, before)
	if err != nil {
		return err
	}
	defer closeLog()
	stopMetrics, err := a.serveMetrics(r)
	if err != nil {
		return err
	}
	defer stopMetrics()
	ctx, drain, stop := a.untilDrained(ctx)
	defer stop()
	p := a.newProgress(tally{Summary: before, most: r.limit, hint: "Ctrl-C finishes what is in flight and stops"})
	hide := p.start(ctx, j, r)
	report, err := campaign.Run(ctx, drain, campaign.Options{
		Journal: j, Name: name, Client: client, Connections: r.connections, Rate: r.rate, Most: r.limit,
		Attempts: r.attempts, Breaker: r.breaker, Quiet: r.quiet, Log: r.log, LogContacts: r.logContacts,
		OnEvent: func(e campaign.Event) {
			p.event(e)
			for _, observe := range r.observe {
				observe(e)
			}
		},
	})
	hide()
	if err != nil {
		return statusError{statusFailure, err}
	}
	// The context may have ended; the user still wants to know.
	after, err := j.Summary(context.WithoutCancel(ctx), name)
	if err != nil {
		if why := whyStopped(report, r); why != "" {
			a.say(why)
		}
		return statusError{statusUnknown, err}
	}
	return a.sayEnd(after, report, r)
}

// start shows the progress until hide is called. A log on the standard error takes its place.
func (p *progress) start(ctx context.Context, j *journal.Journal, r *running) (hide func()) {
	if r.log != nil && r.logFile == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	name := p.tally.Name
	var shown sync.WaitGroup
	shown.Go(func() {
		p.show(ctx, func(ctx context.Context) (journal.Summary, error) { return j.Summary(ctx, name) })
	})
	return func() {
		cancel()
		shown.Wait()
	}
}

// untilDrained is a context that the second Ctrl-C ends, and a channel that is closed by the first. A third kills, as
// everywhere. That the terminal is gone, or the system wants the program to end, is a first Ctrl-C, too; that nobody reads
// what it prints is no reason to stop.
func (a *app) untilDrained(parent context.Context) (ctx context.Context, drain <-chan struct{}, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	asked := make(chan struct{})
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	unread := make(chan os.Signal, 1)
	signal.Notify(unread, syscall.SIGPIPE)
	go func() {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		}
		close(asked)
		a.say("finishing what is in flight; Ctrl-C again stops at once")
		select {
		case <-ctx.Done():
			return
		case <-signals:
		}
		signal.Stop(signals)
		cancel()
	}()
	return ctx, asked, func() {
		cancel()
		signal.Stop(signals)
		signal.Stop(unread)
	}
}
