package journal

import "time"

// delta is by how much a transaction changes a campaign's counts.
type delta struct {
	of       [Skipped + 1]int64
	outcomes int64 // that came from the API, or failed to
}

// move counts n recipients that go from a state to another.
func (d *delta) move(from, to State, n int64) {
	d.of[from] -= n
	d.of[to] += n
	if from == Attempting && to != Queued {
		d.outcomes += n
	}
}

// paceSpan is the time over which the rate is measured.
const paceSpan = 10 * time.Second

// write changes the counts and returns how many are queued and attempted now.
func (d *delta) write(t *tx, campaign, now int64) (queued, attempting int64, err error) {
	if *d == (delta{}) {
		_, err = t.one(`select queued, attempting from watemplate_counts where campaign = $1`, []any{campaign}, &queued, &attempting)
		return queued, attempting, err
	}
	_, err = t.one(`update watemplate_counts set queued = queued + $2, attempting = attempting + $3, accepted = accepted + $4, failed = failed + $5,
			unknown = unknown + $6, skipped = skipped + $7,
			first = case when first = 0 and $8 > 0 then $9 else first end, last = case when $8 > 0 then $9 else last end,
			before = case when mark = $10 then before when mark = $10 - 1 then recent else 0 end,
			recent = case when mark = $10 then recent else 0 end + $8, mark = $10
		where campaign = $1 returning queued, attempting`,
		[]any{campaign, d.of[Queued], d.of[Attempting], d.of[Accepted], d.of[Failed], d.of[Unknown], d.of[Skipped], d.outcomes, now, now / paceSpan.Microseconds()},
		&queued, &attempting)
	return queued, attempting, err
}
