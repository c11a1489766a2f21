package campaign

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
)

// The times of a run.
const (
	// turnLimit is how long a turn may take until the database counts as gone.
	turnLimit = 30 * time.Second
	// firstRetry and longestRetry bound the pauses before a turn that failed is tried again.
	firstRetry, longestRetry = 100 * time.Millisecond, 10 * time.Second
	// lastTries is how long outcomes are held for a journal that does not take them, once there is nothing else to do.
	lastTries = 10 * time.Second
	// grace is how long the journal has for what is left when the context has ended.
	grace = 5 * time.Second
	// firstLook and longestLook bound the pauses between questions whether other workers have left something.
	firstLook, longestLook = 20 * time.Millisecond, time.Second
	// longestNap is how long the run sleeps before it looks at the clock on the wall, which may be set, or run on while
	// the machine sleeps.
	longestNap = 30 * time.Second
	// moment is how long answers are waited for that may go into the same turn.
	moment = 2 * time.Millisecond
	// worthTelling is the shortest pause that is an event.
	worthTelling = 2 * time.Second
)

// run is a campaign that is being sent. Its fields belong to one goroutine, but for those that say otherwise.
type run struct {
	o      Options
	worker *journal.Worker
	drain  <-chan struct{}
	log    *logger

	// What the senders share.
	senders sync.WaitGroup
	tasks   chan task
	answers chan answer
	halt    atomic.Bool // no further request

	idle     int      // connections without a claim
	answered []answer // outcomes that are not settled
	outcomes []journal.Outcome
	maybe    int64 // messages that were accepted or may have been

	pace    pace
	breaker breaker
	busy    patience      // with an API that asks for it
	offline patience      // with a network that is away
	unfit   patience      // with a heartbeat that is late
	pause   time.Duration // for all workers, to be handed to the journal

	turns  int64     // how many there were
	held   time.Time // nothing is claimed before: this process's own pauses
	next   time.Time // there is nothing to claim before
	looks  int       // how often in a row there was nothing to claim
	told   time.Time // the end of the pause that was told
	fails  int       // turns that failed in a row
	retry  time.Time // of the turn that failed
	giveUp time.Time // when the journal is lost
	ended  bool      // the context
	queued int64     // as the last turn had it
	others int64     // what other workers attempt, as the last turn had it

	report Report
}

func newRun(o Options, worker *journal.Worker, drain <-chan struct{}) *run {
	return &run{
		o: o, worker: worker, drain: drain, log: newLogger(o),
		tasks:   make(chan task, o.Connections),
		answers: make(chan answer, o.Connections),
		idle:    o.Connections,
		pace:    pace{wanted: o.Rate},
		breaker: breaker{limit: o.Breaker},
		report:  Report{Counts: map[journal.State]int64{}},
	}
}

// run sends, and takes leave of the journal.
func (r *run) run(ctx context.Context) Report {
	settle, cancel := withGrace(ctx)
	defer cancel()
	r.log.begin(r.o)
	r.tell(Event{Kind: Started})
	for range r.o.Connections {
		r.senders.Add(1)
		go r.serve(ctx)
	}
	for !r.over() {
		r.collect()
		r.look(ctx)
		want := r.want()
		if now := time.Now(); (len(r.outcomes) > 0 || want > 0 || r.fails > 0) && !now.Before(r.retry) {
			r.turn(settle, want)
			continue
		}
		if !r.over() {
			r.wait(ctx)
		}
	}
	close(r.tasks)
	r.senders.Wait()
	r.leave(settle)
	return r.report
}

// leave ends this process's part in the campaign.
func (r *run) leave(settle context.Context) {
	limited, cancel := context.WithTimeout(settle, turnLimit)
	defer cancel()
	if err := r.worker.Leave(limited); err != nil {
		r.log.leave(err)
	}
	r.log.end(r.report)
}

// withGrace is a context for the journal that outlives the one of the run a little.
func withGrace(ctx context.Context) (context.Context, context.CancelFunc) {
	settle, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return settle, func() { stop(); cancel() }
}

// over reports whether the run has ended: nothing is under way, and nothing left to be written down, or the journal is
// lost.
func (r *run) over() bool {
	if r.report.Stop == 0 || r.idle < r.o.Connections {
		return false
	}
	return len(r.outcomes) == 0 || r.report.Stop == Lost
}

// look sees whether somebody wants the run to end.
func (r *run) look(ctx context.Context) {
	if r.report.Stop == 0 && r.interrupted(ctx) {
		r.stop(Interrupted, nil)
	}
	if !r.ended && ctx.Err() != nil {
		r.ended, r.retry = true, time.Time{}
	}
}

// stop makes the run end for a reason, unless it ends already.
func (r *run) stop(why Stop, last *send.Error) {
	r.halt.Store(true)
	if r.report.Stop != 0 {
		return
	}
	r.report.Stop, r.report.Last = why, last
	e := Event{Kind: Stopping, Stop: why}
	if last != nil {
		e.Status, e.Reason = last.Status, last.Error()
	}
	r.tell(e)
}

// want is how many recipients may be claimed now.
func (r *run) want() int {
	if r.report.Stop != 0 || r.fails > 0 {
		return 0
	}
	want := r.idle
	if r.offline.rounds > 0 { // one of them looks whether the network is back
		want = min(want, 1-(r.o.Connections-r.idle))
	}
	if r.o.Most > 0 {
		under := int64(r.o.Connections - r.idle)
		want = int(min(int64(want), r.o.Most-r.maybe-under))
	}
	if want <= 0 {
		return 0
	}
	now := time.Now()
	if r.o.Quiet != nil {
		if wait := r.o.Quiet(now); wait > 0 {
			r.paused(now.Add(wait), whyQuiet, "")
			r.held = now.Add(min(wait, longestNap))
		}
	}
	if now.Before(r.held) || now.Before(r.next) {
		return 0
	}
	return want
}

// wait waits for an answer, an end, or the time of the next turn.
func (r *run) wait(ctx context.Context) {
	drain, done := r.drain, ctx.Done()
	if r.report.Stop != 0 {
		drain = nil
	}
	if r.ended {
		done = nil
	}
	timer := time.NewTimer(r.nap(time.Now()))
	defer timer.Stop()
	select {
	case a := <-r.answers:
		r.take(a)
	case <-drain:
	case <-done:
	case <-timer.C:
	}
}

// nap is how long there is nothing to do but to wait for answers.
func (r *run) nap(now time.Time) time.Duration {
	until := now.Add(longestNap)
	sooner := func(t time.Time) {
		if t.After(now) && t.Before(until) {
			until = t
		}
	}
	if r.fails > 0 {
		sooner(r.retry)
		return until.Sub(now)
	}
	if r.held.After(r.next) {
		sooner(r.held)
	} else {
		sooner(r.next)
	}
	return until.Sub(now)
}
