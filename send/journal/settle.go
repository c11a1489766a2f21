package journal

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Outcome is what became of a claim.
type Outcome struct {
	Claim     Claim
	State     State // Accepted, Failed, Unknown, or Queued: surely not accepted, to be sent again
	MessageID int64
	Status    int           // HTTP status, 0 without an answer
	Reason    string        // the API's words, fit to be shown; without the contact
	Wait      time.Duration // of Queued: not again before this long from now
	// Uncounted says that the attempt does not count against the number of attempts, because it says nothing about the
	// recipient: 429, no connection.
	Uncounted bool
}

// line is what the audit log says of it.
func (o Outcome) line() line {
	l := line{seq: o.Claim.Seq, version: o.Claim.Version + 1, attempt: o.Claim.Attempt, state: o.State, message: o.MessageID, status: o.Status, reason: o.Reason}
	l.attempt -= o.less()
	return l
}

// less is by how much it lowers the number of attempts.
func (o Outcome) less() int {
	if o.State == Queued && o.Uncounted {
		return 1
	}
	return 0
}

// Note writes an outcome down in the audit log at once, so that a process that is killed before its next turn does not
// forget it. It does not wait for the disk.
func (w *Worker) Note(o Outcome) error { return w.j.explain(w.noteAll([]Outcome{o})) }

// noteAll writes those down that are not in the log yet.
func (w *Worker) noteAll(outcomes []Outcome) error {
	var lines []line
	var noted []Outcome
	w.mu.Lock()
	for _, o := range outcomes {
		if h := w.hand[o.Claim.Seq]; h != nil && h.claim.Version == o.Claim.Version && h.noted == nil {
			lines = append(lines, o.line())
			noted = append(noted, o)
		}
	}
	w.mu.Unlock()
	if err := w.log.write(lines); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, o := range noted {
		if h := w.hand[o.Claim.Seq]; h != nil && h.claim.Version == o.Claim.Version {
			h.noted = &noted[i]
		}
	}
	return nil
}

// allNoted are the outcomes that were noted of what is in hand.
func (w *Worker) allNoted() []Outcome {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []Outcome
	for _, h := range w.hand {
		if h.noted != nil {
			all = append(all, *h.noted)
		}
	}
	return all
}

// putDown takes claims out of hand that were settled.
func (w *Worker) putDown(outcomes []Outcome) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, o := range outcomes {
		if h := w.hand[o.Claim.Seq]; h != nil && h.claim.Version == o.Claim.Version {
			delete(w.hand, o.Claim.Seq)
		}
	}
}

// takeUp takes claims into hand.
func (w *Worker) takeUp(claims []Claim) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range claims {
		c.Body = nil // the sender has it
		w.hand[c.Seq] = &held{claim: c}
	}
}

// inHand is how many claims are left without an outcome once these are settled.
func (w *Worker) inHand(outcomes []Outcome) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := len(w.hand)
	for _, o := range outcomes {
		if h := w.hand[o.Claim.Seq]; h != nil && h.claim.Version == o.Claim.Version {
			n--
		}
	}
	return n
}

// settling are statements that write outcomes over what a condition lets through.
type settling struct {
	several *many
	one     string // of one outcome, which costs SQLite a third of the other
}

// settleFrom settles what is in a state, whose version is so much ahead of the one that was claimed. That no row is
// returned, but only how many were changed, halves its cost in SQLite.
func settleFrom(state State, ahead int) settling {
	return settling{
		several: &many{
			head: `with v (id, version, state, message, status, reason, due, less) as (values `,
			tail: fmt.Sprintf(`) update watemplate_states set state = v.state, version = watemplate_states.version + 1, attempts = attempts - v.less, message = v.message,
			status = v.status, reason = v.reason, due = v.due, ended = $2 from v
			where watemplate_states.id = v.id and watemplate_states.worker = $1 and watemplate_states.state = %d and watemplate_states.version = v.version + %d`, state, ahead),
			fixed:   2,
			columns: []string{"bigint", "bigint", "integer", "bigint", "integer", "text", "bigint", "integer"},
		},
		one: fmt.Sprintf(`update watemplate_states set state = $5, version = version + 1, attempts = attempts - $10, message = $6, status = $7, reason = $8, due = $9, ended = $2
			where id = $3 and worker = $1 and state = %d and version = $4 + %d`, state, ahead),
	}
}

// write makes the statement for the rows of outcomes and its parameters.
func (s settling) write(fixed, rows []any) (string, []any) {
	if len(rows) == len(s.several.columns) {
		return s.one, append(fixed, rows...)
	}
	return s.several.write(fixed, rows)
}

// The outcome of the version that was claimed holds; so does, where others made that Unknown, any outcome that knows more.
var (
	settleClaimed = settleFrom(Attempting, 0)
	settleUnknown = settleFrom(Unknown, 1)
)

// settle writes outcomes into the database.
func (w *Worker) settle(t *tx, outcomes []Outcome, now int64, d *delta) error {
	outcomes = slices.Clone(outcomes)
	slices.SortStableFunc(outcomes, func(a, b Outcome) int { return cmp.Compare(a.State, b.State) })
	for len(outcomes) > 0 {
		state := outcomes[0].State
		n := 1
		for n < min(len(outcomes), t.dialect.rows) && outcomes[n].State == state {
			n++
		}
		if err := w.settleEqual(t, state, outcomes[:n], now, d); err != nil {
			return err
		}
		outcomes = outcomes[n:]
	}
	return nil
}

// settleEqual writes outcomes that all are the same state.
func (w *Worker) settleEqual(t *tx, state State, outcomes []Outcome, now int64, d *delta) error {
	rows := make([]any, 0, len(outcomes)*len(settleClaimed.several.columns))
	for _, o := range outcomes {
		var due int64
		if o.State == Queued && o.Wait > 0 {
			due = now + o.Wait.Microseconds()
		}
		rows = append(rows, key(w.campaign.id, o.Claim.Seq), o.Claim.Version, int64(o.State), o.MessageID, int64(o.Status), o.Reason, due, int64(o.less()))
	}
	text, args := settleClaimed.write([]any{w.id, now}, rows)
	n, err := t.exec(text, args...)
	if err != nil {
		return err
	}
	d.move(Attempting, state, n)
	if n == int64(len(outcomes)) || state == Unknown {
		return nil
	}
	text, args = settleUnknown.write([]any{w.id, now}, rows)
	n, err = t.exec(text, args...)
	d.move(Unknown, state, n)
	return err
}

// takeBack queues again what a turn claimed whose answer was lost: nobody was told of it, so nobody has sent it.
func (w *Worker) takeBack(t *tx, now int64, d *delta) ([]line, error) {
	var lost []any
	err := t.each(`select id from watemplate_states where id > $1 and id < $2 and state = 2 and worker = $3`,
		[]any{key(w.campaign.id, 0), key(w.campaign.id+1, 0), w.id}, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			w.mu.Lock()
			defer w.mu.Unlock()
			if w.hand[seqOf(id)] == nil {
				lost = append(lost, id)
			}
			return err
		})
	if err != nil {
		return nil, err
	}
	var back []line
	for _, id := range lost {
		l := line{state: Queued}
		_, err := t.one(`update watemplate_states set state = 1, version = version + 1, attempts = attempts - 1, ended = $2 where id = $1 returning id, version, attempts`,
			[]any{id, now}, &l.seq, &l.version, &l.attempt)
		if err != nil {
			return nil, err
		}
		l.seq = seqOf(l.seq)
		back = append(back, l)
		d.move(Attempting, Queued, 1)
	}
	return back, nil
}
