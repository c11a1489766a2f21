package send_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
)

// A server that reads the message and hangs up may have taken it.
func TestConnectionClosedAfterRequest(t *testing.T) {
	a := serve(t, func(http.ResponseWriter, *http.Request, int) { panic(http.ErrAbortHandler) })
	_, err := a.client().Send(t.Context(), phone, body)
	e := failure(t, err)
	assert.Equal(t, send.Unknown, e.Outcome)
	assert.EqualValues(t, 1, a.requests.Load())
	require.ErrorIs(t, err, io.EOF)
	assert.Equal(t, "sent, but no answer came: EOF", e.Reason())
}

// The same on a connection that has served before, where net/http would
// repeat a request that it thinks harmless.
func TestReusedConnectionClosed(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
		if n > 1 {
			panic(http.ErrAbortHandler)
		}
		answer(w, 200, `{"messageId":1}`)
	})
	c := a.client()
	_, err := c.Send(t.Context(), phone, body)
	require.NoError(t, err)
	_, err = c.Send(t.Context(), phone, body)
	assert.Equal(t, send.Unknown, failure(t, err).Outcome)
	assert.EqualValues(t, 2, a.requests.Load())
}

func TestAnswerCutShort(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Content-Length", "30")
		io.WriteString(w, `{"messageId":17877`)
	})
	_, err := a.client().Send(t.Context(), phone, body)
	e := failure(t, err)
	assert.Equal(t, send.Unknown, e.Outcome)
	assert.Equal(t, "200 OK: unexpected EOF", e.Reason())
}

func TestAnswerIsNotHTTP(t *testing.T) {
	url := listen(t, func(conn net.Conn) {
		io.ReadFull(conn, make([]byte, 16))
		io.WriteString(conn, "\x1b[2J "+token+"\r\n\r\n")
	})
	_, err := (&send.Client{BaseURL: url, Token: token}).Send(t.Context(), phone, body)
	e := failure(t, err)
	assert.Equal(t, send.Unknown, e.Outcome)
	assert.NotContains(t, e.Unwrap().Error(), token)
}

func TestConnectionRefused(t *testing.T) {
	a := serve(t, nil)
	c := a.client()
	a.Close()
	var waits int
	c.OnRetry = func(*send.Error, time.Duration) { waits++ }
	_, err := c.Send(t.Context(), phone, body)
	e := failure(t, err)
	assert.Equal(t, send.NotAccepted, e.Outcome)
	require.ErrorIs(t, err, syscall.ECONNREFUSED)
	assert.Equal(t, 4, e.Attempts)
	assert.Equal(t, 3, waits)
}

func TestNoTLS(t *testing.T) {
	srv := httptest.NewTLSServer(http.NotFoundHandler())
	srv.Config.ErrorLog = quiet
	t.Cleanup(srv.Close)
	_, err := (&send.Client{BaseURL: srv.URL, Token: token}).Send(t.Context(), phone, body)
	e := failure(t, err)
	assert.Equal(t, send.NotAccepted, e.Outcome)
	assert.Equal(t, 1, e.Attempts, "an untrusted certificate stays untrusted")
	assert.Contains(t, e.Reason(), "not sent: tls: failed to verify certificate")
}

func TestTimeoutAfterRequest(t *testing.T) {
	done := make(chan struct{})
	a := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
		if n > 1 {
			<-done
		}
		answer(w, 200, `{"messageId":1}`)
	})
	defer close(done)
	c := a.client()
	_, err := c.Send(t.Context(), phone, body)
	require.NoError(t, err, "there is a connection now, so the time passes in waiting")

	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond) // of the caller
	defer cancel()
	_, err = c.Send(ctx, phone, body)
	assert.Equal(t, send.Unknown, failure(t, err).Outcome)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.EqualValues(t, 2, a.requests.Load())
}

func TestTimeoutOfAttempt(t *testing.T) {
	done := make(chan struct{})
	a := serve(t, func(http.ResponseWriter, *http.Request, int) { <-done })
	defer close(done)
	c := a.client()
	c.Timeout = 50 * time.Millisecond
	_, err := c.Send(t.Context(), phone, body)
	assert.Equal(t, send.Unknown, failure(t, err).Outcome)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestCancelAfterRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	a := serve(t, func(http.ResponseWriter, *http.Request, int) {
		cancel()
		<-done
	})
	defer close(done)
	_, err := a.client().Send(ctx, phone, body)
	assert.Equal(t, send.Unknown, failure(t, err).Outcome)
	require.ErrorIs(t, err, context.Canceled)
}

func TestCancelBeforeRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	a := serve(t, nil)
	_, err := a.client().Send(ctx, phone, body)
	e := failure(t, err)
	assert.Equal(t, send.NotAccepted, e.Outcome)
	assert.Equal(t, 1, e.Attempts)
	assert.Zero(t, a.requests.Load())
}

func TestCancelWhileWaiting(t *testing.T) {
	a := serve(t, always(429, `{"code":429,"message":"Too Many Requests"}`, "Retry-After", "50"))
	ctx, cancel := context.WithCancel(t.Context())
	c := a.client()
	c.MaxWait = 0
	c.OnRetry = func(_ *send.Error, wait time.Duration) {
		assert.Equal(t, 50*time.Second, wait)
		cancel()
	}
	_, err := c.Send(ctx, phone, body)
	e := failure(t, err)
	assert.Equal(t, send.NotAccepted, e.Outcome)
	assert.Equal(t, 429, e.Status)
	assert.Equal(t, "429 Too Many Requests: gave up waiting to send it again: context canceled", e.Reason())
	require.ErrorIs(t, err, context.Canceled)
	assert.EqualValues(t, 1, a.requests.Load())
}

// listen runs serve on every connection to a fresh port and gives its URL.
func listen(t *testing.T, serve func(net.Conn)) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go accept(l, serve)
	return "http://" + l.Addr().String()
}

func accept(l net.Listener, serve func(net.Conn)) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		serve(conn)
		conn.Close()
	}
}

// However a send is cut off, a message that the server has read whole is never
// called NotAccepted, as that would make it be sent again.
func TestCancelAtAnyInstant(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		var arrived atomic.Int32
		srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if got, err := io.ReadAll(r.Body); err == nil && len(got) == len(body) {
				arrived.Add(1)
			}
			answer(w, 200, `{"messageId":1}`)
		}))
		srv.EnableHTTP2 = http2
		srv.Config.ErrorLog = quiet
		srv.StartTLS()
		c := &send.Client{BaseURL: srv.URL, Token: token, HTTP: srv.Client(), MaxAttempts: 1}
		var maybe int32
		for i := range 300 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*3*time.Microsecond)
			if _, err := c.Send(ctx, phone, body); send.OutcomeOf(err) != send.NotAccepted {
				maybe++
			}
			cancel()
		}
		srv.Close() // waits for the handlers
		assert.LessOrEqual(t, arrived.Load(), maybe)
		t.Logf("HTTP/2 %v: %d arrived, %d accepted or unknown", http2, arrived.Load(), maybe)
	}
}
