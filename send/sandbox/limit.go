package sandbox

import (
	"net/http"
	"strconv"
	"time"
)

// window is one second of an endpoint. It starts with the first request after
// the last one ended, so that a test with a clock of its own need not know
// where on the clock seconds begin.
type window struct {
	start time.Time
	used  int
}

// checkLimit counts the request, writes the X-RateLimit headers, and refuses
// what is over the limit. Every request counts, also one that is refused
// (assumed). Without a limit there are no headers.
func (s *Sandbox) checkLimit(w http.ResponseWriter, _ *http.Request, to route) *problem {
	limit := s.options.RateLimit
	if limit < 0 {
		return nil
	}
	used := s.take(to.endpoint)
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(limit))
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(max(limit-used, 0)))
	if used > limit {
		return &problem{http.StatusTooManyRequests, "Too Many Requests"}
	}
	return nil
}

// take counts one request to the endpoint and gives how many the window holds.
func (s *Sandbox) take(e endpoint) int {
	now := s.options.Clock()
	s.mu.Lock()
	defer s.mu.Unlock()
	win := s.windows[e]
	if age := now.Sub(win.start); age < 0 || age >= time.Second {
		win = window{start: now}
	}
	win.used++
	s.windows[e] = win
	return win.used
}
