package verbs

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestQuietHours: the wall clock of a time zone decides, whatever zone the moment is in.
func TestQuietHours(t *testing.T) {
	for _, c := range []struct {
		hours, now string
		want       time.Duration
	}{
		{"21:00-08:00 UTC", "2026-03-04T20:59:59Z", 0},
		{"21:00-08:00 UTC", "2026-03-04T21:00:00Z", 11 * time.Hour},
		{"21:00-08:00 UTC", "2026-03-04T23:30:00Z", 8*time.Hour + 30*time.Minute},
		{"21:00-08:00 UTC", "2026-03-05T07:59:30Z", time.Minute},
		{"21:00-08:00 UTC", "2026-03-05T08:00:00Z", 0},
		{"21:00-08:00 UTC", "2026-12-31T22:00:00Z", 10 * time.Hour},
		{"12:00-13:30 UTC", "2026-03-04T12:15:00Z", 75 * time.Minute},
		{"12:00-13:30 UTC", "2026-03-04T13:30:00Z", 0},
		{"21:00-08:00 Asia/Kuala_Lumpur", "2026-03-04T13:30:00Z", 10*time.Hour + 30*time.Minute},
		{"21:00-08:00 Asia/Kuala_Lumpur", "2026-03-04T01:00:00Z", 0},
		// In Berlin it is 01:59 before 03:00 that night, and later in the year 02:59 before 02:00.
		{"21:00-08:00 Europe/Berlin", "2026-03-28T22:00:00Z", 8 * time.Hour},
		{"21:00-02:30 Europe/Berlin", "2026-03-29T00:59:00Z", time.Minute},
		{"21:00-08:00 Europe/Berlin", "2026-10-24T21:00:00Z", 10 * time.Hour},
		{"21:00-02:30 Europe/Berlin", "2026-10-25T01:10:00Z", time.Minute},
	} {
		quiet, err := parseQuietHours(c.hours)
		require.NoError(t, err, c.hours)
		now, err := time.Parse(time.RFC3339, c.now)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, quiet(now), c.want, "%s at %s", c.hours, c.now)
		if c.want != time.Minute {
			assert.Equal(t, c.want, quiet(now), "%s at %s", c.hours, c.now)
		}
	}
	never, err := parseQuietHours("")
	require.NoError(t, err)
	assert.Nil(t, never)
	for _, faulty := range []string{"21-08", "21:00", "21:00-21:00", "25:00-08:00", "21:00-08:00 Mars/Olympus", "quiet"} {
		_, err := parseQuietHours(faulty)
		assert.Error(t, err, faulty)
	}
}
