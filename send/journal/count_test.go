package journal

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPace(t *testing.T) {
	const second = int64(1e6)
	for name, c := range map[string]struct {
		now, first, mark, recent, before int64
		want                             float64
	}{
		"just begun":               {now: 1000 * second, first: 1000 * second, mark: 100, recent: 4, want: 4},
		"two seconds":              {now: 1002 * second, first: 1000 * second, mark: 100, recent: 20, want: 10},
		"half of the span before":  {now: 1005 * second, first: 900 * second, mark: 100, recent: 50, before: 100, want: 10},
		"nothing in this span yet": {now: 1015 * second, first: 900 * second, mark: 100, recent: 50, before: 100, want: 2.5},
		"nothing for long":         {now: 1020 * second, first: 900 * second, mark: 100, recent: 50, before: 100},
		"the clock was put back":   {now: 900 * second, first: 1000 * second, mark: 100, recent: 50, before: 100},
	} {
		assert.InDelta(t, c.want, pace(c.now, c.first, c.mark, c.recent, c.before), 1e-9, name)
	}
}
