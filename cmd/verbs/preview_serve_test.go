package verbs

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// serve runs preview --serve until the test ends, and returns the address that it prints.
func serve(t *testing.T, args ...string) string {
	t.Helper()
	said, says := io.Pipe()
	sh := shell{in: strings.NewReader(""), out: io.Discard, err: says, width: 80, getenv: func(string) string { return "" }}
	ctx, interrupt := context.WithCancel(t.Context())
	ended := make(chan int)
	go func() { ended <- run(ctx, sh, append([]string{"preview", "--serve"}, args...)) }()
	line, err := bufio.NewReader(said).ReadString('\n')
	require.NoError(t, err)
	go func() { _, _ = io.Copy(io.Discard, said) }()
	t.Cleanup(func() {
		interrupt()
		assert.Equal(t, statusClean, <-ended, "Ctrl-C is how it ends")
	})
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(line)
	require.NotEmpty(t, url, line)
	return url
}

func fetch(t *testing.T, method, url, host string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	require.NoError(t, err)
	r.Host = host
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response, string(body)
}

func TestServePage(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.yaml")
	write := func(body string) {
		require.NoError(t, os.WriteFile(file, []byte("name: a\nlanguage: en\nbody: "+body+"\n"), 0o600))
	}
	write("Hello there")
	url := serve(t, dir)

	response, page := fetch(t, http.MethodGet, url, "")
	assert.Equal(t, http.StatusOK, response.StatusCode)
	assert.Contains(t, page, "Hello there")
	assert.Equal(t, "text/html; charset=utf-8", response.Header.Get("Content-Type"))
	assert.Equal(t, "nosniff", response.Header.Get("X-Content-Type-Options"))
	assert.Equal(t, "no-store", response.Header.Get("Cache-Control"))
	policy := response.Header.Get("Content-Security-Policy")
	assert.Contains(t, policy, "default-src 'none'")
	assert.Contains(t, policy, "frame-ancestors 'none'")

	// A page of the web that has its name lead here is not answered.
	for _, host := range []string{"evil.example", "evil.example:80", "127.0.0.1.evil.example"} {
		response, page = fetch(t, http.MethodGet, url, host)
		assert.Equal(t, http.StatusMisdirectedRequest, response.StatusCode)
		assert.NotContains(t, page, "Hello")
	}
	response, _ = fetch(t, http.MethodGet, url, "localhost:1")
	assert.Equal(t, http.StatusOK, response.StatusCode)
	response, _ = fetch(t, http.MethodPost, url, "")
	assert.Equal(t, http.StatusMethodNotAllowed, response.StatusCode)
	response, _ = fetch(t, http.MethodGet, url+"a.yaml", "")
	assert.Equal(t, http.StatusNotFound, response.StatusCode)

	// The page knows which state it has; the server says when there is another.
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"events", nil)
	require.NoError(t, err)
	events, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer events.Body.Close()
	assert.Equal(t, "text/event-stream", events.Header.Get("Content-Type"))
	lines := bufio.NewScanner(events.Body)
	next := func() string {
		for lines.Scan() {
			if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
				return data
			}
		}
		require.Fail(t, "the events have ended")
		return ""
	}
	state := func() string {
		_, page = fetch(t, http.MethodGet, url, "")
		return regexp.MustCompile(`data-live="([^"]+)"`).FindStringSubmatch(page)[1]
	}
	first := next()
	assert.Equal(t, state(), first)
	write("Good evening")
	second := next()
	assert.NotEqual(t, first, second)
	assert.Equal(t, state(), second)
	assert.Contains(t, page, "Good evening")

	// A file that is gone leaves the page as it was, until there is something to show again.
	require.NoError(t, os.Remove(file))
	write("And good night")
	for !strings.Contains(page, "And good night") {
		next()
		state()
	}
}
