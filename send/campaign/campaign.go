// Package campaign sends a campaign that a journal holds: as fast as the API grants, with many connections at once, and to
// nobody twice.
package campaign

import (
	"context"
	"log/slog"
	"time"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
)

// Options are how a campaign is sent.
type Options struct {
	Journal *journal.Journal
	Name    string
	// Client makes the requests; its own repetition is not used, for every attempt is written down.
	Client *send.Client
	// Connections is how many requests are made at once, 0 means 8.
	Connections int
	// Rate is the most requests a second that the user wants; 0 for what the API grants.
	Rate float64
	// Most stops after so many were accepted in this run; 0 for all.
	Most int64
	// Attempts is how often one recipient is tried while the API surely did not accept it; 0 means 8.
	Attempts int
	// Breaker stops after so many failures in a row; 0 means 10.
	Breaker int
	// Quiet says how long nothing may be sent from a moment on; nil for never.
	Quiet func(time.Time) time.Duration
	// Log is told what happens, without names, numbers and tokens; nil for nobody.
	Log *slog.Logger
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
// as those that were made are answered. When the context ends it gives up on them, too: their outcome is Unknown.
func Run(ctx context.Context, drain <-chan struct{}, o Options) (Report, error) { panic("unwritten") }
