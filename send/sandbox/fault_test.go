package sandbox_test

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

func TestParseFault(t *testing.T) {
	for s, want := range map[string]sandbox.Fault{
		"429":                       {Status: 429},
		"500,after":                 {Status: 500, After: true},
		"drop":                      {Drop: true},
		"drop-after":                {Drop: true, After: true},
		"delay=2s":                  {Delay: 2 * time.Second},
		"status=449,times=2":        {Status: 449, Times: 2},
		" delay=1ms , every=3,drop": {Delay: time.Millisecond, Every: 3, Drop: true},
	} {
		f, err := sandbox.ParseFault(s)
		require.NoError(t, err, s)
		assert.Equal(t, want, f)
		again, err := sandbox.ParseFault(f.String())
		require.NoError(t, err)
		assert.Equal(t, f, again)
	}
	const grammar = "a fault is a list of status=500 (or just 500), drop, after, drop-after, delay=2s, every=3, times=2, with commas between"
	for s, want := range map[string]string{
		"":                `fault "": "" is unknown; ` + grammar,
		"sometimes":       `fault "sometimes": "sometimes" is unknown; ` + grammar,
		"drop=1":          `fault "drop=1": "drop=1" is unknown; ` + grammar,
		"delay=2":         `fault "delay=2": "delay=2" has no valid value; ` + grammar,
		"500,every=0":     `fault "500,every=0": "every=0" has no valid value; ` + grammar,
		"every=2":         `fault "every=2": it does nothing; ` + grammar,
		"200":             `fault "200": status 200 is not from 400 to 599`,
		"500,status=429":  `fault "500,status=429": status is given twice`,
		"drop,drop-after": `fault "drop,drop-after": drop is given twice`,
		"500,drop":        `fault "500,drop": a dropped connection has no status`,
		"429,after":       `fault "429,after": after does not go with 429, which says that the message was not taken`,
		"delay=-1s":       `fault "delay=-1s": a delay cannot be negative`,
	} {
		_, err := sandbox.ParseFault(s)
		assert.EqualError(t, err, want)
	}
}

// Each fault as the real client meets it, with what the sandbox holds then.
func TestFaultsAsTheClientSeesThem(t *testing.T) {
	tests := []struct {
		faults  []string
		outcome send.Outcome // 0: accepted
		status  int
		stored  int
	}{
		{[]string{"429"}, send.NotAccepted, 429, 0},
		{[]string{"449,times=2"}, 0, 0, 1},
		{[]string{"429,times=1", "449,times=1"}, 0, 0, 1},
		{[]string{"400"}, send.Refused, 400, 0},
		{[]string{"500"}, send.Unknown, 500, 0},
		{[]string{"500,after"}, send.Unknown, 500, 1},
		{[]string{"503"}, send.Unknown, 503, 0},
		{[]string{"drop"}, send.Unknown, 0, 0},
		{[]string{"drop-after"}, send.Unknown, 0, 1},
		{[]string{"delay=1ms"}, 0, 0, 1},
		{[]string{"delay=1ms", "404"}, send.Refused, 404, 0},
		{[]string{"delay=1ms,after"}, 0, 0, 1},
		{[]string{"500,every=2"}, 0, 0, 1},
	}
	for _, tt := range tests {
		box, client := serve(t, tt.faults...)
		_, err := client.Send(t.Context(), contact(t), []byte(hello))
		assert.Equal(t, tt.outcome, send.OutcomeOf(err), "%v: %v", tt.faults, err)
		if err != nil {
			var e *send.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, tt.status, e.Status)
		}
		assert.Equal(t, tt.stored, box.Total(), tt.faults)
	}
}

// A client that loses its patience does not know whether it was heard; with
// "after" it was.
func TestDelayOutlastsTheClient(t *testing.T) {
	for fault, stored := range map[string]int{"delay=1h": 0, "delay=1h,after": 1} {
		box, client := serve(t, fault)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, err := client.Send(ctx, contact(t), []byte(hello))
		assert.Equal(t, send.Unknown, send.OutcomeOf(err))
		assert.Equal(t, stored, box.Total())
	}
}

func TestEveryAndTimes(t *testing.T) {
	box := sandbox.New(sandbox.Options{Faults: []sandbox.Fault{{Status: 500, Every: 3, Times: 2}}})
	statuses := func() (got []int) {
		for range 10 {
			got = append(got, call(box, "POST", messages, hello).Code)
		}
		return got
	}
	want := []int{200, 200, 500, 200, 200, 500, 200, 200, 200, 200}
	assert.Equal(t, want, statuses())
	box.Reset()
	assert.Equal(t, want, statuses(), "a reset starts the faults anew")
}

// serve runs a sandbox with faults and a client that retries at once.
func serve(t *testing.T, faults ...string) (*sandbox.Sandbox, *send.Client) {
	options := sandbox.Options{}
	for _, s := range faults {
		f, err := sandbox.ParseFault(s)
		require.NoError(t, err)
		options.Faults = append(options.Faults, f)
	}
	box := sandbox.New(options)
	api := httptest.NewServer(box)
	t.Cleanup(api.Close)
	return box, &send.Client{BaseURL: api.URL + "/v1", Token: "t", Backoff: time.Millisecond, MaxWait: time.Millisecond}
}

func contact(t *testing.T) send.Identifier {
	id, err := send.ParseIdentifier("phone:+60121233112")
	require.NoError(t, err)
	return id
}
