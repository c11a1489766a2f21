package verbs

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/sandbox"
)

// pageOf serves the page of a sandbox until the test ends.
func pageOf(t *testing.T, o sandbox.Options) (url string, end func()) {
	t.Helper()
	o.RateLimit = -1
	ctx, cancel := context.WithCancel(context.Background())
	server := httptest.NewServer(newSandboxPage(ctx, sandbox.New(o)))
	t.Cleanup(server.Close)
	t.Cleanup(cancel) // first, for a server waits for its streams
	return server.URL, cancel
}

// view is what the page's script is given.
type view struct {
	Summary, Contacts, Phones, Requests string
	Alarm, More                         bool
}

// TestPageShowsMessages: every documented request is drawn, and every answer is listed.
func TestPageShowsMessages(t *testing.T) {
	faults, err := sandbox.ParseScript("at 2: 449\nat 3: half\nat 4: drop")
	require.NoError(t, err)
	url, _ := pageOf(t, sandbox.Options{Faults: faults})
	paths, err := filepath.Glob("../../send/sandbox/testdata/requests/*.json")
	require.NoError(t, err)
	require.Len(t, paths, 14)
	for _, path := range append(paths, paths[1], paths[2], paths[3]) {
		src, err := os.ReadFile(path)
		require.NoError(t, err)
		req, err := http.NewRequest(http.MethodPost, url+"/v1/contact/id:7/message", strings.NewReader(string(src)))
		require.NoError(t, err)
		req.Header.Set("Authorization", "Bearer any")
		req.Header.Set("Content-Type", "application/json")
		if res, err := http.DefaultClient.Do(req); err == nil {
			res.Body.Close()
		}
	}
	var v view
	getJSON(t, url+"/sandbox/view?limit=100", &v)
	assert.Equal(t, "received 15 messages for 1 contact; one got more than one", v.Summary)
	assert.True(t, v.Alarm)
	assert.False(t, v.More)
	assert.Equal(t, 15, strings.Count(v.Phones, `<div class="wa"`), "all are drawn")
	assert.NotContains(t, v.Phones, "cannot be drawn")
	assert.Contains(t, v.Phones, "23232", "with the values that were sent")
	for _, answer := range []string{
		">449: Your request cannot be processed", "<td>200 OK, cut off<code class=\"fault\">half</code>", "<td>no answer<code class=\"fault\">drop</code>", "<td>200 OK</td>",
	} {
		assert.Contains(t, v.Requests, answer)
	}
	var few view
	getJSON(t, url+"/sandbox/view?limit=3", &few)
	assert.Equal(t, 3, strings.Count(few.Phones, "<article"))
	assert.True(t, few.More)
	getJSON(t, url+"/sandbox/view?contact=nobody&limit=3", &few)
	assert.Empty(t, few.Phones+few.Contacts)
}

// TestPageIsGuarded: nobody reads it under another name, or writes, and no script runs but its own.
func TestPageIsGuarded(t *testing.T) {
	url, _ := pageOf(t, sandbox.Options{})
	for _, path := range []string{"/", "/sandbox/view", "/sandbox/counts", "/sandbox/messages"} {
		req, err := http.NewRequest(http.MethodGet, url+path, nil)
		require.NoError(t, err)
		req.Host = "elsewhere.example"
		res, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		res.Body.Close()
		assert.Equal(t, http.StatusMisdirectedRequest, res.StatusCode, path)
	}
	res, err := http.Post(url+"/", "text/plain", nil)
	require.NoError(t, err)
	res.Body.Close()
	assert.Equal(t, http.StatusMethodNotAllowed, res.StatusCode)
	res, err = http.Get(url)
	require.NoError(t, err)
	res.Body.Close()
	policy := res.Header.Get("Content-Security-Policy")
	assert.Contains(t, policy, "default-src 'none'; style-src 'sha256-")
	assert.Contains(t, policy, "frame-ancestors 'none'")
	res, err = http.Get(url + "/v1/contact/id:7/message/list")
	require.NoError(t, err)
	res.Body.Close()
	assert.Equal(t, http.StatusUnauthorized, res.StatusCode, "the API is as it was")
}

// TestPageEvents: whoever looks is told of a change, and let go at the end.
func TestPageEvents(t *testing.T) {
	url, end := pageOf(t, sandbox.Options{})
	res, err := http.Get(url + "/sandbox/events")
	require.NoError(t, err)
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	next := func() (data string) {
		for lines.Scan() {
			if after, found := strings.CutPrefix(lines.Text(), "data: "); found {
				return after
			}
		}
		return ""
	}
	assert.Equal(t, "changed", next(), "at once")
	postTo(t, url+"/v1", "id:7", `{"message":{"type":"text","text":"hello"}}`)
	assert.Equal(t, "changed", next())
	end()
	assert.Empty(t, next(), "the stream has ended")
}

func BenchmarkSandboxView(b *testing.B) {
	box := sandbox.New(sandbox.Options{RateLimit: -1})
	for i := range 10_000 {
		r := httptest.NewRequest(http.MethodPost, fmt.Sprintf("/v1/contact/id:%d/message", i), strings.NewReader(`{"message":{"type":"text","text":"hello"}}`))
		r.Header.Set("Authorization", "Bearer any")
		r.Header.Set("Content-Type", "application/json")
		box.ServeHTTP(httptest.NewRecorder(), r)
	}
	p := newSandboxPage(context.Background(), box)
	for b.Loop() {
		if _, err := p.inbox("", false, firstPhones).View(); err != nil {
			b.Fatal(err)
		}
	}
}
