package journal

import (
	"context"
	"slices"
)

// Change is what a person decided about a recipient.
type Change struct {
	Result    Result // as it was read; if its state has changed since, it stays as it is
	State     State
	MessageID int64
	Reason    string
}

// resolveStep is how many are changed in one transaction.
const resolveStep = 500

// Resolve changes recipients that are Unknown or Failed to what somebody decided: to be sent again (Queued), left
// (Skipped), or found (Accepted). It returns how many it changed.
func (j *Journal) Resolve(ctx context.Context, campaign string, changes []Change) (int64, error) {
	n, err := j.resolve(ctx, campaign, changes)
	return n, j.explain(err)
}

func (j *Journal) resolve(ctx context.Context, campaign string, changes []Change) (int64, error) {
	for _, c := range changes {
		if c.Result.State != Unknown && c.Result.State != Failed || c.State != Queued && c.State != Skipped && c.State != Accepted {
			return 0, says("row %d cannot be changed from %s to %s; what is unknown or failed can be queued, skipped or accepted", c.Result.Row, c.Result.State, c.State)
		}
	}
	if err := j.checkSound(ctx); err != nil {
		return 0, err
	}
	c, err := j.get(ctx, campaign)
	if err != nil {
		return 0, err
	}
	if err := j.catchUp(ctx, c); err != nil {
		return 0, err
	}
	log, err := j.log(c)
	if err != nil {
		return 0, err
	}
	var n int64
	for part := range slices.Chunk(changes, resolveStep) {
		changed, err := j.change(ctx, c, part)
		if err != nil {
			return n, err
		}
		n += int64(len(changed))
		if err := log.write(changed); err != nil {
			return n, err
		}
	}
	return n, log.sync()
}

// change makes some changes in one transaction, and returns those that it made. Who is sent to again begins with no attempt.
func (j *Journal) change(ctx context.Context, c *onDisk, changes []Change) ([]line, error) {
	var changed []line
	err := j.main.do(ctx, func(t *tx) error {
		changed = nil
		now, err := t.now(j)
		if err != nil {
			return err
		}
		var d delta
		for _, x := range changes {
			l := line{seq: x.Result.Seq, version: x.Result.Version + 1, state: x.State, message: x.MessageID, status: x.Result.Status, reason: x.Reason, attempt: x.Result.Attempts}
			if x.State == Queued {
				l.attempt, l.status = 0, 0
			}
			n, err := t.exec(`update watemplate_states set state = $3, version = version + 1, attempts = $4, due = 0, message = $5, status = $6, reason = $7
				where id = $1 and version = $2 and state = $8`,
				key(c.id, l.seq), x.Result.Version, int64(l.state), int64(l.attempt), l.message, int64(l.status), l.reason, int64(x.Result.State))
			if err != nil {
				return err
			}
			if n == 1 {
				changed = append(changed, l)
				d.move(x.Result.State, x.State, 1)
			}
		}
		_, _, err = d.write(t, c.id, now)
		return err
	})
	return changed, err
}
