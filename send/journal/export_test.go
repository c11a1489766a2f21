package journal

import (
	"context"
	"fmt"
	"os"
	"time"
)

// Shift lets the database's clock run ahead by d, for this handle, before anybody joins.
func (j *Journal) Shift(d time.Duration) {
	j.clock = fmt.Sprintf("(%s + (%d))", j.dialect.clock, d.Microseconds())
}

// Die ends a worker as kill -9 would: its heartbeat stops, nothing is written, and no process has its number.
func (w *Worker) Die() error {
	w.stop()
	if w.session != w.j.main {
		w.session.drop()
	}
	return w.j.main.do(context.Background(), func(t *tx) error {
		_, err := t.exec(`update watemplate_workers set pid = 999999999 where id = $1`, w.id)
		return err
	})
}

// StandStill ends the heartbeat, which was d ago.
func (w *Worker) StandStill(d time.Duration) {
	w.stop()
	w.beaten(time.Now().Add(-d))
}

// LoseAnswer forgets claims, as if the answer to the commit that made them was lost.
func (w *Worker) LoseAnswer(claims []Claim) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lost = true
	for _, c := range claims {
		delete(w.hand, c.Seq)
	}
}

// MostPages makes the disk full for the database once it has so many pages.
func (j *Journal) MostPages(n int) error {
	return j.main.plain(context.Background(), fmt.Sprintf("pragma max_page_count = %d", n))
}

// FillDisk makes the disk full for the audit log of a campaign; the result makes room again.
func (j *Journal) FillDisk(campaign string) (room func(), err error) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	l := j.logs[campaign]
	file := l.file
	l.file = full
	return func() { l.file = file; full.Close() }, nil
}

// Worker is the worker whose heartbeat keeps what is loaded.
func (l *Loader) Worker() *Worker { return l.worker }
