package verbs

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMetrics scrapes a campaign while it runs. What is served has nothing of anybody.
func TestMetrics(t *testing.T) {
	var url, scraped string
	sendToPeople(t, func(said string) {
		if m := regexp.MustCompile(`(?m)^watemplate: metrics on (http://127\.0\.0\.1:\d+/metrics)$`).FindStringSubmatch(said); m != nil {
			url = m[1]
			scraped = get(t, url)
		}
	}, "--metrics-addr", "127.0.0.1:0")
	require.NotEmpty(t, scraped)
	for _, line := range []string{ // what was answered last may not be counted yet
		`watemplate_up 1`, `watemplate_messages_total{state="accepted"} `, `watemplate_requests_total{status="404"} 1`,
		`watemplate_request_duration_seconds_count `, `watemplate_queued_messages `,
	} {
		assert.Contains(t, scraped, "\n"+line)
	}
	for _, word := range append(personal(), tokenOfList, "order", "people") {
		assert.NotContains(t, scraped, word)
	}
	problems, err := promlint.New(bytes.NewReader([]byte(scraped))).Lint()
	require.NoError(t, err)
	assert.Empty(t, problems)
	_, err = http.Get(url)
	assert.Error(t, err, "nothing is served once the run has ended")
}

func get(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url)
	if !assert.NoError(t, err) {
		return ""
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	assert.NoError(t, err)
	return string(body)
}
