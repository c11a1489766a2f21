package journal

import (
	"context"
	"sync"
	"time"
)

// How the heartbeat is judged. A worker stops sending before others take it for gone.
const (
	beatEvery = 2 * time.Second
	unfitFor  = 10 * time.Second
	goneAfter = 15 * time.Second
)

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
