package campaign

import (
	"math/rand/v2"
	"time"

	"github.com/watemplate/watemplate/send"
)

// firstRate is how many requests a second are made before the API names its limit: the least that any source gives for
// this API.
const firstRate = 5

// leastRate keeps to a limit of one request a second.
const leastRate = 0.9

// fullPause is waited when the API's window of a second is used up to the last request. The rate keeps to the limit
// already: it is only that requests have come closer together on their way.
const fullPause = 250 * time.Millisecond

// pace is how many requests a second may be made.
type pace struct {
	wanted float64 // Options.Rate
	limit  int     // the API's, 0 while it is not known
	silent bool    // the API has answered without naming its limit
}

// hears takes note of an answer of the API's.
func (p *pace) hears(limit send.RateLimit) {
	if limit.Known {
		p.limit = max(limit.Limit, 1)
		return
	}
	p.silent = true
}

// rate is the number of requests a second, 0 for no limit. It stays one below what the API grants, for its seconds do not
// begin when ours do.
func (p *pace) rate() float64 {
	if p.limit > 0 {
		granted := max(float64(p.limit-1), leastRate)
		if p.wanted > 0 {
			return min(granted, p.wanted)
		}
		return granted
	}
	switch {
	case p.wanted < 0:
		return 0
	case p.wanted > 0 && (p.silent || p.wanted < firstRate):
		return p.wanted
	}
	return firstRate
}

// growing is a pause that doubles with each round from the first on, and up to a quarter more, so that many processes do
// not come back at the same instant.
func growing(first, longest time.Duration, round int) time.Duration {
	pause := first
	for range round - 1 {
		pause = min(2*pause, longest)
	}
	return min(pause+rand.N(pause/4+1), longest)
}
