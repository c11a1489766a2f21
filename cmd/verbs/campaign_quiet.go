package verbs

import (
	"strings"
	"time"
)

// parseQuietHours reads hours of the day in which nothing is sent, such as 21:00-08:00, in a time zone that may follow
// them; else in this machine's. It returns nil for the empty text, else how long nothing may be sent from a moment on.
func parseQuietHours(s string) (func(time.Time) time.Duration, error) {
	if s == "" {
		return nil, nil
	}
	hours, zoneName, _ := strings.Cut(strings.TrimSpace(s), " ")
	from, to, _ := strings.Cut(hours, "-")
	zone := time.Local
	if zoneName = strings.TrimSpace(zoneName); zoneName != "" {
		var err error
		if zone, err = time.LoadLocation(zoneName); err != nil {
			return nil, usage("--quiet-hours: no time zone is called %q; write one such as Asia/Kuala_Lumpur", zoneName)
		}
	}
	begin, err1 := time.Parse("15:04", from)
	end, err2 := time.Parse("15:04", to)
	if err1 != nil || err2 != nil || begin.Equal(end) {
		return nil, usage("--quiet-hours is %q; write from and to, such as 21:00-08:00, and a time zone if it is not this machine's", s)
	}
	return func(now time.Time) time.Duration { return quietFor(now.In(zone), begin, end) }, nil
}

// quietFor is how long it is until the quiet hours end; 0 outside of them. Begin and end are times of the day; the wall
// clock decides, so that a night is quiet also when the clocks are set forward in it.
func quietFor(now, begin, end time.Time) time.Duration {
	minute := func(t time.Time) int { return t.Hour()*60 + t.Minute() }
	at, from, to := minute(now), minute(begin), minute(end)
	overnight := from > to
	inside := at >= from && at < to
	if overnight {
		inside = at >= from || at < to
	}
	if !inside {
		return 0
	}
	day := now.Day()
	if overnight && at >= from {
		day++
	}
	left := time.Date(now.Year(), now.Month(), day, end.Hour(), end.Minute(), 0, 0, now.Location()).Sub(now)
	return max(left, time.Minute) // where the clocks change, the end may be named twice, or never; then ask again
}
