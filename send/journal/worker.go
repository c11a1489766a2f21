package journal

import (
	"context"
	"os"
	"sync"
	"time"
)

// Worker is a process's part in a campaign. Its heartbeat tells the others that what it attempts is still being
// attempted; what a worker that is gone was attempting becomes Unknown, never Queued.
type Worker struct {
	j        *Journal
	session  *session
	campaign *onDisk
	log      *logFile // nil of a loader
	id       int64
	stop     func() // the heartbeat

	turn  sync.Mutex // one turn at a time
	swept time.Time  // when the others were looked at
	lost  bool       // a commit may have claimed what nobody was told of

	mu   sync.Mutex
	hand map[int64]*held // what was claimed and is not settled
	beat time.Time       // before the last heartbeat that is on disk
}

// held is a claim in this worker's hands.
type held struct {
	claim Claim
	noted *Outcome // that is in the audit log
}

// Join makes this process a worker of a campaign. Leave ends it.
func (j *Journal) Join(ctx context.Context, campaign string) (*Worker, error) {
	w, err := j.join(ctx, campaign)
	return w, j.explain(err)
}

func (j *Journal) join(ctx context.Context, campaign string) (*Worker, error) {
	if err := j.checkSound(ctx); err != nil {
		return nil, err
	}
	c, err := j.get(ctx, campaign)
	if err != nil {
		return nil, err
	}
	if err := j.compare(ctx, c); err != nil {
		return nil, err
	}
	log, err := j.log(c)
	if err != nil {
		return nil, err
	}
	w, err := j.enlist(ctx, c)
	if err != nil {
		return nil, err
	}
	w.log = log
	return w, nil
}

// each reads rows outside of any transaction.
func (j *Journal) each(ctx context.Context, query string, args []any, f func(scan func(...any) error) error) error {
	rows, err := j.read.QueryContext(ctx, query, args...)
	return scanAll(rows, err, f)
}

// enlist writes the worker down and starts its heartbeat.
func (j *Journal) enlist(ctx context.Context, c *onDisk) (*Worker, error) {
	w := &Worker{j: j, session: j.main, campaign: c, hand: map[int64]*held{}}
	if j.dialect == postgres {
		// Workers of one process need not wait for each other.
		w.session = &session{dialect: j.dialect, db: j.write}
	}
	machine, _ := os.Hostname()
	pid := os.Getpid()
	before := time.Now()
	err := j.main.do(ctx, func(t *tx) (err error) {
		if w.id, err = t.next("workers"); err != nil {
			return err
		}
		_, err = t.exec(`insert into watemplate_workers (id, campaign, machine, place, pid, started, beat, ended) values ($1, $2, $3, $4, $5, $6, `+j.clock+`, 0)`,
			w.id, c.id, machine, place(), int64(pid), beginning(pid))
		return err
	})
	if err != nil {
		return nil, err
	}
	w.beat = before
	w.start()
	return w, nil
}

// Leave ends the worker. What it still attempts becomes what was noted of it, or else Unknown.
func (w *Worker) Leave(ctx context.Context) error {
	w.turn.Lock()
	defer w.turn.Unlock()
	w.stop()
	var left []line
	var err error
	if w.lost || w.inHand(nil) > 0 {
		left, err = w.giveUp(ctx)
	}
	if err == nil {
		err = w.retire(ctx)
	}
	if err == nil && len(left) > 0 {
		err = w.log.write(left)
	}
	if w.log != nil {
		if e := w.log.sync(); err == nil {
			err = e
		}
	}
	if w.session != w.j.main {
		w.session.drop()
	}
	return w.j.explain(err)
}

// giveUp settles what was noted and marks what else is in hand as Unknown.
func (w *Worker) giveUp(ctx context.Context) ([]line, error) {
	var given []line
	err := w.session.do(ctx, func(t *tx) error {
		given = nil
		now, err := w.now(t)
		if err != nil {
			return err
		}
		var d delta
		if err := w.settle(t, w.allNoted(), now, &d); err != nil {
			return err
		}
		if w.lost {
			if given, err = w.takeBack(t, now, &d); err != nil {
				return err
			}
		}
		more, err := abandon(t, w.campaign.id, w.id, now, &d)
		if err != nil {
			return err
		}
		given = append(given, more...)
		_, _, err = d.write(t, w.campaign.id, now)
		return err
	})
	return given, err
}

// retire takes the worker off the list.
func (w *Worker) retire(ctx context.Context) error {
	w.stop()
	return w.j.main.do(ctx, func(t *tx) error {
		_, err := t.exec(`delete from watemplate_workers where id = $1`, w.id)
		return err
	})
}
