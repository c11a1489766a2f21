package journal

import (
	"context"
	"time"
)

// peer is a worker as the others see it.
type peer struct {
	id, beat, pid           int64
	machine, place, started string
	ended                   bool // it was found to be gone, and what it attempted was given up
}

// gone reports whether nobody will settle what it attempts. A heartbeat in the future is one from before the clock was put
// back.
func (p peer) gone(now int64) bool {
	age := time.Duration(now-p.beat) * time.Microsecond
	if p.ended || age > goneAfter || age < -goneAfter {
		return true
	}
	return p.place == place() && !running(int(p.pid), p.started)
}

// workers are all of a campaign, and the database's time.
func (j *Journal) workers(t *tx, campaign int64) ([]peer, int64, error) {
	now, err := t.now(j)
	if err != nil {
		return nil, 0, err
	}
	var all []peer
	err = t.each(selectWorkers, []any{campaign}, func(scan func(...any) error) error {
		p, err := scanWorker(scan)
		all = append(all, p)
		return err
	})
	return all, now, err
}

const selectWorkers = `select id, machine, place, pid, started, beat, ended from watemplate_workers where campaign = $1 order by id`

func scanWorker(scan func(...any) error) (peer, error) {
	var p peer
	var ended int
	err := scan(&p.id, &p.machine, &p.place, &p.pid, &p.started, &p.beat, &ended)
	p.ended = ended != 0
	return p, err
}

// sweep makes Unknown what workers attempted that are gone, other than me.
func (j *Journal) sweep(ctx context.Context, s *session, c *onDisk, me int64) error {
	var given []line
	err := s.do(ctx, func(t *tx) error {
		given = nil
		workers, now, err := j.workers(t, c.id)
		if err != nil {
			return err
		}
		var d delta
		for _, p := range workers {
			if p.id == me || p.ended || !p.gone(now) {
				continue
			}
			// Its own turns lock this row, too: either it comes back now, or it is gone until its next turn.
			n, err := t.exec(`update watemplate_workers set ended = 1 where id = $1 and beat = $2`, p.id, p.beat)
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			more, err := abandon(t, c.id, p.id, now, &d)
			if err != nil {
				return err
			}
			given = append(given, more...)
		}
		if len(given) == 0 {
			return nil
		}
		_, _, err = d.write(t, c.id, now)
		return err
	})
	if err != nil || len(given) == 0 {
		return err
	}
	log, err := j.log(c)
	if err != nil {
		return err
	}
	if err := log.write(given); err != nil {
		return err
	}
	// It may have noted an answer in the audit log before it ended.
	return j.compare(ctx, c)
}

const reasonGone = "the sender ended before the answer came"

// abandon makes Unknown what a worker attempts.
func abandon(t *tx, campaign, worker, now int64, d *delta) ([]line, error) {
	var given []line
	err := t.each(`update watemplate_states set state = 5, version = version + 1, ended = $1, status = 0, message = 0, reason = $2
		where id > $3 and id < $4 and state = 2 and worker = $5 returning id, version, attempts`,
		[]any{now, reasonGone, key(campaign, 0), key(campaign+1, 0), worker}, func(scan func(...any) error) error {
			l := line{state: Unknown, reason: reasonGone}
			if err := scan(&l.seq, &l.version, &l.attempt); err != nil {
				return err
			}
			l.seq = seqOf(l.seq)
			given = append(given, l)
			d.move(Attempting, Unknown, 1)
			return nil
		})
	return given, err
}
