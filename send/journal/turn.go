package journal

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"
)

// Claim is a recipient whom this worker, and nobody else, may send to now.
type Claim struct {
	Seq     int64
	Version int64 // of the recipient's state
	Attempt int   // from 1
	Row     int
	Contact string
	Body    []byte
}

// Request is what a worker wants of the journal in one turn.
type Request struct {
	Outcomes []Outcome
	Want     int // the most to claim: no more than can be sent at once
	// Rate is the number of requests a second that all workers of all campaigns with the same API may make together; 0
	// for no limit. Pause stops all of them for this long.
	Rate  float64
	Pause time.Duration
}

// Turn is what the journal gives for it.
type Turn struct {
	Claims []Claim
	// Wait is how long there is nothing to claim for; 0 if there may be more at once.
	Wait time.Duration
	// Queued and Attempting are how many there are beside the claims; Attempting are those of other workers.
	Queued, Attempting int64
}

// How long a turn says to wait at most when the queue has nothing that may be sent now, when others have locked what may,
// and how often a worker looks for others that are gone.
const (
	idleWait   = 5 * time.Second
	lockWait   = 20 * time.Millisecond
	othersWait = time.Second
	sweepEvery = time.Second
)

// Turn settles outcomes and claims recipients, in one transaction that is on disk when it returns; only then may the
// claims be sent. Outcomes are in the audit log before the transaction begins. After an error nothing was claimed, and
// the outcomes have to be given again; that they may have been settled already does no harm. It also takes what workers
// that are gone attempted for Unknown.
func (w *Worker) Turn(ctx context.Context, r Request) (Turn, error) {
	w.turn.Lock()
	defer w.turn.Unlock()
	// If the log cannot be written the database still can, perhaps: what is known is kept, and no more is claimed.
	logErr := w.noteAll(r.Outcomes)
	if logErr != nil {
		r.Want = 0
	}
	result, err := w.take(ctx, r)
	if err == nil && logErr == nil {
		w.putDown(r.Outcomes)
	}
	return result, w.j.explain(errors.Join(logErr, err))
}

func (w *Worker) take(ctx context.Context, r Request) (Turn, error) {
	if since(w.swept) > sweepEvery {
		if err := w.j.sweep(ctx, w.session, w.campaign, w.id); err != nil {
			return Turn{}, err
		}
		w.swept = time.Now()
	}
	var result Turn
	var back []line
	before := time.Now()
	err := w.session.do(ctx, func(t *tx) (err error) {
		result, back, err = w.inside(t, r)
		return err
	})
	if err != nil {
		if _, maybe := errors.AsType[*uncertain](err); maybe {
			w.lost = true
		}
		return Turn{}, err
	}
	w.lost = false
	w.beaten(before)
	if err := w.log.write(append(back, claimed(result.Claims)...)); err != nil {
		// What was claimed is handed to nobody, and taken back in the next turn.
		w.lost = len(result.Claims) > 0
		w.putDown(r.Outcomes)
		return Turn{}, err
	}
	w.takeUp(result.Claims)
	return result, nil
}

// inside is the turn's transaction.
func (w *Worker) inside(t *tx, r Request) (result Turn, back []line, err error) {
	var d delta
	now, err := w.now(t)
	if err != nil {
		return result, nil, err
	}
	if err = w.settle(t, r.Outcomes, now, &d); err != nil {
		return result, nil, err
	}
	if w.lost {
		if back, err = w.takeBack(t, now, &d); err != nil {
			return result, nil, err
		}
	}
	if result.Claims, result.Wait, err = w.claimWithin(t, r, now, &d); err != nil {
		return result, nil, err
	}
	queued, attempting, err := d.write(t, w.campaign.id, now)
	if err != nil {
		return result, nil, err
	}
	result.Queued = queued
	result.Attempting = max(0, attempting-int64(len(result.Claims)+w.inHand(r.Outcomes)))
	if len(result.Claims) < r.Want && result.Wait == 0 {
		result.Wait, err = w.idle(t, now, result)
	}
	return result, back, err
}

// claimWithin claims as many as are wanted and as the rate grants.
func (w *Worker) claimWithin(t *tx, r Request, now int64, d *delta) ([]Claim, time.Duration, error) {
	change := r.Rate > 0 || r.Pause > 0
	limit, err := w.limit(t, change)
	if err != nil {
		return nil, 0, err
	}
	limit.heal(now)
	if r.Pause > 0 {
		limit.pause(now, r.Pause)
	}
	n, wait := limit.grant(now, r.Rate, r.Want)
	claims, err := w.claim(t, n, now, d)
	if err != nil {
		return nil, 0, err
	}
	if len(claims) < n {
		wait = 0 // it is the queue that has no more
	}
	limit.spend(len(claims))
	if change {
		err = w.saveLimit(t, limit)
	}
	return claims, wait, err
}

// SQLite would prepare the statement anew for every limit that is nothing but a parameter.
const selectClaims = `with q as materialized (select id, version, attempts from watemplate_states
		where campaign = $1 and state = 1 and due <= $2 order by due desc, id limit cast($3 as bigint)`

var markClaims = &many{
	head:    `update watemplate_states set state = 2, version = version + 1, attempts = attempts + 1, worker = $1, began = $2 where id in (`,
	tail:    `)`,
	fixed:   2,
	columns: []string{"bigint"},
}

// claim takes at most n: those first that have been waiting to be sent again, then in the order of the list.
func (w *Worker) claim(t *tx, n int, now int64, d *delta) ([]Claim, error) {
	if n == 0 {
		return nil, nil
	}
	claims := make([]Claim, 0, n)
	query := selectClaims + t.dialect.skip + `) select q.id, q.version, q.attempts, r.line, r.contact, r.body from q join watemplate_recipients r on r.id = q.id`
	err := t.each(query, []any{w.campaign.id, now, int64(n)}, func(scan func(...any) error) error {
		var c Claim
		err := scan(&c.Seq, &c.Version, &c.Attempt, &c.Row, &c.Contact, &c.Body)
		c.Seq = seqOf(c.Seq)
		c.Version++
		c.Attempt++
		claims = append(claims, c)
		return err
	})
	if err != nil || len(claims) == 0 {
		return nil, err
	}
	slices.SortFunc(claims, func(a, b Claim) int { return cmp.Compare(a.Seq, b.Seq) })
	ids := make([]any, len(claims))
	for i, c := range claims {
		ids[i] = key(w.campaign.id, c.Seq)
	}
	d.move(Queued, Attempting, int64(len(claims)))
	return claims, markClaims.run(t, []any{w.id, now}, ids, int64(len(claims)))
}

// claimed are the lines of claims in the audit log.
func claimed(claims []Claim) []line {
	lines := make([]line, len(claims))
	for i, c := range claims {
		lines[i] = line{seq: c.Seq, version: c.Version, attempt: c.Attempt, state: Attempting}
	}
	return lines
}

// idle is how long there is nothing to claim for, when the rate grants more than the queue has.
func (w *Worker) idle(t *tx, now int64, result Turn) (time.Duration, error) {
	if result.Queued == 0 {
		if result.Attempting == 0 {
			return 0, nil
		}
		return othersWait, nil
	}
	var due, ended int64
	found, err := t.one(`select due, ended from watemplate_states where campaign = $1 and state = 1 order by due limit 1`, []any{w.campaign.id}, &due, &ended)
	if err != nil || !found {
		return lockWait, err
	}
	if due > now && ended > now+slack.Microseconds() {
		// The clock was put back since: nobody waits longer than was said.
		_, err := t.exec(`update watemplate_states set due = $2 + due - ended, ended = $2 where campaign = $1 and state = 1 and due > $2 and ended > $2`, w.campaign.id, now)
		return lockWait, err
	}
	return min(max(time.Duration(due-now)*time.Microsecond, lockWait), idleWait), nil
}
