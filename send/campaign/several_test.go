package campaign_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// together runs the campaign from several journals on one file at once, as several processes would.
func (w *world) together(runs ...campaign.Options) []campaign.Report {
	w.t.Helper()
	reports := make([]campaign.Report, len(runs))
	var all sync.WaitGroup
	for i, o := range runs {
		o.Journal = w.open()
		all.Go(func() {
			var err error
			reports[i], err = campaign.Run(w.t.Context(), nil, o)
			assert.NoError(w.t, err)
		})
	}
	all.Wait()
	noneLeft(w.t)
	return reports
}

// TestLimitOfAll: three workers keep to the API's limit together, without meeting it once.
func TestLimitOfAll(t *testing.T) {
	w := newWorld(t, 30, sandbox.Options{RateLimit: 10})
	o := w.options()
	o.Rate = 0
	began := time.Now()
	var total int64
	for _, report := range w.together(o, o, o) {
		assert.Equal(t, campaign.Done, report.Stop)
		total += report.Counts[journal.Accepted]
	}
	assert.EqualValues(t, 30, total)
	assert.Zero(t, w.answered(429))
	assert.GreaterOrEqual(t, time.Since(began), 29*time.Second/9-time.Second/2, "nine a second")
	w.nobodyTwice()
}

// TestWaitForOthers: a run is not done while another still has somebody in hand.
func TestWaitForOthers(t *testing.T) {
	w := newWorld(t, 60, sandbox.Options{Faults: []sandbox.Fault{mustFault(t, "delay=30ms,every=7"), mustFault(t, "449,at=5-9")}})
	for _, report := range w.together(w.options(), w.options(), w.options()) {
		assert.Equal(t, campaign.Done, report.Stop)
	}
	require.Equal(t, counts{journal.Accepted: 60}, w.count())
	w.nobodyTwice()
}
