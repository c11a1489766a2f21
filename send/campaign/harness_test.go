package campaign_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

const name = "spring"

// tb is what a test, a benchmark and a property have in common.
type tb interface {
	require.TestingT
	Helper()
	Context() context.Context
	Cleanup(func())
}

// world is a journal with a campaign, and an API.
type world struct {
	t        tb
	file     string
	journal  *journal.Journal
	box      *sandbox.Sandbox
	api      *httptest.Server
	requests atomic.Int64

	mu       sync.Mutex
	statuses map[int]int
	events   []campaign.Event
}

// newWorld loads a campaign for n people, the first of whom is contact(1).
func newWorld(t tb, n int, o sandbox.Options) *world {
	t.Helper()
	if o.RateLimit == 0 {
		o.RateLimit = -1
	}
	w := &world{t: t, file: filepath.Join(tempDir(t), "campaigns.db"), box: sandbox.New(o), statuses: map[int]int{}}
	w.api = httptest.NewServer(http.HandlerFunc(w.answer))
	t.Cleanup(w.api.Close)
	w.journal = w.open()
	loader, err := w.journal.Load(t.Context(), journal.Campaign{Name: name, Template: "hi", API: w.api.URL, Created: time.Now()})
	require.NoError(t, err)
	for i := 1; i <= n; i++ {
		_, err := loader.Add(t.Context(), journal.Recipient{Row: i + 1, Contact: contact(i), Body: fmt.Appendf(nil, `{"message":{"type":"text","text":"secret %d"}}`, i)})
		require.NoError(t, err)
	}
	require.NoError(t, loader.Commit(t.Context()))
	return w
}

// tempDir is a folder for as long as the test lasts.
func tempDir(t tb) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "campaign")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, os.RemoveAll(dir)) })
	return dir
}

func contact(i int) string { return fmt.Sprintf("phone:+6012%07d", i) }

// open opens the journal as another process would.
func (w *world) open() *journal.Journal {
	w.t.Helper()
	j, err := journal.Open(w.t.Context(), w.file, journal.Options{Audit: w.file + "-audit"})
	require.NoError(w.t, err)
	w.t.Cleanup(func() { j.Close() })
	return j
}

// recorder remembers an answer's status.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (w *world) answer(to http.ResponseWriter, r *http.Request) {
	w.requests.Add(1)
	rec := &recorder{to, 200}
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.statuses[rec.status]++
	}()
	w.box.ServeHTTP(rec, r)
}

func (w *world) answered(status int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.statuses[status]
}

// options are those of a quick run.
func (w *world) options() campaign.Options {
	return campaign.Options{
		Journal: w.journal, Name: name, Rate: -1,
		Client: &send.Client{BaseURL: w.api.URL + "/v1", Token: token, Backoff: 2 * time.Millisecond, MaxWait: 20 * time.Millisecond},
		OnEvent: func(e campaign.Event) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.events = append(w.events, e)
		},
	}
}

// run runs the campaign to its end, after which no goroutine of it may be left.
func (w *world) run(o campaign.Options, drain <-chan struct{}) campaign.Report {
	w.t.Helper()
	report, err := campaign.Run(w.t.Context(), drain, o)
	require.NoError(w.t, err)
	noneLeft(w.t)
	return report
}

// noneLeft waits until no goroutine is at work in this package, its tests aside.
func noneLeft(t tb) {
	t.Helper()
	require.Eventually(t, func() bool {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		return !strings.Contains(string(stacks), "campaign.(*run)")
	}, 5*time.Second, time.Millisecond)
}

// states are the states of the recipients, by the number that contact takes.
func (w *world) states() map[int]journal.Result {
	w.t.Helper()
	found := map[int]journal.Result{}
	for result, err := range w.journal.Results(w.t.Context(), name) {
		require.NoError(w.t, err)
		found[result.Row-1] = result
	}
	return found
}

// count counts the recipients in each state.
func (w *world) count() map[journal.State]int64 {
	w.t.Helper()
	counts := map[journal.State]int64{}
	for _, result := range w.states() {
		counts[result.State]++
	}
	return counts
}

// reasons are those of the recipients who were not sent to, as far as is known.
func (w *world) reasons() (all []string) {
	w.t.Helper()
	for _, result := range w.states() {
		if result.State != journal.Accepted {
			all = append(all, result.State.String()+": "+result.Reason)
		}
	}
	return all
}

// nobodyTwice checks what all of it is for: what the API has taken, and what the journal says of it.
func (w *world) nobodyTwice() {
	w.t.Helper()
	counts := w.box.Counts()
	for i, result := range w.states() {
		n := counts[contact(i)]
		require.LessOrEqual(w.t, n, 1, "row %d was sent to twice", result.Row)
		switch result.State {
		case journal.Accepted:
			require.Equal(w.t, 1, n, "row %d is accepted", result.Row)
			require.NotZero(w.t, result.MessageID)
		case journal.Queued, journal.Failed:
			require.Zero(w.t, n, "row %d is %v: %s", result.Row, result.State, result.Reason)
		case journal.Attempting:
			require.Fail(w.t, "nobody is left attempting", "row %d", result.Row)
		}
	}
}

// kinds counts the events of a kind.
func (w *world) kinds(kind campaign.EventKind) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range w.events {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

func mustFault(t tb, s string) sandbox.Fault {
	f, err := sandbox.ParseFault(s)
	require.NoError(t, err, s)
	return f
}
