package journal_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

// half sends to half of 400 recipients and closes the journal, so that all of it is in one file.
func half(t *testing.T) *bench {
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 400)
	w := join(t, j)
	settle(t, w, journal.Accepted, claim(t, w, 200)...)
	require.NoError(t, w.Leave(t.Context()))
	require.NoError(t, j.Close())
	return b
}

// TestDamage breaks the file in every way that a disk or a hand might. Each is a sentence, and once the file is moved away
// the same campaign goes on where it was.
func TestDamage(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"cut":              func(b []byte) []byte { return b[:len(b)/2] },
		"cut in a page":    func(b []byte) []byte { return b[:len(b)-777] },
		"a page of zeros":  func(b []byte) []byte { clear(b[len(b)/4096/2*4096:][:4096]); return b },
		"zeros at the end": func(b []byte) []byte { clear(b[len(b)-4096:]); return b },
		"no beginning":     func(b []byte) []byte { clear(b[:4096]); return b },
		"garbage": func(b []byte) []byte {
			copy(b[4096:], strings.Repeat("garbage ", 3*4096/8))
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := half(t)
			file, err := os.ReadFile(b.where)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(b.where, damage(file), 0o600))
			err = sendAll(t, b)
			require.Error(t, err)
			assert.Contains(t, err.Error(), b.where)
			assert.Regexp(t, "is damaged|is no journal", err.Error())
			require.NoError(t, os.Rename(b.where, b.where+".damaged"))
			j := b.open()
			load(t, j, 400)
			assert.Equal(t, counts{journal.Accepted: 200, journal.Queued: 200}, summary(t, j).Counts)
		})
	}
}

// sendAll does what a process does that sends, up to the first failure. Nobody may be claimed who was accepted.
func sendAll(t *testing.T, b *bench) error {
	j, err := b.tryOpen()
	if err != nil {
		return err
	}
	defer j.Close()
	w, err := j.Join(t.Context(), "spring")
	if err != nil {
		return err
	}
	defer w.Leave(t.Context())
	got, err := w.Turn(t.Context(), journal.Request{Want: 400})
	for _, c := range got.Claims {
		require.Greater(t, c.Seq, int64(200))
	}
	return err
}

func TestEmptyFileIsNew(t *testing.T) {
	b := half(t)
	require.NoError(t, os.Truncate(b.where, 0))
	j := b.open()
	_, err := j.Summary(t.Context(), "spring")
	var missing *journal.Missing
	require.ErrorAs(t, err, &missing)
	load(t, j, 400)
	assert.Equal(t, counts{journal.Accepted: 200, journal.Queued: 200}, summary(t, j).Counts)
}

// A file whose log of the last changes is lost is older than the audit log.
func TestLastChangesLost(t *testing.T) {
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 20)
	require.NoError(t, j.Close())
	old, err := os.ReadFile(b.where)
	require.NoError(t, err)
	j = b.open()
	w := join(t, j)
	settle(t, w, journal.Accepted, claim(t, w, 5)...)
	claim(t, w, 5)
	require.NoError(t, w.Leave(t.Context()))
	require.NoError(t, j.Close())
	require.NoError(t, os.WriteFile(b.where, old, 0o600))

	j = b.open()
	assert.Len(t, claim(t, join(t, j), 20), 10)
	assert.Equal(t, counts{journal.Accepted: 5, journal.Unknown: 5, journal.Attempting: 10}, summary(t, j).Counts)
	assert.Equal(t, []string{`the journal of campaign "spring" lacked what became of 10 recipients; it was mended from the audit log`}, b.notices)
}

func TestNoJournal(t *testing.T) {
	b := sqliteBench(t)
	require.NoError(t, os.WriteFile(b.where, []byte("to,name\n+60123,Ann\n"), 0o600))
	_, err := b.tryOpen()
	require.EqualError(t, err, b.where+" is no journal: it is not an SQLite database; give --journal another file")

	other := sqliteBench(t)
	other.run("create table songs (title text)")
	_, err = other.tryOpen()
	require.EqualError(t, err, other.where+" is a database of another program; give --journal another file")

	newer := half(t)
	newer.run("update watemplate_meta set version = 7")
	_, err = newer.tryOpen()
	require.EqualError(t, err, "the journal "+newer.where+" is of version 7, and this program knows version 1; use the newer program")
}

// A disk that is full claims nobody, and goes on where it was once there is room.
func TestFullDisk(t *testing.T) {
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 300)
	w := join(t, j)
	var r journal.Request
	require.NoError(t, j.MostPages(1))
	var err error
	sent := map[int64]bool{}
	for range 10 {
		r.Want = 64
		var got journal.Turn
		if got, err = w.Turn(t.Context(), r); err != nil {
			assert.Empty(t, got.Claims)
			break
		}
		r.Outcomes = nil
		for _, c := range got.Claims {
			require.False(t, sent[c.Seq])
			sent[c.Seq] = true
			o := outcome(c, journal.Failed)
			o.Reason = strings.Repeat("words ", 200)
			r.Outcomes = append(r.Outcomes, o)
		}
	}
	require.EqualError(t, err, "the disk that holds the journal "+b.where+" is full; make room, then run the command again")
	require.NoError(t, j.MostPages(1<<30))
	for len(r.Outcomes) > 0 {
		got := turn(t, w, r)
		r.Outcomes = nil
		for _, c := range got.Claims {
			require.False(t, sent[c.Seq], "nobody twice")
			sent[c.Seq] = true
			r.Outcomes = append(r.Outcomes, outcome(c, journal.Accepted))
		}
	}
	assert.Len(t, sent, 300)
}

// Where the audit log cannot be written nobody is claimed, but the database is told what is known.
func TestFullDiskOfLog(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 10)
	w := join(t, j)
	c := claim(t, w, 2)
	room, err := j.FillDisk("spring")
	require.NoError(t, err)
	require.ErrorContains(t, w.Note(outcome(c[0], journal.Accepted)), "is full; make room")
	r := journal.Request{Want: 5, Outcomes: []journal.Outcome{outcome(c[0], journal.Accepted), outcome(c[1], journal.Accepted)}}
	got, err := w.Turn(t.Context(), r)
	require.ErrorContains(t, err, "is full; make room")
	assert.Empty(t, got.Claims)
	assert.Equal(t, counts{journal.Accepted: 2, journal.Queued: 8}, summary(t, j).Counts)
	_, err = w.Turn(t.Context(), journal.Request{Want: 5})
	require.ErrorContains(t, err, "is full; make room")
	room()
	r.Want = 20
	assert.Equal(t, []int64{3, 4, 5, 6, 7, 8, 9, 10}, seqs(turn(t, w, r).Claims))
	require.NoError(t, w.Leave(t.Context()))
	_, text := b.log()
	assert.Equal(t, 2, strings.Count(text, `"state":"accepted"`))
}
