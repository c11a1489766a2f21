package campaign

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
)

// kind sorts what came of a claim by what it says of the API and the network.
type kind uint8

const (
	accepted kind = iota + 1
	refused       // this message, for good
	absent        // the contact does not exist
	unclear       // nobody knows
	busy          // 429
	waiting       // 449
	offline       // no connection came about
	shut          // the token is not taken, or the API is elsewhere
	unfit         // not sent: others may take this worker for gone
	halted        // not sent, or given up, because the run ends
)

// task is a claim that is to be sent, and the number of the turn that gave it.
type task struct {
	claim journal.Claim
	turn  int64
}

// answer is what came of a claim.
type answer struct {
	kind    kind
	outcome journal.Outcome
	failure *send.Error // nil if it was accepted, or not sent
	limit   send.RateLimit
	turn    int64 // of the claim
	took    time.Duration
	unnoted error // why the audit log does not have the outcome
}

// serve sends what is claimed, one request after the other.
func (r *run) serve(ctx context.Context) {
	defer r.senders.Done()
	for t := range r.tasks {
		a := answer{outcome: journal.Outcome{Claim: t.claim}, turn: t.turn}
		r.attempt(ctx, &a)
		if a.kind == shut {
			r.halt.Store(true) // what is claimed beside it need not be tried
		}
		a.unnoted = r.worker.Note(a.outcome)
		r.answers <- a
	}
}

// attempt makes the request, unless it must not be made any more.
func (r *run) attempt(ctx context.Context, a *answer) {
	claim := &a.outcome.Claim
	if r.halting(ctx) {
		a.giveBack(halted, "not sent: the run ended")
		return
	}
	if err := r.worker.Fit(); err != nil {
		a.giveBack(unfit, err.Error())
		return
	}
	to, err := send.ParseIdentifier(claim.Contact)
	if err != nil {
		a.kind, a.outcome.State, a.outcome.Reason = refused, journal.Failed, "the journal has no contact here that could be written to"
		return
	}
	began := time.Now()
	receipt, err := r.o.Client.Send(ctx, to, claim.Body)
	a.took = time.Since(began)
	if err == nil {
		a.kind, a.limit = accepted, receipt.RateLimit
		a.outcome.State, a.outcome.MessageID, a.outcome.Status = journal.Accepted, receipt.MessageID, 200
		return
	}
	a.fail(err, ctx.Err() != nil, &r.o)
}

// halting reports whether no further request may be made.
func (r *run) halting(ctx context.Context) bool { return r.halt.Load() || r.interrupted(ctx) }

// interrupted reports whether a person wants the run to end. That a sender has halted the others says nothing of the
// reason: it comes with that sender's answer.
func (r *run) interrupted(ctx context.Context) bool {
	select {
	case <-r.drain:
		return true
	default:
		return ctx.Err() != nil
	}
}

// giveBack puts the recipient back into the queue: nothing was sent.
func (a *answer) giveBack(k kind, reason string) {
	a.kind = k
	a.outcome.State, a.outcome.Uncounted, a.outcome.Reason = journal.Queued, true, reason
}

// fail sorts a failure. Only what was surely not accepted goes back into the queue.
func (a *answer) fail(err error, ended bool, o *Options) {
	failure, ok := errors.AsType[*send.Error](err)
	if !ok { // which Send does not return; the careful reading
		failure = &send.Error{Outcome: send.Unknown, Attempts: 1, Err: err}
	}
	a.failure, a.limit = failure, failure.RateLimit
	a.outcome.Status = failure.Status
	reason := withoutContact(failure.Reason(), a.outcome.Claim.Contact)
	a.outcome.Reason = reason
	switch {
	case failure.Stops():
		a.giveBack(shut, reason)
	case failure.Outcome == send.Refused && failure.Status == 404:
		a.kind, a.outcome.State = absent, journal.Failed
	case failure.Outcome == send.Refused:
		a.kind, a.outcome.State = refused, journal.Failed
	case failure.Outcome == send.Unknown:
		a.kind, a.outcome.State = unclear, journal.Unknown
		if ended {
			a.kind = halted
		}
	case failure.Status == 449:
		a.queueAgain(reason, o)
	case failure.Status != 0:
		a.giveBack(busy, reason)
	case ended:
		a.giveBack(halted, reason)
	default:
		a.giveBack(offline, reason)
	}
}

// last is the failure for the report, without the contact.
func (a *answer) last() *send.Error {
	if a.failure == nil {
		return nil
	}
	last := *a.failure
	last.Message = withoutContact(last.Message, a.outcome.Claim.Contact)
	return &last
}

// queueAgain lets a recipient wait whom the API still has in its queue: 10 s, 20 s, 30 s and so on, or what it asks for.
func (a *answer) queueAgain(reason string, o *Options) {
	a.kind = waiting
	attempt := a.outcome.Claim.Attempt
	if attempt >= o.Attempts {
		a.outcome.State, a.outcome.Reason = journal.Failed, fmt.Sprintf("%s; given up after %d attempts", reason, attempt)
		return
	}
	a.outcome.State = journal.Queued
	a.outcome.Wait = min(time.Duration(10*max(attempt, 1))*o.Client.Backoff, o.Client.MaxWait)
	if a.failure.RetryAfter > 0 {
		a.outcome.Wait = a.failure.RetryAfter
	}
}

// withoutContact takes the contact out of what the API says of it.
func withoutContact(reason, contact string) string {
	const shortest = 5 // of a number that is not found by chance
	reason = strings.ReplaceAll(reason, contact, "[contact]")
	_, value, _ := strings.Cut(contact, ":")
	for _, spelling := range []string{value, strings.TrimPrefix(value, "+")} {
		if len(spelling) >= shortest {
			reason = strings.ReplaceAll(reason, spelling, "[contact]")
		}
	}
	return reason
}
