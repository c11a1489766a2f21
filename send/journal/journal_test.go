package journal_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/watemplate/watemplate/send/journal"
)

// open opens an SQLite journal in a folder.
func open(t testing.TB, dir string) *journal.Journal {
	return openAt(t, filepath.Join(dir, "campaigns.db"), dir)
}

func openAt(t testing.TB, where, dir string) *journal.Journal {
	j, err := journal.Open(t.Context(), where, journal.Options{
		Audit:  filepath.Join(dir, "audit"),
		Notice: func(s string) { t.Log(s) },
	})
	require.NoError(t, err)
	t.Cleanup(func() { j.Close() })
	return j
}

var about = journal.Campaign{Name: "spring", Template: "order", API: "https://api", TemplateHash: "t", ListHash: "l", SettingsHash: "s", Created: time.Unix(1700000000, 0)}

// load loads a campaign of n recipients.
func load(t testing.TB, j *journal.Journal, n int) {
	l, err := j.Load(t.Context(), about)
	require.NoError(t, err)
	for i := range n {
		dup, err := l.Add(t.Context(), recipient(i))
		require.NoError(t, err)
		require.Zero(t, dup)
	}
	require.NoError(t, l.Commit(t.Context()))
}

func recipient(i int) journal.Recipient {
	return journal.Recipient{Row: i + 2, Contact: fmt.Sprintf("id:%d", i+1), Language: "en", Body: fmt.Appendf(nil, `{"n":%d}`, i+1)}
}

func TestCampaign(t *testing.T) {
	j := open(t, t.TempDir())
	load(t, j, 10)
	w, err := j.Join(t.Context(), "spring")
	require.NoError(t, err)
	turn, err := w.Turn(t.Context(), journal.Request{Want: 4})
	require.NoError(t, err)
	require.Len(t, turn.Claims, 4)
	assert.Equal(t, journal.Claim{Seq: 1, Version: 1, Attempt: 1, Row: 2, Contact: "id:1", Body: []byte(`{"n":1}`)}, turn.Claims[0])
	assert.EqualValues(t, 6, turn.Queued)
	assert.Zero(t, turn.Attempting)
	outcomes := []journal.Outcome{
		{Claim: turn.Claims[0], State: journal.Accepted, MessageID: 17, Status: 200},
		{Claim: turn.Claims[1], State: journal.Failed, Status: 400, Reason: "400 Bad Request"},
		{Claim: turn.Claims[2], State: journal.Queued, Status: 429, Uncounted: true},
	}
	require.NoError(t, w.Note(outcomes[0]))
	turn, err = w.Turn(t.Context(), journal.Request{Want: 20, Outcomes: outcomes})
	require.NoError(t, err)
	require.Len(t, turn.Claims, 7)
	require.NoError(t, w.Leave(t.Context()))
	s, err := j.Summary(t.Context(), "spring")
	require.NoError(t, err)
	assert.Equal(t, map[journal.State]int64{journal.Accepted: 1, journal.Failed: 1, journal.Unknown: 8}, s.Counts)
	var states []journal.State
	for r, err := range j.Results(t.Context(), "spring") {
		require.NoError(t, err)
		states = append(states, r.State)
	}
	assert.Len(t, states, 10)
}
