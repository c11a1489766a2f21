package journal

import (
	"math"
	"time"
)

// limiter is the row that all workers share that use one API. Times are microseconds on the database's clock.
//
// It is the leaky bucket as a meter, with a bucket of one: slot is when the next request may be made, and every request
// moves it on by one step. So requests are spread evenly, and no second has more of them than a second may have, plus one.
type limiter struct {
	slot, step int64
	// until is when a pause ends that was begun at paused.
	paused, until int64
}

const (
	// carry is how late a request may come without moving those after it.
	carry = 20 * time.Millisecond
	// slack is by how much a clock may differ from itself without having been put back.
	slack = time.Second
)

// stepOf is the distance of two requests. Those that fall into a second have their slots within a second and carry: the
// last term makes the steps as long as they must be for no more than rate and one to fit in.
func stepOf(rate float64) int64 {
	return int64(math.Ceil(max(1, 1e6/rate, 1e6*(1+carry.Seconds())/(math.Floor(rate)+1))))
}

// heal forgets what a clock that was put back has left in the future: nothing may last longer than it was meant to.
func (l *limiter) heal(now int64) {
	if l.until > now && now < l.paused-slack.Microseconds() {
		l.paused, l.until = now, now+l.until-l.paused
	}
	if l.slot > now+l.step+slack.Microseconds() {
		l.slot = now
	}
}

// pause stops everybody for a time from now on.
func (l *limiter) pause(now int64, d time.Duration) {
	if until := now + d.Microseconds(); until > l.until {
		l.paused, l.until = now, until
	}
}

// grant returns how many requests may be made now, and how long to wait for more if they are fewer than wanted. They are
// made once they are spent.
func (l *limiter) grant(now int64, rate float64, want int) (int, time.Duration) {
	if l.until > now {
		return 0, time.Duration(l.until-now) * time.Microsecond
	}
	if rate <= 0 {
		return want, 0
	}
	l.step = stepOf(rate)
	l.slot = max(l.slot, now-carry.Microseconds())
	if l.slot > now {
		return 0, time.Duration(l.slot-now) * time.Microsecond
	}
	due := (now-l.slot)/l.step + 1
	if due >= int64(want) {
		return want, 0
	}
	return int(due), time.Duration(l.slot+due*l.step-now) * time.Microsecond
}

// spend takes slots that were granted.
func (l *limiter) spend(n int) { l.slot += int64(n) * l.step }

// limit reads the row, and keeps it from the others until the transaction ends, if it is to be changed.
func (w *Worker) limit(t *tx, change bool) (limiter, error) {
	query := `select slot, step, paused, until from watemplate_rate where api = $1`
	if change {
		query += t.dialect.lock
	}
	var l limiter
	for {
		found, err := t.one(query, []any{w.campaign.API}, &l.slot, &l.step, &l.paused, &l.until)
		if err != nil || found {
			return l, err
		}
		// Another may have made it in the meantime; either way there is one to read then.
		if _, err := t.exec(`insert into watemplate_rate (api, slot, step, paused, until) values ($1, 0, 0, 0, 0) on conflict do nothing`, w.campaign.API); err != nil {
			return l, err
		}
	}
}

func (w *Worker) saveLimit(t *tx, l limiter) error {
	n, err := t.exec(`update watemplate_rate set slot = $2, step = $3, paused = $4, until = $5 where api = $1`, w.campaign.API, l.slot, l.step, l.paused, l.until)
	if err != nil {
		return err
	}
	return must(n, 1)
}
