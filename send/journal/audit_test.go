package journal_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

// log is the text of the only audit log.
func (b *bench) log() (path, text string) {
	found, err := filepath.Glob(filepath.Join(b.audit, "*.jsonl"))
	require.NoError(b.t, err)
	require.Len(b.t, found, 1)
	all, err := os.ReadFile(found[0])
	require.NoError(b.t, err)
	return found[0], string(all)
}

func TestAuditLog(t *testing.T) {
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 3)
	w := join(t, j)
	c := claim(t, w, 2)
	o := outcome(c[0], journal.Accepted)
	require.NoError(t, w.Note(o))
	turn(t, w, journal.Request{Outcomes: []journal.Outcome{o, outcome(c[1], journal.Failed)}})
	path, text := b.log()
	lines := strings.Split(strings.TrimSpace(text), "\n")
	require.Len(t, lines, 5, "what was noted is not written twice")
	assert.Regexp(t, `^\{"campaign":"spring","machine":".*","template_hash":"t","list_hash":"l","settings_hash":"s","sum":"[0-9a-f]{8}"\}$`, lines[0])
	const tail = `,"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","sum":"[0-9a-f]{8}"\}$`
	assert.Regexp(t, `^\{"seq":1,"version":1,"state":"attempting","attempt":1`+tail, lines[1])
	assert.Regexp(t, `^\{"seq":1,"version":2,"state":"accepted","attempt":1,"message":1787700001,"status":200`+tail, lines[3])
	assert.Regexp(t, `^\{"seq":2,"version":2,"state":"failed","attempt":1,"status":400,"reason":"400 Bad Request: no such template"`+tail, lines[4])
	assert.NotContains(t, text, "id:1")
	for _, private := range []string{b.where, b.audit, path} {
		info, err := os.Stat(private)
		require.NoError(t, err)
		assert.Zero(t, info.Mode()&0o077, private)
	}
}

// An answer that was noted holds, though the process was killed before its turn; and so it does when others have meanwhile
// called the message Unknown, and even when somebody has queued it again.
func TestNotedOutcomeHolds(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 3)
		w := join(t, j)
		c := claim(t, w, 3)
		// The other machine does not have this one's audit log.
		other := &bench{t: t, where: b.where, audit: t.TempDir()}
		elsewhere := other.open()
		for i, state := range []journal.State{journal.Accepted, journal.Accepted, journal.Queued} {
			require.NoError(t, w.Note(outcome(c[i], state)))
		}
		require.NoError(t, w.Die())
		assert.Equal(t, counts{journal.Unknown: 3}, summary(t, elsewhere).Counts)
		n, err := elsewhere.Resolve(t.Context(), "spring", []journal.Change{{Result: results(t, elsewhere)[1], State: journal.Queued}})
		require.NoError(t, err)
		require.EqualValues(t, 1, n)

		s := summary(t, b.open())
		assert.Equal(t, counts{journal.Accepted: 2, journal.Queued: 1}, s.Counts)
		assert.Equal(t, []string{`the journal of campaign "spring" lacked what became of 3 recipients; it was mended from the audit log`}, b.notices)
		all := results(t, j)
		assert.EqualValues(t, 1787700001, all[0].MessageID)
		assert.Equal(t, 200, all[0].Status)
		assert.Equal(t, journal.Queued, all[2].State, "it was surely not accepted")
	})
}

// A database that is gone is built anew by the same campaign, and nobody is sent anything twice.
func TestRebuilt(t *testing.T) {
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 8)
	w := join(t, j)
	c := claim(t, w, 6)
	settle(t, w, journal.Accepted, c[0], c[1])
	settle(t, w, journal.Failed, c[2])
	settle(t, w, journal.Queued, c[3])
	require.NoError(t, w.Leave(t.Context()))
	before := results(t, j)
	require.NoError(t, j.Close())
	for _, tail := range []string{"", "-wal", "-shm"} {
		os.Remove(b.where + tail)
	}

	j = b.open()
	changed := about
	changed.ListHash, changed.SettingsHash = "another", "another"
	err := fill(t, j, changed, 8).Commit(t.Context())
	path, _ := b.log()
	require.EqualError(t, err, "the audit log "+path+` is of another campaign "spring" than this one: the list, the settings differ; `+
		`give this one another name with --campaign, or go on with the very files of that one`)
	load(t, j, 8)
	assert.Equal(t, counts{journal.Accepted: 2, journal.Failed: 1, journal.Unknown: 2, journal.Queued: 3}, summary(t, j).Counts)
	after := results(t, j)
	for i := range after {
		assert.Equal(t, before[i].State, after[i].State)
		assert.Equal(t, before[i].Version, after[i].Version)
		assert.Equal(t, before[i].Attempts, after[i].Attempts)
		assert.Equal(t, before[i].MessageID, after[i].MessageID)
		assert.Equal(t, before[i].Reason, after[i].Reason)
	}
	assert.Equal(t, []int64{4, 7, 8}, seqs(claim(t, join(t, j), 9)))
}

// A log that does not belong to the database is no reason to guess.
func TestContradiction(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 2)
		w := join(t, j)
		settle(t, w, journal.Accepted, claim(t, w, 1)...)
		require.NoError(t, w.Leave(t.Context()))
		b.run(`update watemplate_states set state = 4 where state = 3`)
		_, err := b.open().Join(t.Context(), "spring")
		path, _ := b.log()
		require.EqualError(t, err, `recipient 1 of campaign "spring" is failed in the journal and accepted in the audit log `+path+`, both in version 2: `+
			`the two do not have the same past; move aside the one that is wrong (without the journal, the same send command builds it anew from the log)`)
	})
}

func TestBrokenLog(t *testing.T) {
	b := sqliteBench(t)
	j := b.open()
	load(t, j, 4)
	w := join(t, j)
	settle(t, w, journal.Accepted, claim(t, w, 2)...)
	require.NoError(t, w.Leave(t.Context()))
	path, text := b.log()

	// A last line that was cut off is what a crash leaves.
	require.NoError(t, os.WriteFile(path, []byte(text+`{"seq":3,"version":1,"sta`), 0o600))
	w = join(t, b.open())
	assert.Empty(t, b.notices)
	settle(t, w, journal.Accepted, claim(t, w, 1)...)
	require.NoError(t, w.Leave(t.Context()))
	_, text = b.log()
	assert.Contains(t, text, "\n"+`{"seq":3,"version":1,"sta`+"\n"+`{"seq":3,`, "what follows begins a line of its own")

	// Whatever else is no line, or not what was written, is passed over and reported.
	text = strings.Replace(text, `"seq":2,"version":2`, `"seq":4,"version":2`, 1) + "garbage\n" + strings.Repeat("x", 1<<17) + "\n"
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	b.open().Join(t.Context(), "spring")
	assert.Equal(t, []string{"the audit log " + path + " has 4 lines that cannot be read, as a full disk or a loss of power leaves them; the first is line 5"}, b.notices)
	assert.Equal(t, counts{journal.Accepted: 3, journal.Queued: 1}, summary(t, b.open()).Counts)
}
