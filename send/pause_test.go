package send

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestPause(t *testing.T) {
	tests := []struct {
		name      string
		reason    Error
		attempt   int
		low, high time.Duration
	}{
		{"as the API says", Error{Status: 429, RetryAfter: 3 * time.Second}, 1, 3 * time.Second, 3 * time.Second},
		{"at most a minute", Error{Status: 429, RetryAfter: time.Hour}, 1, time.Minute, time.Minute},
		{"first", Error{Status: 429}, 1, 2 * time.Second, 2500 * time.Millisecond},
		{"third", Error{}, 3, 8 * time.Second, 10 * time.Second},
		{"queue", Error{Status: 449}, 1, 8 * time.Second, 10 * time.Second},
		{"queue, second", Error{Status: 449}, 2, 16 * time.Second, 20 * time.Second},
		{"never overflows", Error{}, 1000, time.Minute, time.Minute},
	}
	for _, tt := range tests {
		for range 20 {
			got := (&Client{}).pause(&tt.reason, tt.attempt)
			assert.GreaterOrEqual(t, got, tt.low, tt.name)
			assert.LessOrEqual(t, got, tt.high, tt.name)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	const date = "Wed, 26 Aug 2026 01:08:56 GMT"
	for value, want := range map[string]time.Duration{
		"":                              0,
		"1":                             time.Second,
		" 20 ":                          20 * time.Second,
		"-5":                            0,
		"soon":                          0,
		"9223372036854775807":           24 * time.Hour,
		"Wed, 26 Aug 2026 01:09:26 GMT": 30 * time.Second,
		"Wed, 26 Aug 2026 01:00:00 GMT": 0,
		"Wed, 26 Aug 2099 01:00:00 GMT": 24 * time.Hour,
	} {
		h := http.Header{"Retry-After": {value}, "Date": {date}}
		assert.Equal(t, want, retryAfter(h), value)
	}
}

func TestVisible(t *testing.T) {
	assert.Equal(t, `a\x1b[0m\r\n\tb\u009b\xff\u2028 👩`, visible("a\x1b[0m\r\n\tb\u009b\xff\u2028 👩"))
}
