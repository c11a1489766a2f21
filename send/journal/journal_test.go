package journal_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

func TestTurns(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 6)
		w := join(t, j)
		first := turn(t, w, journal.Request{Want: 4})
		require.Len(t, first.Claims, 4)
		assert.Equal(t, journal.Claim{Seq: 1, Version: 1, Attempt: 1, Row: 2, Contact: "id:1", Body: []byte(`{"n":1}`)}, first.Claims[0])
		assert.Equal(t, []int64{1, 2, 3, 4}, seqs(first.Claims))
		assert.EqualValues(t, 2, first.Queued)
		assert.Zero(t, first.Attempting, "its own do not count")
		assert.Zero(t, first.Wait)
		assert.Equal(t, counts{journal.Queued: 2, journal.Attempting: 4}, summary(t, j).Counts)

		c := first.Claims
		counted := outcome(c[2], journal.Queued)
		uncounted := outcome(c[3], journal.Queued)
		uncounted.Uncounted = true
		second := turn(t, w, journal.Request{Want: 9, Outcomes: []journal.Outcome{
			outcome(c[0], journal.Accepted), outcome(c[1], journal.Failed), counted, uncounted,
		}})
		assert.Equal(t, []int64{3, 4, 5, 6}, seqs(second.Claims))
		assert.Equal(t, []int{2, 1, 1, 1}, []int{second.Claims[0].Attempt, second.Claims[1].Attempt, second.Claims[2].Attempt, second.Claims[3].Attempt})
		assert.EqualValues(t, 3, second.Claims[0].Version)
		assert.Zero(t, second.Queued)

		settle(t, w, journal.Accepted, second.Claims[:2]...)
		settle(t, w, journal.Unknown, second.Claims[2])
		end := summary(t, j)
		assert.Equal(t, counts{journal.Accepted: 3, journal.Failed: 1, journal.Unknown: 1, journal.Attempting: 1}, end.Counts)
		require.NoError(t, w.Leave(t.Context()))
		assert.Equal(t, counts{journal.Accepted: 3, journal.Failed: 1, journal.Unknown: 2}, summary(t, j).Counts, "who leaves takes nothing along")
	})
}

func TestOutcomesTwiceOrLate(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 2)
		w := join(t, j)
		c := claim(t, w, 1)[0]
		settle(t, w, journal.Queued, c)
		settle(t, w, journal.Queued, c)
		again := claim(t, w, 1)[0]
		require.Equal(t, c.Seq, again.Seq)
		settle(t, w, journal.Accepted, c)
		assert.Equal(t, counts{journal.Queued: 1, journal.Attempting: 1}, summary(t, j).Counts, "an outcome of an earlier claim")
		settle(t, w, journal.Accepted, again)
		settle(t, w, journal.Failed, again)
		assert.Equal(t, counts{journal.Queued: 1, journal.Accepted: 1}, summary(t, j).Counts)
	})
}

// Those that wait come back before the rest of the list, and nobody before the time.
func TestWait(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 3)
		w := join(t, j)
		later := outcome(claim(t, w, 1)[0], journal.Queued)
		later.Wait = time.Hour
		got := turn(t, w, journal.Request{Want: 1, Outcomes: []journal.Outcome{later}})
		assert.Equal(t, []int64{2}, seqs(got.Claims))
		assert.Zero(t, summary(t, j).NotBefore)
		got = turn(t, w, journal.Request{Want: 2})
		assert.Equal(t, []int64{3}, seqs(got.Claims))
		assert.Positive(t, got.Wait)
		assert.EqualValues(t, 1, got.Queued)
		assert.WithinDuration(t, time.Now().Add(time.Hour), summary(t, j).NotBefore, time.Minute)
		require.NoError(t, w.Leave(t.Context()))

		tomorrow := b.open()
		tomorrow.Shift(2 * time.Hour)
		assert.Equal(t, []int64{1}, seqs(claim(t, join(t, tomorrow), 5)))
	})
}

// A clock that is put back makes nobody wait longer than was said.
func TestClockPutBack(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		fast := b.open()
		fast.Shift(24 * time.Hour)
		load(t, fast, 2)
		w := join(t, fast)
		later := outcome(claim(t, w, 1)[0], journal.Queued)
		later.Wait = time.Minute
		turn(t, w, journal.Request{Outcomes: []journal.Outcome{later}, Pause: 2 * time.Second, Rate: 0.5})
		require.NoError(t, w.Leave(t.Context()))

		right := b.open()
		w = join(t, right)
		got := turn(t, w, journal.Request{Want: 5, Rate: 0.5})
		assert.Empty(t, got.Claims, "the pause is two seconds at most, from now")
		assert.LessOrEqual(t, got.Wait, 2*time.Second)
		require.NoError(t, w.Leave(t.Context()))

		soon := b.open()
		soon.Shift(3 * time.Second)
		w = join(t, soon)
		assert.Equal(t, []int64{2}, seqs(claim(t, w, 5)))
		claim(t, w, 5)
		require.NoError(t, w.Leave(t.Context()))

		late := b.open()
		late.Shift(2 * time.Minute)
		assert.Equal(t, []int64{1}, seqs(claim(t, join(t, late), 5)))
	})
}

func TestRateIsShared(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j, other := b.open(), b.open()
		load(t, j, 9)
		elsewhere := about
		elsewhere.Name, elsewhere.API = "elsewhere", "https://other"
		require.NoError(t, fill(t, j, elsewhere, 9).Commit(t.Context()))
		one, two := join(t, j), join(t, other)
		slow := journal.Request{Want: 5, Rate: 0.01}
		assert.Len(t, turn(t, one, slow).Claims, 1)
		got := turn(t, two, slow)
		assert.Empty(t, got.Claims)
		assert.Greater(t, got.Wait, 90*time.Second)
		free, err := other.Join(t.Context(), "elsewhere")
		require.NoError(t, err)
		defer free.Leave(t.Context())
		assert.Len(t, turn(t, free, slow).Claims, 1, "another API")

		turn(t, free, journal.Request{Pause: time.Hour})
		got = turn(t, free, journal.Request{Want: 5})
		assert.Empty(t, got.Claims)
		assert.Greater(t, got.Wait, 59*time.Minute)
	})
}

// Two journals on one database, four workers: everybody is claimed once.
func TestManyWorkers(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		const n = 1500
		j, other := b.open(), b.open()
		load(t, j, n)
		var mu sync.Mutex
		times := map[int64]int{}
		var all sync.WaitGroup
		for _, handle := range []*journal.Journal{j, other, j, other} {
			w := join(t, handle)
			all.Go(func() {
				var r journal.Request
				for {
					r.Want = 16
					got, err := w.Turn(t.Context(), r)
					if !assert.NoError(t, err) || len(got.Claims) == 0 && got.Queued == 0 {
						return
					}
					r.Outcomes = nil
					mu.Lock()
					for _, c := range got.Claims {
						times[c.Seq]++
						r.Outcomes = append(r.Outcomes, outcome(c, journal.Accepted))
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		assert.Len(t, times, n)
		for seq, n := range times {
			assert.Equal(t, 1, n, "recipient %d", seq)
		}
		assert.Equal(t, counts{journal.Accepted: n}, summary(t, j).Counts)
	})
}

// What a turn claimed whose answer was lost is claimed again, and the attempt does not count.
func TestAnswerOfCommitLost(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 4)
		w := join(t, j)
		kept := claim(t, w, 1)
		w.LoseAnswer(claim(t, w, 2))
		again := turn(t, w, journal.Request{Want: 9, Outcomes: []journal.Outcome{outcome(kept[0], journal.Accepted)}})
		assert.Equal(t, []int64{2, 3, 4}, seqs(again.Claims))
		assert.Equal(t, 1, again.Claims[0].Attempt)
		assert.EqualValues(t, 3, again.Claims[0].Version)
		w.LoseAnswer(again.Claims[:1])
		require.NoError(t, w.Leave(t.Context()))
		assert.Equal(t, counts{journal.Accepted: 1, journal.Queued: 1, journal.Unknown: 2}, summary(t, b.open()).Counts)
	})
}

func TestMissing(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		_, err := j.Summary(t.Context(), "spring")
		require.EqualError(t, err, `the journal has no campaign "spring", nor any other`)
		load(t, j, 1)
		_, err = j.Join(t.Context(), "summer")
		require.EqualError(t, err, `the journal has no campaign "summer"; it has spring`)
		var missing *journal.Missing
		require.ErrorAs(t, err, &missing)
		for _, err := range j.Results(t.Context(), "summer") {
			require.ErrorAs(t, err, &missing)
		}
	})
}
