package journal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

func TestResolve(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 6)
		w := join(t, j)
		c := claim(t, w, 5)
		settle(t, w, journal.Unknown, c[0], c[1], c[2])
		settle(t, w, journal.Failed, c[3], c[4])
		unknown := results(t, j, journal.Unknown)
		require.Len(t, unknown, 3)
		failed := results(t, j, journal.Failed, journal.Skipped)
		require.Len(t, failed, 2)
		changes := []journal.Change{
			{Result: unknown[0], State: journal.Queued},
			{Result: unknown[1], State: journal.Skipped, Reason: "left"},
			{Result: unknown[2], State: journal.Accepted, MessageID: 99},
			{Result: failed[0], State: journal.Queued},
		}
		n, err := j.Resolve(t.Context(), "spring", changes)
		require.NoError(t, err)
		assert.EqualValues(t, 4, n)
		assert.Equal(t, counts{journal.Queued: 3, journal.Skipped: 1, journal.Accepted: 1, journal.Failed: 1}, summary(t, j).Counts)
		assert.EqualValues(t, 99, results(t, j, journal.Accepted)[0].MessageID)
		n, err = j.Resolve(t.Context(), "spring", changes)
		require.NoError(t, err)
		assert.Zero(t, n, "what has changed since it was read stays")

		got := claim(t, w, 9)
		assert.Equal(t, []int64{1, 4, 6}, seqs(got))
		assert.Equal(t, 1, got[0].Attempt, "who is tried again has all attempts before him")

		_, err = j.Resolve(t.Context(), "spring", []journal.Change{{Result: results(t, j, journal.Accepted)[0], State: journal.Queued}})
		require.EqualError(t, err, "row 4 cannot be changed from accepted to queued; what is unknown or failed can be queued, skipped or accepted")
	})
}

// What a killed process attempted can be resolved at once, and an answer that it noted cannot be resolved away.
func TestResolveAfterKill(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 2)
		w := join(t, j)
		c := claim(t, w, 2)
		require.NoError(t, w.Note(outcome(c[0], journal.Accepted)))
		require.NoError(t, w.Die())
		another := b.open()
		unknown := results(t, another, journal.Unknown)
		require.Len(t, unknown, 1)
		assert.EqualValues(t, 2, unknown[0].Seq)
		n, err := another.Resolve(t.Context(), "spring", []journal.Change{{Result: unknown[0], State: journal.Queued}})
		require.NoError(t, err)
		assert.EqualValues(t, 1, n)
	})
}

func TestResults(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 1201)
		w := join(t, j)
		settle(t, w, journal.Accepted, claim(t, w, 1100)...)
		assert.Len(t, results(t, j), 1201)
		assert.Len(t, results(t, j, journal.Accepted), 1100)
		assert.Len(t, results(t, j, journal.Queued, journal.Failed), 101)
		assert.Empty(t, results(t, j, journal.Unknown))
		n := 0
		for r, err := range j.Results(t.Context(), "spring") {
			require.NoError(t, err)
			n++
			assert.EqualValues(t, n, r.Seq)
			assert.WithinDuration(t, time.Now(), r.Began, time.Minute)
			assert.False(t, r.Ended.Before(r.Began))
			if n == 3 {
				break
			}
		}
	})
}

func TestSummary(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 30)
		assert.True(t, summary(t, j).First.IsZero())
		w := join(t, j)
		c := claim(t, w, 27)
		for i := range 25 {
			o := outcome(c[i], journal.Failed)
			o.Reason = string(rune('a' + i))
			if i < 5 {
				o.Reason = "the most frequent"
			}
			turn(t, w, journal.Request{Outcomes: []journal.Outcome{o}})
		}
		settle(t, w, journal.Unknown, c[25], c[26])
		s := summary(t, j)
		require.Len(t, s.Reasons, 20)
		assert.Equal(t, journal.Reason{State: journal.Failed, Text: "the most frequent", Count: 5}, s.Reasons[0])
		assert.Equal(t, journal.Reason{State: journal.Unknown, Text: "sent, but no answer came: EOF", Count: 2}, s.Reasons[1])
		assert.Equal(t, journal.Reason{State: journal.Failed, Text: "f", Count: 1}, s.Reasons[2])
		assert.Positive(t, s.Rate)
		assert.WithinDuration(t, time.Now(), s.First, time.Minute)
		assert.False(t, s.Last.Before(s.First))
		assert.True(t, s.NotBefore.IsZero())

		later := b.open()
		later.Shift(time.Minute)
		assert.Zero(t, summary(t, later).Rate, "nothing was settled in the last ten seconds")
		turn(t, w, journal.Request{Pause: time.Hour})
		assert.WithinDuration(t, time.Now().Add(time.Hour), summary(t, j).NotBefore, time.Minute)
	})
}
