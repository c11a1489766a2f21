package campaign_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
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

type counts = map[journal.State]int64

func TestEverybody(t *testing.T) {
	w := newWorld(t, 300, sandbox.Options{})
	report := w.run(w.options(), nil)
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{journal.Accepted: 300}}, report)
	w.nobodyTwice()
	assert.Equal(t, 300, w.box.Total())
	assert.Equal(t, 300, w.kinds(campaign.Settled))
	assert.Equal(t, 1, w.kinds(campaign.Started))
	assert.Equal(t, 1, w.kinds(campaign.Stopping))

	report = w.run(w.options(), nil)
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{}}, report, "there is nothing left to do")
	assert.EqualValues(t, 300, w.requests.Load())
}

// TestFaults: every way in which a request can fail, and what becomes of the recipient.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		fault  string
		want   counts
		reason string // of the one that is not accepted
		sent   int
	}{
		{"429,at=2", counts{journal.Accepted: 3}, "", 3},
		{"449,at=2-3", counts{journal.Accepted: 3}, "", 3},
		{"400,at=2", counts{journal.Accepted: 2, journal.Failed: 1}, "400 Bad Request: Validation error.", 2},
		{"409,at=2", counts{journal.Accepted: 2, journal.Failed: 1}, "409 Conflict", 2},
		{"404,at=2", counts{journal.Accepted: 2, journal.Failed: 1}, "404 Not Found: Contact not found", 2},
		{"500,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "500 Internal Server Error: Unexpected error occurred", 2},
		{"500,after,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "500 Internal Server Error: Unexpected error occurred", 3},
		{"503,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "503 Service Unavailable", 2},
		{"drop,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "sent, but no answer came: EOF", 2},
		{"drop-after,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "sent, but no answer came: EOF", 3},
		{"half,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "200 OK: unexpected EOF", 3},
		{"garbled,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "200 OK: the answer is not the JSON of a receipt", 3},
		{"no-id,at=2", counts{journal.Accepted: 2, journal.Unknown: 1}, "200 OK: the answer has no message id", 3},
		{"slow=10ms,at=2", counts{journal.Accepted: 3}, "", 3},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			w := newWorld(t, 3, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, tt.fault)}})
			o := w.options()
			o.Connections = 1
			report := w.run(o, nil)
			assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: tt.want}, report)
			assert.Equal(t, tt.want, w.count())
			assert.Equal(t, tt.sent, w.box.Total())
			w.nobodyTwice()
			for _, result := range w.states() {
				if result.State != journal.Accepted {
					assert.Equal(t, tt.reason, result.Reason)
				}
			}
		})
	}
}

// TestReset: a connection that is cut off after the request was written tells nothing.
func TestReset(t *testing.T) {
	for _, fault := range []string{"reset,at=2", "reset,after,at=2"} {
		w := newWorld(t, 3, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, fault)}})
		o := w.options()
		o.Connections = 1
		assert.Equal(t, counts{journal.Accepted: 2, journal.Unknown: 1}, w.run(o, nil).Counts)
		w.nobodyTwice()
	}
}

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
		assert.LessOrEqual(t, w.requests.Load(), int64(2+2*8), "those under way, and no more")

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

// TestAttempts: a recipient whom the API has in its queue for ever is given up, and the reason says so.
func TestAttempts(t *testing.T) {
	w := newWorld(t, 1, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, "449")}})
	o := w.options()
	o.Attempts = 3
	o.Client.Backoff, o.Client.MaxWait = time.Microsecond, time.Millisecond
	report := w.run(o, nil)
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{journal.Failed: 1}}, report)
	assert.EqualValues(t, 3, w.requests.Load())
	assert.Equal(t, "449 Retry With: Your request cannot be processed at the moment as it is currently in queue. "+
		"Please try again in a few minutes.; given up after 3 attempts", w.states()[1].Reason)
}

// TestBusyForLong: 429 says nothing about the recipient, so no number of them is too many.
func TestBusyForLong(t *testing.T) {
	w := newWorld(t, 2, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, "429,at=1-20")}})
	w.api.Config.Handler = http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) { w.answer(impatient{to}, r) })
	o := w.options()
	o.Attempts, o.Breaker = 2, 2
	assert.Equal(t, campaign.Report{Stop: campaign.Done, Counts: counts{journal.Accepted: 2}}, w.run(o, nil))
	assert.Equal(t, 20, w.answered(429))
}

// impatient takes Retry-After out of answers.
type impatient struct{ http.ResponseWriter }

func (i impatient) Unwrap() http.ResponseWriter { return i.ResponseWriter }

func (i impatient) WriteHeader(status int) {
	i.Header().Del("Retry-After")
	i.ResponseWriter.WriteHeader(status)
}

// TestRetryAfter: what the API asks for pauses everybody.
func TestRetryAfter(t *testing.T) {
	w := newWorld(t, 8, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, "429,at=1,retry-after=1s")}})
	o := w.options()
	o.Connections = 1
	begin := time.Now()
	assert.Equal(t, campaign.Done, w.run(o, nil).Stop)
	assert.GreaterOrEqual(t, time.Since(begin), time.Second)
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range w.events {
		if e.Kind == campaign.Paused {
			assert.InDelta(t, time.Second, e.Wait, float64(100*time.Millisecond))
			assert.Equal(t, "429 Too Many Requests", e.Reason)
			return
		}
	}
	assert.Fail(t, "no event tells of the pause")
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

// TestNoSecrets: the log has no contact, no value and no token, whatever the API says, unless contacts are asked for.
func TestNoSecrets(t *testing.T) {
	for _, contacts := range []bool{false, true} {
		w := newWorld(t, 12, sandbox.Options{})
		w.api.Config.Handler = http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
			n := int(w.requests.Add(1))
			to.WriteHeader([]int{200, 400, 404, 429, 449, 500}[n%6])
			to.Write([]byte(`{"code":1,"message":"` + r.URL.Path + ` ` + r.Header.Get("Authorization") + ` secret 7"}`))
		})
		var log bytes.Buffer
		o := w.options()
		o.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		o.LogContacts = contacts
		o.Attempts = 1
		w.run(o, nil)
		text := log.String()
		assert.Contains(t, text, `"campaign":"spring"`)
		assert.Contains(t, text, `"row":3`)
		assert.NotContains(t, text, token)
		assert.Equal(t, contacts, bytes.Contains(log.Bytes(), []byte("6012")))
		assert.Equal(t, contacts, bytes.Contains(log.Bytes(), []byte("secret")))
		for _, result := range w.states() {
			assert.NotContains(t, result.Reason, "6012")
			assert.NotContains(t, result.Reason, token)
		}
	}
}

func TestOptions(t *testing.T) {
	w := newWorld(t, 1, sandbox.Options{})
	for want, change := range map[string]func(o *campaign.Options){
		"a campaign needs a journal and a client":                                          func(o *campaign.Options) { o.Client = nil },
		"the numbers of connections, recipients, attempts and failures cannot be negative": func(o *campaign.Options) { o.Most = -1 },
		"the token is empty; set WATEMPLATE_TOKEN":                                         func(o *campaign.Options) { o.Client.Token = "" },
	} {
		o := w.options()
		change(&o)
		_, err := campaign.Run(t.Context(), nil, o)
		assert.EqualError(t, err, want)
	}
	o := w.options()
	o.Name = "summer"
	_, err := campaign.Run(t.Context(), nil, o)
	var missing *journal.Missing
	assert.ErrorAs(t, err, &missing)
	noneLeft(t)
}
