package campaign_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// TestRefused: a token that is not taken ends the run, and nobody is worse off for it.
func TestRefused(t *testing.T) {
	redirect := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/v2"+r.URL.Path, http.StatusTemporaryRedirect)
	})
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusNotFound)
	})
	for _, tt := range []struct {
		fault   string
		handler http.Handler
		status  int
		text    string
	}{
		{"expire,at=3", nil, 401, "401 Unauthorized: UN_AUTHORIZED; check the token in WATEMPLATE_TOKEN"},
		{"403,at=3", nil, 403, "403 Forbidden; check the token in WATEMPLATE_TOKEN"},
		{"page,at=3", nil, 403, "403 Forbidden: the answer is an HTML page, not the API's JSON; check the base URL and the token in WATEMPLATE_TOKEN"},
		{"", redirect, 307, "307 Temporary Redirect; redirects are not followed; check the base URL"},
		{"", page, 404, "404 Not Found: the answer is an HTML page, not the API's JSON; check the base URL and the token"},
	} {
		var o sandbox.Options
		if tt.fault != "" {
			o.Faults = []sandbox.Fault{mustFault(t, tt.fault)}
		}
		w := newWorld(t, 40, o)
		if tt.handler != nil {
			w.api.Config.Handler = tt.handler
		}
		report := w.run(w.options(), nil)
		assert.Equal(t, campaign.Refused, report.Stop, tt.text)
		require.NotNil(t, report.Last)
		assert.Equal(t, tt.status, report.Last.Status)
		assert.Equal(t, tt.text, report.Last.Error())
		w.nobodyTwice()
		count := w.count()
		assert.EqualValues(t, 40, count[journal.Queued]+count[journal.Accepted])
		assert.Less(t, w.requests.Load(), int64(40), "it does not go on to the end")

		w.api.Config.Handler = http.HandlerFunc(w.answer)
		next := w.options()
		next.Client.Token = "another"
		assert.Equal(t, campaign.Done, w.run(next, nil).Stop)
		assert.Equal(t, counts{journal.Accepted: 40}, w.count())
		w.nobodyTwice()
	}
}

// TestBreaker: what counts as a row of failures, and what does not.
func TestBreaker(t *testing.T) {
	for _, tt := range []struct {
		fault string
		stop  campaign.Stop
		count counts // of one connection
	}{
		{"500", campaign.Broken, counts{journal.Unknown: 5, journal.Queued: 25}},
		{"400", campaign.Broken, counts{journal.Failed: 5, journal.Queued: 25}},
		{"500,at=1-4", campaign.Done, counts{journal.Unknown: 4, journal.Accepted: 26}},
		{"400,every=2", campaign.Done, counts{journal.Failed: 15, journal.Accepted: 15}},
		{"404", campaign.Done, counts{journal.Failed: 30}},
	} {
		w := newWorld(t, 30, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, tt.fault)}})
		o := w.options()
		o.Connections, o.Breaker = 1, 5
		report := w.run(o, nil)
		assert.Equal(t, tt.stop, report.Stop, tt.fault)
		assert.Equal(t, tt.count, w.count(), tt.fault)
		assert.Equal(t, tt.stop == campaign.Broken, report.Last != nil)
	}
}

// TestOffline: a network that is away for a while is waited for; one that stays away stops the run.
func TestOffline(t *testing.T) {
	w := newWorld(t, 30, sandbox.Options{})
	var away atomic.Int64
	var dials atomic.Int64
	offline := func(o campaign.Options) campaign.Options {
		pool := send.Pool(o.Connections)
		dialer := &net.Dialer{}
		pool.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			dials.Add(1)
			if away.Add(-1) >= 0 {
				return nil, errors.New("network is unreachable")
			}
			return dialer.DialContext(ctx, network, address)
		}
		o.Client.HTTP = pool
		return o
	}
	away.Store(1 << 40)
	o := w.options()
	o.Connections, o.Breaker = 8, 5
	report := w.run(offline(o), nil)
	assert.Equal(t, campaign.Broken, report.Stop)
	assert.Equal(t, "not sent: network is unreachable; nothing was accepted; it is safe to send it again", report.Last.Error())
	assert.Equal(t, counts{journal.Queued: 30}, w.count())
	assert.LessOrEqual(t, dials.Load(), int64(8+4), "all at first, then one at a time")

	away.Store(11)
	report = w.run(offline(o), nil)
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{journal.Accepted: 30}}, report)
	w.nobodyTwice()
	assert.Positive(t, w.kinds(campaign.Paused))
}

func TestMost(t *testing.T) {
	w := newWorld(t, 50, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, "400,at=2"), mustFault(t, "500,after,at=4")}})
	o := w.options()
	o.Most = 10
	report := w.run(o, nil)
	assert.Equal(t, campaign.Report{Stop: campaign.Limited, Counts: counts{journal.Accepted: 9, journal.Unknown: 1, journal.Failed: 1}}, report)
	assert.Equal(t, 10, w.box.Total(), "one of them unknown")
	o.Most = 39
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{journal.Accepted: 39}}, w.run(o, nil), "the last of all is no limit")
}

// TestDrain: a drained run finishes what is under way, and the next one does the rest.
func TestDrain(t *testing.T) {
	w := newWorld(t, 40, sandbox.Options{})
	drain := make(chan struct{})
	once := sync.OnceFunc(func() { close(drain) })
	w.api.Config.Handler = http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		if w.requests.Load() >= 5 {
			once()
			<-drain
		}
		w.answer(to, r)
	})
	o := w.options()
	report := w.run(o, drain)
	assert.Equal(t, campaign.Interrupted, report.Stop)
	assert.Less(t, report.Counts[journal.Accepted], int64(40))
	assert.EqualValues(t, report.Counts[journal.Accepted], w.box.Total(), "all that was begun was answered and written down")
	assert.Equal(t, counts{journal.Accepted: report.Counts[journal.Accepted], journal.Queued: 40 - report.Counts[journal.Accepted]}, w.count())

	assert.Equal(t, campaign.Interrupted, w.run(o, drain).Stop, "it was drained before it began")
	assert.Equal(t, campaign.Done, w.run(o, nil).Stop)
	w.nobodyTwice()
	assert.Equal(t, 40, w.box.Total())
}

// TestEnd: a context that ends gives up on what is under way, of which nobody knows the fate.
func TestEnd(t *testing.T) {
	w := newWorld(t, 40, sandbox.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	var under sync.WaitGroup
	under.Add(4)
	w.api.Config.Handler = http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		w.answer(to, r)
		if w.requests.Load() > 8 {
			under.Done()
			<-ctx.Done()
			panic(http.ErrAbortHandler)
		}
	})
	go func() { under.Wait(); cancel() }()
	o := w.options()
	o.Connections = 4
	report, err := campaign.Run(ctx, nil, o)
	require.NoError(t, err)
	noneLeft(t)
	assert.Equal(t, campaign.Report{Stop: campaign.Interrupted, Counts: counts{journal.Accepted: 8, journal.Unknown: 4}}, report)
	assert.Equal(t, counts{journal.Accepted: 8, journal.Unknown: 4, journal.Queued: 28}, w.count())
	w.nobodyTwice()
}

func TestQuiet(t *testing.T) {
	w := newWorld(t, 20, sandbox.Options{})
	o := w.options()
	var asked atomic.Int64
	o.Quiet = func(time.Time) time.Duration {
		if asked.Add(1) <= 3 {
			assert.Zero(t, w.requests.Load())
			return 10 * time.Millisecond
		}
		return 0
	}
	assert.Equal(t, campaign.Done, w.run(o, nil).Stop)
	drain := make(chan struct{})
	w = newWorld(t, 20, sandbox.Options{})
	o = w.options()
	o.Quiet = func(time.Time) time.Duration { return 10 * time.Hour }
	o.OnEvent = func(e campaign.Event) {
		if e.Kind == campaign.Paused {
			assert.InDelta(t, 10*time.Hour, e.Wait, float64(time.Minute))
			assert.Equal(t, "quiet hours", e.Reason)
			close(drain)
		}
	}
	assert.Equal(t, campaign.Interrupted, w.run(o, drain).Stop)
	assert.Zero(t, w.requests.Load())
}
