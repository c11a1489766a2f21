package sandbox

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// faultState counts for one fault.
type faultState struct {
	met   int // requests that came to it
	fired int
}

// plan is what all faults together do to one request.
type plan struct {
	end   Fault // the one that leaves no room for a success; the zero Fault if there is none
	after bool
	delay time.Duration
}

// planFaults lets a request meet the faults. One that was ended by a fault
// does not count for the later ones, except for their At. The second result
// is the request's number, which At counts.
func (s *Sandbox) planFaults() (plan, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	var p plan
	for i, f := range s.options.Faults {
		if !s.faults[i].fires(f, s.requests, s.random) {
			continue
		}
		p.delay += f.Delay
		p.after = p.after || f.After
		if f.ends() {
			p.end = f
			break
		}
	}
	return p, s.requests
}

// fires lets the n-th request meet a fault.
func (state *faultState) fires(f Fault, n int, random *rand.Rand) bool {
	if !f.covers(n) {
		return false
	}
	state.met++
	if state.met%max(f.Every, 1) != 0 || f.Times > 0 && state.fired >= f.Times {
		return false
	}
	if f.Chance > 0 && random.Float64() >= f.Chance {
		return false
	}
	state.fired++
	return true
}

// sleep waits; it reports false if the client left meanwhile.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// faultMessages are the messages that the API is known to send.
var faultMessages = map[int]string{
	400: "Validation error.",
	401: "UN_AUTHORIZED",
	404: "Contact not found",
	429: "Too Many Requests",
	449: "Your request cannot be processed at the moment as it is currently in queue. Please try again in a few minutes.",
	500: "Unexpected error occurred",
}

func faultAnswer(status int) *problem {
	message, known := faultMessages[status]
	if !known {
		message = http.StatusText(status)
	}
	return &problem{status, message}
}
