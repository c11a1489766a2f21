package campaign

import (
	"time"

	"github.com/watemplate/watemplate/send/journal"
)

// collect takes what the senders have. If something is to be written down and most senders are busy, it waits a moment for
// more: a turn costs about as much as ten outcomes in it, and the other half of the senders goes on meanwhile.
func (r *run) collect() {
	r.gather()
	if len(r.outcomes) == 0 || r.enough() {
		return
	}
	timer := time.NewTimer(moment)
	defer timer.Stop()
	for !r.enough() {
		select {
		case a := <-r.answers:
			r.take(a)
		case <-timer.C:
			return
		}
	}
}

// enough reports whether half of the senders wait for work.
func (r *run) enough() bool { return 2*r.idle >= r.o.Connections }

// gather takes what the senders have, without waiting.
func (r *run) gather() {
	for {
		select {
		case a := <-r.answers:
			r.take(a)
		default:
			return
		}
	}
}

// take takes an answer from a sender, to be settled in the next turn, and draws the consequences for all the others.
func (r *run) take(a answer) {
	now := time.Now()
	r.idle++
	if a.outcome.State == journal.Accepted || a.outcome.State == journal.Unknown {
		r.maybe++
	}
	r.log.answer(&a)
	if a.outcome.Status != 0 {
		r.pace.hears(a.limit)
	}
	if a.outcome.Status != 0 || a.kind == unclear {
		r.offline.over()
		r.unfit.over()
	}
	first := false
	switch a.kind {
	case accepted:
		r.busy.over()
		if a.limit.Known && a.limit.Remaining == 0 && a.limit.Limit > 1 {
			r.pause = max(r.pause, fullPause)
		}
	case busy:
		r.patient(&a, now)
	case offline:
		if first = r.offline.round(a.turn, r.turns); first {
			r.hold(now, r.offline.rounds, whyOffline, a.outcome.Reason)
		}
	case unfit:
		if r.unfit.round(a.turn, r.turns) {
			r.hold(now, r.unfit.rounds, whyUnfit, a.outcome.Reason)
		}
	case shut:
		r.stop(Refused, a.last())
	}
	if r.breaker.sees(&a, first) {
		r.stop(Broken, a.last())
	}
	r.answered = append(r.answered, a)
	r.outcomes = append(r.outcomes, a.outcome)
}

// patient pauses all workers, as an API that is busy asks for, or for longer and longer.
func (r *run) patient(a *answer, now time.Time) {
	wait := a.failure.RetryAfter
	if first := r.busy.round(a.turn, r.turns); wait == 0 && first {
		wait = growing(r.o.Client.Backoff, r.o.Client.MaxWait, r.busy.rounds)
	}
	if wait > r.pause {
		r.pause = wait
		r.paused(now.Add(wait), whyBusy, a.outcome.Reason)
	}
}

// hold pauses this process alone.
func (r *run) hold(now time.Time, round int, why, reason string) {
	wait := growing(r.o.Client.Backoff, r.o.Client.MaxWait, round)
	r.held = now.Add(wait)
	r.paused(r.held, why, reason)
}
