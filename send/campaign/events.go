package campaign

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"time"

	"github.com/watemplate/watemplate/send/journal"
)

// tell tells of an event.
func (r *run) tell(e Event) {
	if r.o.OnEvent == nil {
		return
	}
	e.At, e.Rate = time.Now(), r.pace.rate()
	r.o.OnEvent(e)
}

// paused tells that nothing is sent until then, and why in our words and in those of the API or the network, if there are
// any; once for a pause, however often it is met.
func (r *run) paused(until time.Time, why, reason string) {
	if !until.After(r.told.Add(time.Second)) {
		return
	}
	r.told = until
	wait := time.Until(until)
	r.log.pause(wait, why, reason)
	if reason == "" {
		reason = why
	}
	r.tell(Event{Kind: Paused, Wait: wait, Reason: reason})
}

// logger writes down what happens. Whom a message went to and what was in it stays out of it, and therefore the API's
// words, which may quote both; so does the token, which no error of the client has.
type logger struct {
	*slog.Logger
	contacts bool
}

func newLogger(o Options) *logger {
	return &logger{o.Log.With("campaign", o.Name), o.LogContacts}
}

// levels say how much each outcome matters.
var levels = [...]slog.Level{
	journal.Accepted: slog.LevelInfo,
	journal.Queued:   slog.LevelInfo,
	journal.Failed:   slog.LevelWarn,
	journal.Unknown:  slog.LevelWarn,
}

func (l *logger) answer(a *answer) {
	level := levels[a.outcome.State]
	if !l.Enabled(context.Background(), level) {
		return
	}
	attrs := []slog.Attr{
		slog.Int("row", a.outcome.Claim.Row), slog.Int64("seq", a.outcome.Claim.Seq), slog.Int("attempt", a.outcome.Claim.Attempt),
		slog.String("outcome", stateNames[a.outcome.State]), slog.Int("status", a.outcome.Status), slog.Duration("took", a.took),
	}
	if a.outcome.MessageID != 0 {
		attrs = append(attrs, slog.Int64("message", a.outcome.MessageID))
	}
	if why := a.why(); why != "" {
		attrs = append(attrs, slog.String("why", why))
	}
	if a.unnoted != nil {
		attrs = append(attrs, slog.String("unnoted", a.unnoted.Error()))
	}
	if l.contacts {
		attrs = append(attrs, slog.String("contact", a.outcome.Claim.Contact), slog.String("reason", a.outcome.Reason))
	}
	l.LogAttrs(context.Background(), level, "request", attrs...)
}

// stateNames are what people call the states.
var stateNames = [...]string{
	journal.Accepted: "accepted", journal.Queued: "queued", journal.Failed: "failed", journal.Unknown: "unknown",
}

// What keeps from sending, in our own words.
const (
	whyOffline = "no connection"
	whyUnfit   = "the heartbeat is late"
	whyBusy    = "the API asks for patience"
	whyQuiet   = "quiet hours"
	whyOthers  = "the API, or those who are left, have to be waited for"
)

// why says in our own words why a message was not accepted.
func (a *answer) why() string {
	var timeout net.Error
	switch {
	case a.kind == unfit:
		return whyUnfit
	case a.kind == halted:
		return "the run ends"
	case a.kind == offline:
		return whyOffline
	case a.kind == unclear && errors.As(a.failure, &timeout) && timeout.Timeout():
		return "no answer in time"
	case a.kind == unclear && a.failure.Status == 0:
		return "the connection broke"
	case a.kind == unclear && a.failure.Status < 300:
		return "no message id"
	}
	return ""
}

func (l *logger) begin(o Options) {
	l.LogAttrs(context.Background(), slog.LevelInfo, "begin", slog.Int("connections", o.Connections), slog.Float64("rate", o.Rate), slog.Int64("most", o.Most))
}

func (l *logger) pause(wait time.Duration, why, reason string) {
	attrs := []slog.Attr{slog.Duration("wait", wait), slog.String("why", why)}
	if l.contacts && reason != "" {
		attrs = append(attrs, slog.String("reason", reason))
	}
	l.LogAttrs(context.Background(), slog.LevelWarn, "pause", attrs...)
}

func (l *logger) untaken(err error, outcomes int, wait time.Duration) {
	l.LogAttrs(context.Background(), slog.LevelError, "the journal does not answer",
		slog.String("error", err.Error()), slog.Int("outcomes", outcomes), slog.Duration("wait", wait))
}

func (l *logger) leave(err error) {
	l.LogAttrs(context.Background(), slog.LevelError, "cannot take leave of the journal", slog.String("error", err.Error()))
}

func (l *logger) end(report Report) {
	level := slog.LevelInfo
	if report.Stop >= Refused {
		level = slog.LevelError
	}
	attrs := []slog.Attr{
		slog.String("stop", report.Stop.String()),
		slog.Int64("accepted", report.Counts[journal.Accepted]),
		slog.Int64("failed", report.Counts[journal.Failed]), slog.Int64("unknown", report.Counts[journal.Unknown]),
	}
	if report.Last != nil {
		attrs = append(attrs, slog.Int("status", report.Last.Status))
	}
	if report.Err != nil {
		attrs = append(attrs, slog.String("error", report.Err.Error()))
	}
	l.LogAttrs(context.Background(), level, "end", attrs...)
}
