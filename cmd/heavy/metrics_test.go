package heavy

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

func scrape(handler http.Handler) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return w
}

func TestMetrics(t *testing.T) {
	observe, handler := Metrics()
	body := scrape(handler).Body.String()
	assert.Contains(t, body, `watemplate_messages_total{state="unknown"} 0`+"\n", "there is a zero before the first")
	assert.Contains(t, body, "watemplate_up 0\n")

	for _, e := range []campaign.Event{
		{Kind: campaign.Started, Rate: 5},
		{Kind: campaign.Turned, Rate: 8, Queued: 7, Attempting: 3},
		{Kind: campaign.Settled, Rate: 8, State: journal.Accepted, Status: 200, Took: 40 * time.Millisecond},
		{Kind: campaign.Settled, Rate: 8, State: journal.Accepted, Status: 200, Took: 60 * time.Millisecond},
		{Kind: campaign.Settled, Rate: 8, State: journal.Queued, Status: 429, Took: time.Millisecond, Reason: "429 of +60121233112"},
		{Kind: campaign.Settled, Rate: 8, State: journal.Failed, Status: 404, Took: time.Second},
		{Kind: campaign.Settled, Rate: 8, State: journal.Unknown, Took: 2 * time.Minute},
		{Kind: campaign.Settled, Rate: 8, State: journal.Failed, Status: 12345, Took: time.Second},
		{Kind: campaign.Settled, Rate: 8, State: journal.Queued}, // given back without a request
		{Kind: campaign.Paused, Rate: 8, Wait: 1500 * time.Millisecond},
		{Kind: campaign.Paused, Rate: 8, Wait: -time.Second},
	} {
		observe(e)
	}
	body = scrape(handler).Body.String()
	for _, line := range []string{
		`watemplate_messages_total{state="accepted"} 2`,
		`watemplate_messages_total{state="failed"} 2`,
		`watemplate_messages_total{state="unknown"} 1`,
		`watemplate_requests_total{status="200"} 2`,
		`watemplate_requests_total{status="404"} 1`,
		`watemplate_requests_total{status="429"} 1`,
		`watemplate_requests_total{status="none"} 2`,
		`watemplate_request_duration_seconds_bucket{le="0.05"} 2`,
		`watemplate_request_duration_seconds_bucket{le="60"} 5`,
		`watemplate_request_duration_seconds_count 6`,
		`watemplate_paused_seconds_total 1.5`,
		`watemplate_queued_messages 7`,
		`watemplate_attempting_messages 3`,
		`watemplate_request_rate_limit 8`,
		`watemplate_up 1`,
	} {
		assert.Contains(t, body, line+"\n")
	}
	assert.NotContains(t, body, "60121233112")
	observe(campaign.Event{Kind: campaign.Stopping})
	assert.Contains(t, scrape(handler).Body.String(), "watemplate_up 0\n")
}

// TestMetricNames holds the names and helps to the rules of Prometheus.
func TestMetricNames(t *testing.T) {
	observe, handler := Metrics()
	observe(campaign.Event{Kind: campaign.Settled, State: journal.Accepted, Status: 200, Took: time.Second})
	problems, err := promlint.New(scrape(handler).Body).Lint()
	require.NoError(t, err)
	assert.Empty(t, problems)
}
