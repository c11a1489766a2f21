package campaign_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

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
