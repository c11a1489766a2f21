package journal

import (
	"context"
	"os"
	"sync"
	"time"
)

// How the heartbeat is judged. A worker stops sending before others take it for gone.
const (
	beatEvery = 2 * time.Second
	unfitFor  = 10 * time.Second
	goneAfter = 15 * time.Second
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

// get is the campaign of a name, or *Missing.
func (j *Journal) get(ctx context.Context, name string) (*onDisk, error) {
	missing := &Missing{Name: name}
	var c *onDisk
	err := j.each(ctx, selectCampaign+` order by id desc`, nil, func(scan func(...any) error) error {
		this, err := scanCampaign(scan)
		if err == nil && this.Name == name {
			c = this
		}
		if err == nil {
			missing.Names = append(missing.Names, this.Name)
		}
		return err
	})
	if err == nil && c == nil {
		err = missing
	}
	return c, err
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

// start starts the heartbeat.
func (w *Worker) start() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	w.stop = sync.OnceFunc(func() {
		cancel()
		<-done
	})
	go func() {
		defer close(done)
		tick := time.NewTicker(beatEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				w.pulse(ctx)
			}
		}
	}()
}

// pulse writes the heartbeat, unless a turn has done so just now. A failure shows in Fit.
func (w *Worker) pulse(ctx context.Context) {
	if w.log != nil {
		w.log.sync()
	}
	if since(w.lastBeat()) < beatEvery/2 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, unfitFor)
	defer cancel()
	before := time.Now()
	err := w.j.main.do(ctx, func(t *tx) error {
		_, err := w.now(t)
		return err
	})
	if err == nil {
		w.beaten(before)
	}
}

// now writes the heartbeat in a transaction and returns the database's time. Whoever took this worker for gone sees it
// come back.
func (w *Worker) now(t *tx) (int64, error) {
	var now int64
	found, err := t.one(`update watemplate_workers set beat = `+w.j.clock+`, ended = 0 where id = $1 returning beat`, []any{w.id}, &now)
	if err == nil && !found {
		err = says("the journal %s has lost this worker; run the command again", w.j.where)
	}
	return now, err
}

func (w *Worker) lastBeat() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.beat
}

// beaten says that a heartbeat is on disk that was begun then.
func (w *Worker) beaten(then time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.beat = then
}

// since is how long ago a time was, by whichever clock says longer: the monotonic one stands still while a laptop sleeps,
// the other one can be put back.
func since(t time.Time) time.Duration {
	now := time.Now()
	return max(now.Sub(t), now.Round(0).Sub(t.Round(0)))
}

// Fit reports an error if the heartbeat is so old that others may take this worker for gone: what was claimed must not be
// sent any more then, but given back by settling it as Queued. It is called before every request, and is cheap.
func (w *Worker) Fit() error {
	if age := since(w.lastBeat()); age > unfitFor {
		return says("the journal has not been written for %s, the longest is %s; others may take this process for gone", age.Round(time.Second), unfitFor)
	}
	return nil
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
