package journal_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

func TestLoad(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		const n = 5000 // more than one transaction
		load(t, j, n)
		want := about
		want.Total = n
		s := summary(t, j)
		assert.Equal(t, want, s.Campaign)
		assert.Equal(t, counts{journal.Queued: n}, s.Counts)
		all := results(t, j)
		require.Len(t, all, n)
		for i, r := range all {
			want := recipient(i)
			require.Equal(t, journal.Result{Seq: int64(i + 1), Row: want.Row, Contact: want.Contact, Language: "en", Body: want.Body, State: journal.Queued}, r)
		}

		_, err := j.Load(t.Context(), about)
		var exists *journal.Exists
		require.ErrorAs(t, err, &exists)
		assert.Equal(t, want, exists.Campaign)
		assert.EqualError(t, err, `the journal has a campaign "spring" already, with 5000 recipients`)

		second := about
		second.Name = "summer"
		require.NoError(t, fill(t, b.open(), second, 3).Commit(t.Context()))
		list, err := j.Campaigns(t.Context())
		require.NoError(t, err)
		require.Len(t, list, 2)
		assert.Equal(t, "summer", list[0].Name)
		assert.Equal(t, counts{journal.Queued: 3}, list[0].Counts)
	})
}

func TestLoadDuplicates(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		l := fill(t, j, about, 4500) // the first 4096 are written
		for _, i := range []int{0, 4095, 4096, 4499} {
			again := recipient(i)
			again.Row = 9999
			dup, err := l.Add(t.Context(), again)
			require.NoError(t, err)
			assert.Equal(t, i+2, dup)
		}
		require.NoError(t, l.Commit(t.Context()))
		assert.EqualValues(t, 4500, summary(t, j).Total)
		_, err := l.Add(t.Context(), recipient(9))
		require.Error(t, err)
		require.Error(t, l.Commit(t.Context()))
	})
}

// What was not committed is nowhere, and does not stand in the way.
func TestLoadLeft(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		dead := fill(t, j, about, 5000)
		require.NoError(t, dead.Worker().Die())
		live := fill(t, j, about, 4100)
		_, err := j.Summary(t.Context(), "spring")
		var missing *journal.Missing
		require.ErrorAs(t, err, &missing)
		require.ErrorContains(t, dead.Commit(t.Context()), "run the command again")
		discarded := fill(t, j, about, 10)
		require.NoError(t, discarded.Discard(t.Context()))
		load(t, j, 3)
		var exists *journal.Exists
		require.ErrorAs(t, live.Commit(t.Context()), &exists)
		require.NoError(t, live.Discard(t.Context()))
		assert.Len(t, results(t, j), 3)
		assert.EqualValues(t, 3, b.rows("recipients"), "nothing is left")
		assert.EqualValues(t, 3, b.rows("states"))
		assert.EqualValues(t, 1, b.rows("counts"))
	})
}

func TestEmptyCampaign(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 0)
		got := turn(t, join(t, j), journal.Request{Want: 3})
		assert.Equal(t, journal.Turn{}, got)
		assert.Empty(t, results(t, j))
	})
}

// Anything can be a name, a contact or a body.
func TestLoadStrange(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		c := about
		c.Name = "Frühling 50% ../?&'\"\n"
		l, err := j.Load(t.Context(), c)
		require.NoError(t, err)
		r := journal.Recipient{Row: 2, Contact: "email:o'brien@example.com", Body: []byte{0, 0xff, '\''}}
		_, err = l.Add(t.Context(), r)
		require.NoError(t, err)
		require.NoError(t, l.Commit(t.Context()))
		w, err := j.Join(t.Context(), c.Name)
		require.NoError(t, err)
		defer w.Leave(t.Context())
		got := claim(t, w, 1)[0]
		assert.Equal(t, fmt.Sprint(r.Contact, r.Body), fmt.Sprint(got.Contact, got.Body))
	})
}
