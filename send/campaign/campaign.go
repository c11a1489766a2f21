// Package campaign sends a campaign that a journal holds: as fast as the API grants, with many connections at once, and to
// nobody twice.
//
// One goroutine asks the journal, in turns: each turn writes down what became of the requests that have been answered
// meanwhile, and claims as many recipients as there are idle connections, in one transaction. While a turn waits for the
// disk, the requests that are under way go on, so the next turn has many outcomes to write down at once. A recipient is
// claimed on disk before the request's first byte, and never more of them than can be sent at once: whatever happens to
// the process, at most one recipient a connection has an unknown fate.
package campaign

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
)

// Options are how a campaign is sent.
type Options struct {
	Journal *journal.Journal
	Name    string
	// Client makes the requests. Its own repetition is not used, for every attempt is written down. Its Backoff is the
	// first pause of those that grow, 0 means 1 s; its MaxWait is the longest of them, 0 means 60 s. What the API asks for
	// is granted in full. Without an HTTP client it gets one whose pool fits the Connections. Idle connections are closed
	// at the end.
	Client *send.Client
	// Connections is how many requests are made at once, 0 means 8.
	Connections int
	// Rate is the most requests a second that the user wants; 0 for what the API grants, which is taken for 5 until an
	// answer names a limit. A negative Rate is for no limit of our own: only what the API names is kept to.
	Rate float64
	// Most stops after so many were accepted in this run, or may have been; 0 for all.
	Most int64
	// Attempts is how often one recipient is tried while the API surely did not accept it; 0 means 8.
	Attempts int
	// Breaker stops after so many failures in a row; 0 means 10. Unknown fates count, and refusals in the same words, as of
	// a template that is not approved. So does a missing connection, once for all that miss it at a time. A contact that
	// does not exist, and an API that asks for patience, neither count nor end the row.
	Breaker int
	// Quiet says how long nothing may be sent from a moment on; nil for never.
	Quiet func(time.Time) time.Duration
	// Log is told what happens, without names, numbers and tokens; nil for nobody.
	Log *slog.Logger
	// LogContacts lets the log name contacts, and quote what the API says of them.
	LogContacts bool
	// OnEvent is called for whatever happens, one call at a time.
	OnEvent func(Event)
}

// Event is a step of a campaign.
type Event struct {
	Kind   EventKind
	At     time.Time
	State  journal.State // of Settled
	Status int           // the HTTP status, 0 without an answer
	Reason string
	Took   time.Duration // of the request
	Wait   time.Duration // of Paused
	// Rate is the number of requests a second that are made at most; 0 for no limit.
	Rate float64
	// Queued and Attempting are how many there are.
	Queued, Attempting int64
	// Recipient is the number of the row in the list.
	Row int
	// Stop is why it is Stopping.
	Stop Stop
}

// EventKind is the kind of a step.
type EventKind uint8

// The kinds of events.
const (
	Started EventKind = iota + 1
	Settled           // a recipient has an outcome
	Paused            // by the API, by quiet hours, by a database that does not answer
	Turned            // the journal was asked; the numbers are fresh
	Stopping
)

// Stop is why a run ended.
type Stop uint8

// Why a run ended.
const (
	Done        Stop = iota + 1 // nobody is left
	Limited                     // Options.Most
	Interrupted                 // by a person
	Refused                     // the API does not take the token, or is elsewhere
	Broken                      // by the breaker
	Lost                        // the journal cannot be written
)

// String is the reason in a word.
func (s Stop) String() string {
	return [...]string{"running", "done", "limited", "interrupted", "refused", "broken", "lost"}[s]
}

// Report is what came of a run.
type Report struct {
	Stop Stop
	// Counts are the outcomes of this run.
	Counts map[journal.State]int64
	// Last is the failure that ended it, of Refused and Broken; Err the journal's, of Lost.
	Last *send.Error
	Err  error
}

// Run sends until nobody is left or something stops it. When drain is closed it makes no further request, and ends as soon
// as those that were made are answered. When the context ends it gives up on them, too: their outcome is Unknown, unless
// nothing of them was written.
//
// An error says that nothing was sent: the options are no good, or the journal did not let this process in.
func Run(ctx context.Context, drain <-chan struct{}, o Options) (Report, error) {
	o, err := o.complete()
	if err != nil {
		return Report{}, err
	}
	worker, err := o.Journal.Join(ctx, o.Name)
	if err != nil {
		return Report{}, err
	}
	defer o.Client.HTTP.CloseIdleConnections()
	return newRun(o, worker, drain).run(ctx), nil
}

// complete checks the options and fills in what was left out. The client is a copy of the caller's.
func (o Options) complete() (Options, error) {
	switch {
	case o.Journal == nil || o.Client == nil:
		return o, errors.New("a campaign needs a journal and a client")
	case o.Connections < 0 || o.Most < 0 || o.Attempts < 0 || o.Breaker < 0:
		return o, errors.New("the numbers of connections, recipients, attempts and failures cannot be negative")
	}
	if err := o.Client.Check(); err != nil {
		return o, err
	}
	o.Connections = or(o.Connections, 8)
	o.Attempts = or(o.Attempts, 8)
	o.Breaker = or(o.Breaker, 10)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	client := *o.Client
	client.MaxAttempts = 1
	client.Backoff = or(client.Backoff, time.Second)
	client.MaxWait = or(client.MaxWait, time.Minute)
	if client.HTTP == nil {
		client.HTTP = send.Pool(o.Connections)
	}
	o.Client = &client
	return o, nil
}

// or gives the first value that is not zero.
func or[T int | time.Duration](value, otherwise T) T {
	if value != 0 {
		return value
	}
	return otherwise
}
