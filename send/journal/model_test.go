package journal_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/watemplate/watemplate/send/journal"
)

// modelSize is how many recipients the model's campaign has.
const modelSize = 12

// model is what has to be true of a campaign, whatever its workers do and whatever breaks.
type model struct {
	b       *bench
	j       *journal.Journal
	state   map[int64]journal.State
	workers []*hands
	old     string // a copy of the database, empty for none
}

// hands are a worker and what it holds.
type hands struct {
	*journal.Worker
	claims []journal.Claim
	noted  map[int64]journal.Outcome
	given  []journal.Outcome // that were settled already
}

// TestModel lets workers claim, settle, note, die and leave, people resolve, and the database go back to an older copy, in
// any order: nobody is ever claimed but who is queued, and every state is the one that it must be.
func TestModel(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		rapid.Check(t, func(r *rapid.T) {
			m := newModel(t, b)
			actions := map[string]func(*rapid.T){
				"":        m.check,
				"join":    m.join,
				"turn":    m.turn,
				"again":   m.again,
				"note":    m.note,
				"lose":    m.lose,
				"die":     m.die,
				"leave":   m.leave,
				"resolve": m.resolve,
				"reopen":  m.reopen,
			}
			if filepath.IsAbs(b.where) {
				actions["copy"], actions["go back"] = m.copy, m.goBack
			}
			r.Repeat(actions)
			m.end()
		})
	})
}

// newModel begins anew, in the same database where making one takes time.
func newModel(t *testing.T, b *bench) *model {
	dir, err := os.MkdirTemp(t.TempDir(), "")
	require.NoError(t, err)
	own := &bench{t: t, where: b.where, audit: filepath.Join(dir, "audit")}
	if filepath.IsAbs(b.where) {
		own.where = filepath.Join(dir, "campaigns.db")
	} else {
		own.open()
		for _, table := range []string{"campaigns", "counts", "rate", "recipients", "states", "workers"} {
			own.run("delete from watemplate_" + table)
		}
	}
	m := &model{b: own, state: map[int64]journal.State{}}
	m.begin()
	load(t, m.j, modelSize)
	for seq := range int64(modelSize) {
		m.state[seq+1] = journal.Queued
	}
	return m
}

func (m *model) begin() {
	j, err := m.b.tryOpen()
	require.NoError(m.b.t, err)
	m.j = j
}

func (m *model) end() {
	for len(m.workers) > 0 {
		require.NoError(m.b.t, m.workers[0].Leave(m.b.t.Context()))
		m.workers = m.workers[1:]
	}
	require.NoError(m.b.t, m.j.Close())
}

func (m *model) check(r *rapid.T) {
	got := summary(m.b.t, m.j).Counts
	want, n := counts{}, 0
	for _, x := range results(m.b.t, m.j) {
		n++
		m.hearNoted(x)
		require.Equal(r, m.state[x.Seq], x.State, "recipient %d", x.Seq)
	}
	require.Equal(r, modelSize, n)
	for _, s := range m.state {
		want[s]++
	}
	require.Equal(r, want, got)
}

// hearNoted lets an outcome hold that was noted, once others have read it in the log: sooner or later makes no difference.
func (m *model) hearNoted(x journal.Result) {
	for _, w := range m.workers {
		if o, found := w.noted[x.Seq]; found && m.state[x.Seq] == journal.Attempting && o.State == x.State {
			m.state[x.Seq] = x.State
			w.claims = slices.DeleteFunc(w.claims, func(c journal.Claim) bool { return c.Seq == x.Seq })
			w.given = append(w.given, o)
			delete(w.noted, x.Seq)
		}
	}
}

func (m *model) join(r *rapid.T) {
	if len(m.workers) == 3 {
		r.Skip("there are enough")
	}
	w, err := m.j.Join(m.b.t.Context(), about.Name)
	require.NoError(r, err)
	m.workers = append(m.workers, &hands{Worker: w, noted: map[int64]journal.Outcome{}})
}

func (m *model) pick(r *rapid.T) *hands {
	if len(m.workers) == 0 {
		r.Skip("there is nobody")
	}
	return rapid.SampledFrom(m.workers).Draw(r, "worker")
}

var outcomes = rapid.SampledFrom([]journal.State{journal.Accepted, journal.Failed, journal.Unknown, journal.Queued})

// decide is an outcome of a claim: the one that was noted, if one was.
func (w *hands) decide(r *rapid.T, c journal.Claim) journal.Outcome {
	if o, noted := w.noted[c.Seq]; noted {
		return o
	}
	o := outcome(c, outcomes.Draw(r, "outcome"))
	o.Uncounted = rapid.Bool().Draw(r, "uncounted")
	return o
}

func (m *model) turn(r *rapid.T) {
	w := m.pick(r)
	done := rapid.IntRange(0, len(w.claims)).Draw(r, "outcomes")
	var request journal.Request
	for _, c := range w.claims[:done] {
		o := w.decide(r, c)
		request.Outcomes = append(request.Outcomes, o)
		m.state[c.Seq] = o.State
		delete(w.noted, c.Seq)
	}
	w.claims = slices.Clone(w.claims[done:])
	w.given = request.Outcomes
	request.Want = rapid.IntRange(0, 4).Draw(r, "want")
	queued := 0
	for _, s := range m.state {
		if s == journal.Queued {
			queued++
		}
	}
	got, err := w.Turn(m.b.t.Context(), request)
	require.NoError(r, err)
	require.Len(r, got.Claims, min(queued, request.Want), "of %d that are queued", queued)
	m.take(r, w, got.Claims)
	require.EqualValues(r, queued-len(got.Claims), got.Queued)
}

func (m *model) take(r *rapid.T, w *hands, claims []journal.Claim) {
	for _, c := range claims {
		require.Equal(r, journal.Queued, m.state[c.Seq], "recipient %d was claimed", c.Seq)
		m.state[c.Seq] = journal.Attempting
		w.claims = append(w.claims, c)
	}
}

// again gives outcomes that were given already, as after an error.
func (m *model) again(r *rapid.T) {
	w := m.pick(r)
	_, err := w.Turn(m.b.t.Context(), journal.Request{Outcomes: w.given})
	require.NoError(r, err)
}

func (m *model) note(r *rapid.T) {
	w := m.pick(r)
	if len(w.claims) == 0 {
		r.Skip("it has nothing")
	}
	c := rapid.SampledFrom(w.claims).Draw(r, "claim")
	o := w.decide(r, c)
	require.NoError(r, w.Note(o))
	w.noted[c.Seq] = o
}

// lose claims, and loses the answer: nobody was told of it, so it will be claimed again.
func (m *model) lose(r *rapid.T) {
	w := m.pick(r)
	got, err := w.Turn(m.b.t.Context(), journal.Request{Want: 2})
	require.NoError(r, err)
	w.LoseAnswer(got.Claims)
	_, err = w.Turn(m.b.t.Context(), journal.Request{})
	require.NoError(r, err)
}

// drop is what becomes of what a worker holds that is gone: what it noted holds, the rest nobody knows.
func (m *model) drop(w *hands, noted bool) {
	for _, c := range w.claims {
		m.state[c.Seq] = journal.Unknown
		if o, found := w.noted[c.Seq]; found && noted {
			m.state[c.Seq] = o.State
		}
	}
	m.workers = slices.DeleteFunc(m.workers, func(other *hands) bool { return other == w })
}

func (m *model) die(r *rapid.T) {
	w := m.pick(r)
	require.NoError(r, w.Die())
	m.drop(w, true)
}

func (m *model) leave(r *rapid.T) {
	w := m.pick(r)
	require.NoError(r, w.Leave(m.b.t.Context()))
	m.drop(w, true)
}

func (m *model) resolve(r *rapid.T) {
	var changes []journal.Change
	for _, x := range results(m.b.t, m.j, journal.Unknown, journal.Failed) {
		if rapid.Bool().Draw(r, "resolve") {
			to := rapid.SampledFrom([]journal.State{journal.Queued, journal.Skipped, journal.Accepted}).Draw(r, "to")
			changes = append(changes, journal.Change{Result: x, State: to})
			m.state[x.Seq] = to
		}
	}
	n, err := m.j.Resolve(m.b.t.Context(), about.Name, changes)
	require.NoError(r, err)
	require.EqualValues(r, len(changes), n)
}

// reopen ends all workers and the process.
func (m *model) reopen(r *rapid.T) {
	for len(m.workers) > 0 {
		w := m.workers[0]
		require.NoError(r, w.Die())
		m.drop(w, true)
	}
	require.NoError(r, m.j.Close())
	m.begin()
}

// copy keeps a copy of the database.
func (m *model) copy(r *rapid.T) {
	m.old = filepath.Join(filepath.Dir(m.b.where), time.Now().Format("150405.000000"))
	m.b.run("vacuum into '" + m.old + "'")
}

// goBack puts the copy in the place of the database, as somebody does who has a backup.
func (m *model) goBack(r *rapid.T) {
	if m.old == "" {
		r.Skip("there is no copy")
	}
	for len(m.workers) > 0 {
		w := m.workers[0]
		require.NoError(r, w.Die())
		m.drop(w, true)
	}
	require.NoError(r, m.j.Close())
	old, err := os.ReadFile(m.old)
	require.NoError(r, err)
	require.NoError(r, os.WriteFile(m.b.where, old, 0o600))
	m.b.run("update watemplate_workers set pid = 999999999") // they ended with their process
	m.begin()
}
