package verbs

import (
	"fmt"
	"net/http"
)

// serveMetrics counts a campaign's events for Prometheus and serves the counters on --metrics-addr until stop is called.
func (a *app) serveMetrics(r *running) (stop func(), err error) {
	if r.metricsAddr == "" {
		return func() {}, nil
	}
	observe, handler := a.tools.Metrics()
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", handler)
	url, _, stop, err := listen(r.metricsAddr, mux)
	if err != nil {
		return nil, fmt.Errorf("--metrics-addr: %w", err)
	}
	r.observe = append(r.observe, observe)
	a.say("metrics on " + url + "/metrics")
	return stop, nil
}
