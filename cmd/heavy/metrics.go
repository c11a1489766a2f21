package heavy

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

// counters are what Prometheus is told of this process's part in a campaign. No label says anything about a person.
type counters struct {
	messages, requests *prometheus.CounterVec
	paused             prometheus.Counter
	duration           prometheus.Histogram
	queued, attempting prometheus.Gauge
	rate, running      prometheus.Gauge
}

// buckets bound the durations of requests, in seconds. The longest attempt takes a minute, unless it is told otherwise.
var buckets = []float64{.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// Metrics are counters of a campaign's events, and what serves them. They have a registry of their own. observe is called
// for one event at a time.
func Metrics() (observe func(campaign.Event), handler http.Handler) {
	c := newCounters()
	registry := prometheus.NewRegistry()
	registry.MustRegister(c.messages, c.requests, c.paused, c.duration, c.queued, c.attempting, c.rate, c.running)
	return c.observe, promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

func newCounters() *counters {
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	vector := func(name, help, label string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
	}
	c := &counters{
		messages: vector("watemplate_messages_total", "Messages whose fate this run learned: accepted, failed or unknown.", "state"),
		requests: vector("watemplate_requests_total", "Requests by the HTTP status of their answer; none without an answer.", "status"),
		paused:   prometheus.NewCounter(prometheus.CounterOpts{Name: "watemplate_paused_seconds_total", Help: "Seconds of the pauses that were begun."}),
		duration: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "watemplate_request_duration_seconds", Help: "How long requests took.", Buckets: buckets,
		}),
		queued:     gauge("watemplate_queued_messages", "Messages of the campaign that are not sent yet."),
		attempting: gauge("watemplate_attempting_messages", "Messages of the campaign that are being sent, by all workers."),
		rate:       gauge("watemplate_request_rate_limit", "Requests a second that are made at most; 0 for no limit."),
		running:    gauge("watemplate_up", "1 while the campaign is being sent, 0 once it stops."),
	}
	for _, state := range stateNames {
		c.messages.WithLabelValues(state) // so that there is a zero before the first, and rates are right
	}
	return c
}

// stateNames are the fates of messages. Who is queued again has none yet.
var stateNames = map[journal.State]string{
	journal.Accepted: "accepted", journal.Failed: "failed", journal.Unknown: "unknown",
}

func (c *counters) observe(e campaign.Event) {
	c.rate.Set(e.Rate)
	switch e.Kind {
	case campaign.Started:
		c.running.Set(1)
	case campaign.Stopping:
		c.running.Set(0)
	case campaign.Paused:
		c.paused.Add(max(e.Wait, 0).Seconds())
	case campaign.Turned:
		c.queued.Set(float64(e.Queued))
		c.attempting.Set(float64(e.Attempting))
	case campaign.Settled:
		c.settled(e)
	}
}

func (c *counters) settled(e campaign.Event) {
	if state, final := stateNames[e.State]; final {
		c.messages.WithLabelValues(state).Inc()
	}
	if e.Took > 0 { // else there was no request
		c.requests.WithLabelValues(statusLabel(e.Status)).Inc()
		c.duration.Observe(e.Took.Seconds())
	}
}

// statusLabel is an HTTP status as a label. What is none is no label either: there must not be any number of them.
func statusLabel(status int) string {
	if status < 100 || status > 599 {
		return "none"
	}
	return strconv.Itoa(status)
}
