package journal

import (
	"math"
	"math/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// However workers come and go, no second has more requests than it may have, plus one; and a worker that asks when it is
// told to gets nearly all.
func TestRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Float64Range(0.5, 3000).Draw(t, "rate")
		most := rapid.IntRange(1, 64).Draw(t, "most")
		late := rapid.Int64Range(0, 8000).Draw(t, "late")
		random := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		var l limiter
		var at []int64
		start := int64(1_700_000_000_000_000)
		now, end := start, start+5_000_000
		for now < end {
			l.heal(now)
			n, wait := l.grant(now, rate, most)
			l.spend(n)
			for range n {
				at = append(at, now)
			}
			now += wait.Microseconds() + random.Int63n(late+1) + 1
		}
		first := 0
		for i, when := range at {
			for at[first] <= when-1_000_000 {
				first++
			}
			if n := float64(i - first + 1); n > max(math.Floor(rate), 1)+1 {
				t.Fatalf("%v requests in a second, of %v", n, rate)
			}
		}
		if granted := float64(most) * 1e6 / float64(late+1); rate < granted/2 && float64(len(at)) < 5*rate*0.95-1 {
			t.Fatalf("%d requests in five seconds, of %v a second", len(at), rate)
		}
	})
}

func TestRateAndTheClock(t *testing.T) {
	const hour = int64(3600e6)
	now := int64(1_700_000_000_000_000)
	l := limiter{}
	n, wait := l.grant(now, 10, 5)
	l.spend(n)
	assert.Equal(t, 1, n)
	assert.Equal(t, 80*time.Millisecond, wait, "a first request may be as late as carry says")

	ahead := l
	ahead.heal(now + hour)
	n, _ = ahead.grant(now+hour, 10, 100)
	assert.Equal(t, 1, n, "an hour that did not pass is no leave for more")

	back := l
	back.heal(now - hour)
	n, _ = back.grant(now-hour, 10, 100)
	assert.Equal(t, 1, n, "an hour that comes twice is not waited for")

	l.pause(now, time.Minute)
	l.pause(now, time.Second)
	_, wait = l.grant(now, 10, 1)
	assert.Equal(t, time.Minute, wait, "the longest pause holds")
	l.heal(now - hour)
	_, wait = l.grant(now-hour, 0, 1)
	assert.Equal(t, time.Minute, wait, "and is no longer than it was")
}
