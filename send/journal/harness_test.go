package journal_test

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/watemplate/watemplate/send/journal"
)

func TestMain(m *testing.M) {
	if scene := os.Getenv("JOURNAL_SCENE"); scene != "" {
		os.Exit(play(scene))
	}
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		flag.Set("rapid.checks", "8") // each waits for the disk
	}
	flag.Set("rapid.nofailfile", "true")
	status := m.Run()
	if shared.server != nil {
		shared.stop("immediate")
		os.RemoveAll(shared.dir)
	}
	os.Exit(status)
}

// databases are where the suite runs.
var databases = map[string]func(testing.TB) string{
	"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "campaigns.db") },
	"postgres": postgres,
}

// onEach runs a test on every database.
func onEach(t *testing.T, test func(t *testing.T, b *bench)) {
	for name, where := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, &bench{t: t, where: where(t), audit: t.TempDir()})
		})
	}
}

// bench is a place where journals are opened.
type bench struct {
	t            testing.TB
	where, audit string

	mu      sync.Mutex
	notices []string
}

// sqliteBench is one of a file.
func sqliteBench(t testing.TB) *bench {
	dir := t.TempDir()
	return &bench{t: t, where: filepath.Join(dir, "campaigns.db"), audit: filepath.Join(dir, "campaigns.db-audit")}
}

func (b *bench) options() journal.Options {
	return journal.Options{Audit: b.audit, Notice: func(s string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.notices = append(b.notices, s)
	}}
}

// open opens the journal once more, as another process would.
func (b *bench) open() *journal.Journal {
	j, err := b.tryOpen()
	require.NoError(b.t, err)
	b.t.Cleanup(func() { j.Close() })
	return j
}

func (b *bench) tryOpen() (*journal.Journal, error) {
	return journal.Open(b.t.Context(), b.where, b.options())
}

// about is the campaign of all tests.
var about = journal.Campaign{
	Name: "spring", Template: "order", Category: "utility", Languages: []string{"en"}, API: "https://api", Channel: "17", Source: "list.csv",
	TemplateHash: "t", ListHash: "l", SettingsHash: "s", Created: time.Unix(1700000000, 0),
}

// load loads a campaign of n recipients.
func load(t testing.TB, j *journal.Journal, n int) {
	l := fill(t, j, about, n)
	require.NoError(t, l.Commit(t.Context()))
}

func fill(t testing.TB, j *journal.Journal, c journal.Campaign, n int) *journal.Loader {
	l, err := j.Load(t.Context(), c)
	require.NoError(t, err)
	for i := range n {
		dup, err := l.Add(t.Context(), recipient(i))
		require.NoError(t, err)
		require.Zero(t, dup)
	}
	return l
}

func recipient(i int) journal.Recipient {
	return journal.Recipient{Row: i + 2, Contact: fmt.Sprintf("id:%d", i+1), Language: "en", Body: fmt.Appendf(nil, `{"n":%d}`, i+1)}
}

func join(t testing.TB, j *journal.Journal) *journal.Worker {
	w, err := j.Join(t.Context(), about.Name)
	require.NoError(t, err)
	t.Cleanup(func() { w.Leave(t.Context()) })
	return w
}

// claim claims n at most.
func claim(t testing.TB, w *journal.Worker, n int) []journal.Claim {
	return turn(t, w, journal.Request{Want: n}).Claims
}

func turn(t testing.TB, w *journal.Worker, r journal.Request) journal.Turn {
	got, err := w.Turn(t.Context(), r)
	require.NoError(t, err)
	return got
}

// settle gives claims one outcome.
func settle(t testing.TB, w *journal.Worker, state journal.State, claims ...journal.Claim) {
	var r journal.Request
	for _, c := range claims {
		r.Outcomes = append(r.Outcomes, outcome(c, state))
	}
	turn(t, w, r)
}

func outcome(c journal.Claim, state journal.State) journal.Outcome {
	o := journal.Outcome{Claim: c, State: state}
	switch state {
	case journal.Accepted:
		o.Status, o.MessageID = 200, 1787700000+c.Seq
	case journal.Failed:
		o.Status, o.Reason = 400, "400 Bad Request: no such template"
	case journal.Queued:
		o.Status, o.Reason = 429, "429 Too Many Requests"
	case journal.Unknown:
		o.Reason = "sent, but no answer came: EOF"
	}
	return o
}

type counts = map[journal.State]int64

func summary(t testing.TB, j *journal.Journal) journal.Summary {
	s, err := j.Summary(t.Context(), about.Name)
	require.NoError(t, err)
	return s
}

func results(t testing.TB, j *journal.Journal, states ...journal.State) []journal.Result {
	var all []journal.Result
	for r, err := range j.Results(t.Context(), about.Name, states...) {
		require.NoError(t, err)
		all = append(all, r)
	}
	return all
}

func seqs(claims []journal.Claim) []int64 {
	all := []int64{}
	for _, c := range claims {
		all = append(all, c.Seq)
	}
	return all
}

// rows is how many rows a table has.
func (b *bench) rows(table string) (n int64) {
	db := b.sql()
	defer db.Close()
	require.NoError(b.t, db.QueryRowContext(b.t.Context(), "select count(*) from watemplate_"+table).Scan(&n))
	return n
}

// run changes the database behind the journal's back.
func (b *bench) run(query string) {
	db := b.sql()
	defer db.Close()
	_, err := db.ExecContext(b.t.Context(), query)
	require.NoError(b.t, err)
}

func (b *bench) sql() *sql.DB {
	driver := "sqlite"
	if strings.HasPrefix(b.where, "postgres://") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, b.where)
	require.NoError(b.t, err)
	return db
}
