package campaign_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// Faults by what they may make of a recipient.
var (
	harmless = []string{"429", "449", "page", "403", "expire", "slow=1ms", "delay=1ms"}
	failing  = []string{"400", "404", "409"}
	obscure  = []string{"500", "500,after", "drop", "drop-after", "reset", "reset-after", "half", "garbled", "no-id"}
)

// plan is what a run goes through.
type plan struct {
	workers, connections, breaker int
	drain, cancel                 int // after so many requests; 0 for never
	offline                       int // so many dials fail at first
}

func drawPlan(t *rapid.T, label string) plan {
	p := plan{
		workers:     rapid.IntRange(1, 3).Draw(t, label+" workers"),
		connections: rapid.SampledFrom([]int{1, 2, 8}).Draw(t, label+" connections"),
		breaker:     rapid.IntRange(3, 10).Draw(t, label+" breaker"),
	}
	switch rapid.IntRange(0, 3).Draw(t, label+" trouble") {
	case 1:
		p.drain = rapid.IntRange(1, 12).Draw(t, label+" drain")
	case 2:
		p.cancel = rapid.IntRange(1, 12).Draw(t, label+" cancel")
	case 3:
		p.offline = rapid.IntRange(1, 6).Draw(t, label+" offline")
	}
	return p
}

// TestNobodyTwice: whatever goes wrong, and however often it is begun again, in the end everybody was sent to once, or is
// named with the reason why not or why nobody knows.
func TestNobodyTwice(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		require.NoError(t, checks.Value.Set("15")) // each is a campaign on disk
		defer checks.Value.Set(checks.DefValue)
	}
	rapid.Check(t, func(t *rapid.T) {
		var faults []sandbox.Fault
		mostFailed, mostUnknown := 0, 0
		for i := range rapid.IntRange(0, 8).Draw(t, "faults") {
			f := rapid.SampledFrom([][]string{harmless, failing, obscure}).Draw(t, fmt.Sprint("kind ", i))
			words := rapid.SampledFrom(f).Draw(t, fmt.Sprint("fault ", i))
			from := rapid.IntRange(1, 20).Draw(t, fmt.Sprint("from ", i))
			n := rapid.IntRange(1, 4).Draw(t, fmt.Sprint("times ", i))
			faults = append(faults, mustFault(t, fmt.Sprintf("%s,at=%d-%d", words, from, from+n-1)))
			switch f[0] {
			case failing[0]:
				mostFailed += n
			case obscure[0]:
				mostUnknown += n
			}
		}
		n := rapid.IntRange(1, 25).Draw(t, "recipients")
		w := newWorld(t, n, sandbox.Options{Faults: faults})
		w.api.Config.Handler = http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) { w.answer(impatient{to}, r) })
		for i := range rapid.IntRange(0, 3).Draw(t, "troubles") {
			p := drawPlan(t, fmt.Sprint("run ", i))
			w.live(p, i)
			if p.cancel > 0 {
				mostUnknown += p.workers * p.connections
			}
			w.nobodyTwice()
		}
		for i := 10; ; i++ {
			require.Less(t, i, 60, "it does not come to an end: %v", w.count())
			if w.live(plan{workers: 1, connections: 4, breaker: 10}, i) == campaign.Done {
				break
			}
		}
		w.nobodyTwice()
		count := w.count()
		assert.EqualValues(t, n, count[journal.Accepted]+count[journal.Failed]+count[journal.Unknown])
		assert.LessOrEqual(t, count[journal.Failed], int64(mostFailed))
		assert.LessOrEqual(t, count[journal.Unknown], int64(mostUnknown), "%v", w.reasons())
		for _, result := range w.states() {
			assert.Equal(t, result.State == journal.Accepted, result.Reason == "", "row %d: %q", result.Row, result.Reason)
		}
	})
}

// live lets workers send together, through all that the plan has for them, and returns why the last of them stopped.
func (w *world) live(p plan, number int) (stop campaign.Stop) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	drain := make(chan struct{})
	closeDrain := sync.OnceFunc(func() { close(drain) })
	begun := w.requests.Load()
	watch := func(campaign.Event) {
		switch done := int(w.requests.Load() - begun); {
		case p.drain > 0 && done >= p.drain:
			closeDrain()
		case p.cancel > 0 && done >= p.cancel:
			cancel()
		}
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	for i := range p.workers {
		j := w.open()
		o := campaign.Options{
			Journal: j, Name: name, Rate: -1, Connections: p.connections, Breaker: p.breaker, Attempts: 100, OnEvent: watch,
			Client: &send.Client{
				BaseURL: w.api.URL + "/v1", Token: fmt.Sprintf("t0ken-%d-%d", number, i), HTTP: flaky(p),
				Backoff: 100 * time.Microsecond, MaxWait: time.Millisecond,
			},
		}
		all.Go(func() {
			report, err := campaign.Run(ctx, drain, o)
			if err != nil && ctx.Err() != nil {
				return // it was cancelled before it joined
			}
			assert.NoError(w.t, err)
			assert.NoError(w.t, report.Err)
			assert.NoError(w.t, j.Close())
			mu.Lock()
			defer mu.Unlock()
			stop = report.Stop
		})
	}
	all.Wait()
	noneLeft(w.t)
	return stop
}

// flaky is a pool of connections whose first dials fail.
func flaky(p plan) *http.Client {
	pool := send.Pool(p.connections)
	var left atomic.Int64
	left.Store(int64(p.offline))
	pool.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if left.Add(-1) >= 0 {
			return nil, errors.New("network is unreachable")
		}
		if !strings.HasPrefix(address, "127.0.0.1:") {
			return nil, errors.New("only this machine")
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	return pool
}
