package campaign_test

import (
	"context"
	"database/sql"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// breakJournal makes every turn of the journal fail until mend is called; its audit log stays as it is.
func (w *world) breakJournal() (mend func()) {
	w.t.Helper()
	db, err := sql.Open("sqlite", w.file)
	require.NoError(w.t, err)
	_, err = db.ExecContext(w.t.Context(), `alter table watemplate_states rename to elsewhere`)
	require.NoError(w.t, err)
	return sync.OnceFunc(func() {
		defer db.Close()
		_, err := db.ExecContext(context.WithoutCancel(w.t.Context()), `alter table elsewhere rename to watemplate_states`)
		require.NoError(w.t, err)
	})
}

// at calls f at the n-th event of a kind.
func at(n int, kind campaign.EventKind, f func()) func(campaign.Event) {
	return func(e campaign.Event) {
		if e.Kind == kind {
			if n--; n == 0 {
				f()
			}
		}
	}
}

// both is for two that listen.
func both(a, b func(campaign.Event)) func(campaign.Event) {
	return func(e campaign.Event) { a(e); b(e) }
}

// TestJournalComesBack: while the journal is away nothing is claimed and nothing forgotten.
func TestJournalComesBack(t *testing.T) {
	w := newWorld(t, 60, sandbox.Options{})
	o := w.options()
	var mend func()
	var sent int64
	o.OnEvent = both(
		at(5, campaign.Settled, func() { mend = w.breakJournal() }),
		at(3, campaign.Paused, func() {
			assert.LessOrEqual(t, w.requests.Load(), int64(5+2*8))
			sent = w.requests.Load()
			mend()
		}),
	)
	report := w.run(o, nil)
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{journal.Accepted: 60}}, report)
	assert.NotZero(t, sent)
	w.nobodyTwice()
}

// TestJournalIsLost: what the database does not take is in the audit log, and counts when the journal is opened again.
func TestJournalIsLost(t *testing.T) {
	w := newWorld(t, 60, sandbox.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	o := w.options()
	o.Connections = 4
	mend := func() {}
	o.OnEvent = both(
		at(5, campaign.Settled, func() { mend = w.breakJournal() }),
		at(3, campaign.Paused, cancel),
	)
	report, err := campaign.Run(ctx, nil, o)
	require.NoError(t, err)
	noneLeft(t)
	mend()
	assert.Equal(t, campaign.Lost, report.Stop)
	require.Error(t, report.Err)
	assert.Contains(t, report.Err.Error(), "4 outcomes are not in the journal's database; 4 of them are in its audit log, from which they are read when it is opened again: ")
	assert.EqualValues(t, w.box.Total(), report.Counts[journal.Accepted])

	require.NoError(t, w.journal.Close())
	w.journal = w.open()
	began := time.Now()
	report = w.run(w.options(), nil)
	t.Log(time.Since(began), report)
	w.nobodyTwice()
	assert.Equal(t, counts{journal.Accepted: 60}, w.count())
}

// TestDrainedWithoutJournal: a person who wants to stop does not have to wait for a journal that is away, if nothing is
// to be written down.
func TestDrainedWithoutJournal(t *testing.T) {
	w := newWorld(t, 60, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, "429,at=4-,retry-after=60s")}})
	drain := make(chan struct{})
	o := w.options()
	o.Connections = 1
	mend := func() {}
	o.OnEvent = both(
		func(e campaign.Event) {
			if e.Kind == campaign.Settled && e.Status == 429 {
				mend = w.breakJournal()
				close(drain)
			}
		},
		func(campaign.Event) {},
	)
	report := w.run(o, drain)
	mend()
	assert.Equal(t, campaign.Report{Stop: campaign.Interrupted, Counts: counts{journal.Accepted: 3}}, report)
}
