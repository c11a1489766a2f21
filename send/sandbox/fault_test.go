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
		"reset-after,at=17":         {Answer: sandbox.Reset, After: true, At: []sandbox.Span{{First: 17, Last: 17}}},
		"half,at=5+9+20-29+100-": {Answer: sandbox.Half, At: []sandbox.Span{
			{First: 5, Last: 5}, {First: 9, Last: 9}, {First: 20, Last: 29}, {First: 100},
		}},
		"slow=3s":            {Answer: sandbox.Slow, Over: 3 * time.Second},
		"garbled,chance=3%":  {Answer: sandbox.Garbled, Chance: 0.03},
		"no-id,chance=0.5":   {Answer: sandbox.NoID, Chance: 0.5},
		"page":               {Answer: sandbox.Page},
		"expire,at=100-":     {Answer: sandbox.Expire, At: []sandbox.Span{{First: 100}}},
		"429,retry-after=3s": {Status: 429, RetryAfter: 3 * time.Second},
		"503,retry-date=1m":  {Status: 503, RetryAfter: time.Minute, RetryDate: true},
	} {
		f, err := sandbox.ParseFault(s)
		require.NoError(t, err, s)
		assert.Equal(t, want, f)
		again, err := sandbox.ParseFault(f.String())
		require.NoError(t, err)
		assert.Equal(t, f, again)
	}
	const grammar = "a fault is a list of status=500 (or just 500), drop, reset, half, slow=5s, garbled, no-id, page, expire, " +
		"after, drop-after, reset-after, delay=2s, retry-after=3s, retry-date=3s, at=5+9+20-29+100-, every=3, chance=3%, times=2, with commas between"
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
		"slow":            `fault "slow": "slow" is unknown; ` + grammar,
		"slow=0s":         `fault "slow=0s": a time must be positive`,
		"at=0":            `fault "at=0": "at=0" has no valid value; ` + grammar,
		"500,at=9-5":      `fault "500,at=9-5": "at=9-5" has no valid value; ` + grammar,
		"500,chance=101%": `fault "500,chance=101%": "chance=101%" has no valid value; ` + grammar,
		"500,chance=NaN":  `fault "500,chance=NaN": "chance=NaN" has no valid value; ` + grammar,
		"half,reset":      `fault "half,reset": answer is given twice`,
		"half,500":        `fault "half,500": half goes with no other end`,
		"page,after":      `fault "page,after": after does not go with page, which says that the message was not taken`,
		"retry-after=3s":  `fault "retry-after=3s": retry-after goes with a status, as in 429,retry-after=3s`,
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
		{[]string{"500,at=2"}, 0, 0, 1},
		{[]string{"500,at=1"}, send.Unknown, 500, 0},
		{[]string{"reset"}, send.Unknown, 0, 0},
		{[]string{"reset-after"}, send.Unknown, 0, 1},
		{[]string{"half"}, send.Unknown, 200, 1},
		{[]string{"garbled"}, send.Unknown, 200, 1},
		{[]string{"no-id"}, send.Unknown, 200, 1},
		{[]string{"slow=1ms"}, 0, 0, 1},
		{[]string{"page"}, send.Refused, 403, 0},
		{[]string{"expire"}, send.Refused, 401, 0},
		{[]string{"500,chance=0.000001"}, 0, 0, 1},
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
	return serveWith(t, options)
}

// clientFor is a client of a sandbox that is served.
func clientFor(t *testing.T, box *sandbox.Sandbox) *send.Client {
	api := httptest.NewServer(box)
	t.Cleanup(api.Close)
	return &send.Client{BaseURL: api.URL + "/v1", Token: "any-token", Backoff: time.Millisecond, MaxWait: time.Millisecond}
}

func contact(t *testing.T) send.Identifier {
	id, err := send.ParseIdentifier("phone:+60121233112")
	require.NoError(t, err)
	return id
}

func TestReset(t *testing.T) {
	_, client := serve(t, "reset")
	_, err := client.Send(t.Context(), contact(t), []byte(hello))
	assert.ErrorContains(t, err, " by peer", "reset, not closed: that would be an EOF")
}

func TestRetryAfter(t *testing.T) {
	for fault, want := range map[string]string{
		"429": "1", "429,retry-after=2500ms": "3", "449": "", "503,retry-date=1h": "Wed, 26 Aug 2026 02:08:56 GMT",
	} {
		f, err := sandbox.ParseFault(fault)
		require.NoError(t, err)
		w := call(sandbox.New(sandbox.Options{Clock: still, Faults: []sandbox.Fault{f}}), "POST", messages, hello)
		assert.Equal(t, want, w.Header().Get("Retry-After"), fault)
	}
}

// A token that has expired is refused everywhere; another one is not.
func TestExpire(t *testing.T) {
	f, err := sandbox.ParseFault("expire,at=2")
	require.NoError(t, err)
	box := sandbox.New(sandbox.Options{Faults: []sandbox.Fault{f}})
	var statuses []int
	for _, token := range []string{"a", "a", "a", "b"} {
		statuses = append(statuses, call(box, "POST", messages, hello, "Authorization", "Bearer "+token).Code)
	}
	assert.Equal(t, []int{200, 401, 401, 200}, statuses)
	assert.Equal(t, 401, call(box, "GET", messages+"/list", "", "Authorization", "Bearer a").Code)
}

func TestScript(t *testing.T) {
	faults, err := sandbox.ParseScript("# faults\n\nat 2, 4-5: 500,after\nevery 3: 429\r\nat 8-: 404 # and so on\nalways: delay=1ns")
	require.NoError(t, err)
	box := sandbox.New(sandbox.Options{RateLimit: -1, Faults: faults})
	var statuses []int
	for range 9 {
		statuses = append(statuses, call(box, "POST", messages, hello).Code)
	}
	assert.Equal(t, []int{200, 500, 200, 500, 500, 429, 200, 404, 429}, statuses, "every third of those that the lines above left over")
	assert.Equal(t, 6, box.Total())

	for script, want := range map[string]string{
		"at 1: 500\n500":     `line 2: "500" has no colon`,
		"sometimes: 500":     `line 1: "sometimes" is no time`,
		"every: 500":         `line 1: "every" is no time`,
		"\nat 5: 500,at=7":   `line 2: fault "500,at=7,at=5": at is given twice`,
		"chance often: drop": `line 1: fault "drop,chance=often": "chance=often" has no valid value`,
		"at 1:":              `line 1: fault ",at=1": "" is unknown`,
	} {
		_, err := sandbox.ParseScript(script)
		assert.ErrorContains(t, err, want, script)
	}
}

// The seed decides which requests fail, and the same one decides the same.
func TestChance(t *testing.T) {
	failures := func(seed uint64) (failed []int) {
		box := sandbox.New(sandbox.Options{RateLimit: -1, Seed: seed, Faults: []sandbox.Fault{{Status: 500, Chance: 0.3}}})
		for i := range 1000 {
			if call(box, "POST", messages, hello).Code == 500 {
				failed = append(failed, i)
			}
		}
		return failed
	}
	assert.InDelta(t, 300, len(failures(1)), 60)
	assert.Equal(t, failures(1), failures(1))
	assert.NotEqual(t, failures(1), failures(2))
}
