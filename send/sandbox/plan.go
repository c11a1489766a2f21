package sandbox

import (
	"context"
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
	status      int
	drop, after bool
	delay       time.Duration
}

// planFaults lets a request meet the faults. One that was ended by a fault
// does not count for the later ones.
func (s *Sandbox) planFaults() plan {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p plan
	for i, f := range s.options.Faults {
		if !s.faults[i].fires(f) {
			continue
		}
		p.delay += f.Delay
		p.after = p.after || f.After
		if f.ends() {
			p.status, p.drop = f.Status, f.Drop
			break
		}
	}
	return p
}

func (state *faultState) fires(f Fault) bool {
	state.met++
	if state.met%max(f.Every, 1) != 0 || f.Times > 0 && state.fired >= f.Times {
		return false
	}
	state.fired++
	return true
}

// sleep waits for the delay; it reports false if the client left meanwhile.
func (p plan) sleep(ctx context.Context) bool {
	if p.delay <= 0 {
		return true
	}
	timer := time.NewTimer(p.delay)
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
