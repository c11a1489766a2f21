package campaign

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/watemplate/watemplate/send/journal"
)

// turn settles what was answered and claims recipients, and hands these to the senders.
func (r *run) turn(ctx context.Context, want int) {
	limited, cancel := context.WithTimeout(ctx, turnLimit)
	defer cancel()
	turn, err := r.worker.Turn(limited, journal.Request{
		Outcomes: r.outcomes, Want: want, Rate: r.pace.rate(), Pause: r.pause,
	})
	if err != nil {
		r.untaken(ctx, err)
		return
	}
	r.fails, r.retry, r.giveUp, r.pause = 0, time.Time{}, time.Time{}, 0
	r.idle -= len(turn.Claims)
	r.turns++
	for _, claim := range turn.Claims {
		r.tasks <- task{claim, r.turns}
	}
	r.queued, r.others = turn.Queued, turn.Attempting
	r.settled()
	r.tell(Event{Kind: Turned, Queued: turn.Queued, Attempting: turn.Attempting + int64(r.o.Connections-r.idle)})
	if want > 0 {
		r.plan(turn)
	}
	r.conclude()
}

// plan works out when to claim again.
func (r *run) plan(turn journal.Turn) {
	now := time.Now()
	switch {
	case len(turn.Claims) > 0:
		r.looks = 0
		r.next = now.Add(turn.Wait)
	case turn.Wait > 0:
		r.next = now.Add(turn.Wait)
		if r.looks++; r.looks == 1 && turn.Wait >= worthTelling {
			r.paused(r.next, whyOthers, "")
		}
	default:
		r.looks++
		r.next = now.Add(growing(firstLook, longestLook, r.looks))
	}
}

// conclude ends the run when nobody is left, or enough were sent to. If nothing is left that could be sent, the run is
// done, whatever stopped it from sending more.
func (r *run) conclude() {
	if r.idle < r.o.Connections {
		return
	}
	empty := r.queued == 0 && r.others == 0
	switch stop := r.report.Stop; {
	case stop == 0 && empty:
		r.stop(Done, nil)
	case stop == 0 && r.o.Most > 0 && r.maybe >= r.o.Most:
		r.stop(Limited, nil)
	case stop == Interrupted && empty:
		r.report.Stop = Done
	}
}

// settled tells of the outcomes that are in the journal now.
func (r *run) settled() {
	for i := range r.answered {
		a := &r.answered[i]
		if a.outcome.State != journal.Queued {
			r.report.Counts[a.outcome.State]++
		}
		if r.o.OnEvent != nil {
			r.tell(Event{
				Kind: Settled, State: a.outcome.State, Status: a.outcome.Status, Reason: a.outcome.Reason,
				Took: a.took, Wait: a.outcome.Wait, Row: a.outcome.Claim.Row,
			})
		}
	}
	clear(r.answered) // they hold bodies
	r.answered = r.answered[:0]
	clear(r.outcomes)
	r.outcomes = r.outcomes[:0]
}

// untaken keeps the outcomes for another turn, which claims nothing. If the run ends and the journal does not come back,
// it is lost.
func (r *run) untaken(ctx context.Context, err error) {
	now := time.Now()
	r.fails++
	wait := growing(firstRetry, longestRetry, r.fails)
	r.retry = now.Add(wait)
	r.log.untaken(err, len(r.outcomes), wait)
	r.tell(Event{Kind: Paused, Wait: wait, Reason: "the journal does not answer: " + err.Error()})
	if r.report.Stop == 0 || r.idle < r.o.Connections {
		return
	}
	if r.giveUp.IsZero() {
		r.giveUp = now.Add(lastTries)
	}
	if r.ended || now.After(r.giveUp) || ctx.Err() != nil {
		r.lose(err)
	}
}

// lose ends the run with outcomes that the database does not have.
func (r *run) lose(err error) {
	noted := 0
	for i := range r.answered {
		if r.answered[i].unnoted == nil {
			noted++
		}
		r.report.Counts[r.answered[i].outcome.State]++
	}
	if len(r.answered) > 0 {
		err = fmt.Errorf("%d outcomes are not in the journal's database; %d of them are in its audit log, from which they are read when it is opened again: %w",
			len(r.answered), noted, err)
	}
	r.report.Stop, r.report.Err = Lost, errors.Join(err)
}
