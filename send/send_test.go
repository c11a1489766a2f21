package send_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
)

const token = "s3cr3t-T0ken.aaaa_bbbb"

var (
	phone = must(send.ParseIdentifier("phone:+60121233112"))
	body  = []byte(`{"channelId":null,"message":{"type":"text","text":"hello"}}`)
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// api is a server that counts its requests.
type api struct {
	*httptest.Server
	requests atomic.Int32
}

// serve answers the n-th request, n from 1, with the handler.
func serve(t *testing.T, h func(w http.ResponseWriter, r *http.Request, n int)) *api {
	a := &api{}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := a.requests.Add(1)
		io.Copy(io.Discard, r.Body)
		h(w, r, int(n))
	}))
	t.Cleanup(a.Close)
	return a
}

func (a *api) client() *send.Client {
	return &send.Client{BaseURL: a.URL + "/v1", Token: token, Backoff: time.Millisecond, MaxWait: 2 * time.Millisecond}
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	io.WriteString(w, body)
}

// always answers every request alike.
func always(status int, body string, header ...string) func(http.ResponseWriter, *http.Request, int) {
	return func(w http.ResponseWriter, _ *http.Request, _ int) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		answer(w, status, body)
	}
}

func failure(t *testing.T, err error) *send.Error {
	t.Helper()
	var e *send.Error
	require.ErrorAs(t, err, &e)
	assert.NotContains(t, err.Error(), token)
	assert.NotContains(t, err.Error(), "60121233112")
	return e
}

func TestAccepted(t *testing.T) {
	for _, answer := range []string{`{"messageId":1787706536468401}`, `{"messageId":"1787706536468401"}`} {
		var got *http.Request
		a := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) {
			got = r
			always(200, answer, "X-RateLimit-Limit", "10", "X-RateLimit-Remaining", "0")(w, r, 1)
		})
		receipt, err := a.client().Send(t.Context(), phone, body)
		require.NoError(t, err)
		assert.Equal(t, send.Receipt{
			MessageID: 1787706536468401,
			Attempts:  1,
			RateLimit: send.RateLimit{Known: true, Limit: 10, Remaining: 0},
		}, receipt)
		assert.Equal(t, "/v1/contact/phone:+60121233112/message", got.RequestURI)
		assert.Equal(t, "Bearer "+token, got.Header.Get("Authorization"))
		assert.Empty(t, got.Header.Get("Idempotency-Key"))
	}
}

// Every answer that is no receipt, each with its outcome and its words.
func TestAnswers(t *testing.T) {
	const html = "<!DOCTYPE html><title>Forbidden</title>"
	const mayBe = "; the message may have been accepted; look at the contact's messages before sending it again"
	tests := []struct {
		name     string
		status   int
		header   []string
		body     string
		outcome  send.Outcome
		requests int
		text     string
	}{
		{"200 garbage", 200, nil, "ok", send.Unknown, 1, "200 OK: the answer is not the JSON of a receipt" + mayBe},
		{"200 empty", 200, nil, "", send.Unknown, 1, "200 OK: the answer is not the JSON of a receipt" + mayBe},
		{"200 other JSON", 200, nil, `{"status":"queued"}`, send.Unknown, 1, "200 OK: the answer has no message id" + mayBe},
		{"200 HTML", 200, nil, html, send.Unknown, 1, "200 OK: the answer is an HTML page, not the API's JSON: the answer is not the JSON of a receipt; check the base URL and the token" + mayBe},
		{"400", 400, nil, `{"code":400,"message":"Validation error."}`, send.Refused, 1, "400 Bad Request: Validation error."},
		{"400 other code", 400, nil, `{"code":123,"message":"No."}`, send.Refused, 1, "400 Bad Request (code 123): No."},
		{"400 list", 400, nil, `{"code":400,"message":["a","b"]}`, send.Refused, 1, `400 Bad Request: ["a","b"]`},
		{"400 half JSON", 400, nil, `{"code":400,"mess`, send.Refused, 1, `400 Bad Request: {"code":400,"mess`},
		{"400 control", 400, nil, `{"code":400,"message":"\u001b[2Jbad\n\u202efdp"}`, send.Refused, 1, `400 Bad Request: \x1b[2Jbad\n\u202efdp`},
		{"400 echoes the token", 400, nil, `{"message":"bad token ` + token + `"}`, send.Refused, 1, "400 Bad Request: bad token [redacted]"},
		{"401", 401, nil, `{"code":401,"message":"UN_AUTHORIZED"}`, send.Refused, 1, "401 Unauthorized: UN_AUTHORIZED; check the token in WATEMPLATE_TOKEN"},
		{"403 HTML", 403, nil, html, send.Refused, 1, "403 Forbidden: the answer is an HTML page, not the API's JSON; check the base URL and the token in WATEMPLATE_TOKEN"},
		{"404", 404, nil, `{"code":404,"message":"Contact not found"}`, send.Refused, 1, "404 Not Found: Contact not found; the contact must exist before a message can be sent to it; create it first, or check the identifier and the base URL"},
		{"405 HTML", 405, nil, html, send.Refused, 1, "405 Method Not Allowed: the answer is an HTML page, not the API's JSON; check the base URL and the token"},
		{"429 forever", 429, []string{"Retry-After", "1"}, `{"code":429,"message":"Too Many Requests"}`, send.NotAccepted, 4, "429 Too Many Requests (after 4 attempts); nothing was accepted; it is safe to send it again"},
		{"449 forever", 449, nil, `{"code":449,"message":"In queue."}`, send.NotAccepted, 4, "449 Retry With: In queue. (after 4 attempts); nothing was accepted; it is safe to send it again"},
		{"500", 500, nil, `{"code":500,"message":"Unexpected error occurred"}`, send.Unknown, 1, "500 Internal Server Error: Unexpected error occurred" + mayBe},
		{"503 with Retry-After", 503, []string{"Retry-After", "1"}, "", send.Unknown, 1, "503 Service Unavailable" + mayBe},
		{"307", 307, []string{"Location", "/elsewhere"}, "", send.Refused, 1, "307 Temporary Redirect; redirects are not followed; check the base URL"},
		{"302", 302, []string{"Location", "/login"}, "", send.Refused, 1, "302 Found; redirects are not followed; check the base URL"},
		{"304 without Location", 304, nil, "", send.Refused, 1, "304 Not Modified; redirects are not followed; check the base URL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := serve(t, always(tt.status, tt.body, tt.header...))
			_, err := a.client().Send(t.Context(), phone, body)
			e := failure(t, err)
			assert.Equal(t, tt.text, err.Error())
			assert.Equal(t, tt.outcome, e.Outcome)
			assert.Equal(t, tt.outcome, send.OutcomeOf(fmt.Errorf("row 7: %w", err)))
			assert.Equal(t, tt.status, e.Status)
			assert.Equal(t, tt.requests, e.Attempts)
			assert.EqualValues(t, tt.requests, a.requests.Load())
		})
	}
}

func TestStops(t *testing.T) {
	for status, want := range map[int]bool{400: false, 401: true, 403: true, 404: false, 302: true, 429: false, 500: false} {
		a := serve(t, always(status, ""))
		_, err := a.client().Send(t.Context(), phone, body)
		assert.Equal(t, want, failure(t, err).Stops(), status)
	}
}

func TestOversizedError(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) {
		w.WriteHeader(400)
		for range 1000 {
			if _, err := io.WriteString(w, strings.Repeat("é", 4096)); err != nil {
				return
			}
		}
	})
	_, err := a.client().Send(t.Context(), phone, body)
	assert.Equal(t, strings.Repeat("é", 300)+"…", failure(t, err).Message)
}

func TestRetryUntilAccepted(t *testing.T) {
	for _, status := range []int{429, 449} {
		a := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
			if n < 3 {
				w.Header().Set("Retry-After", "7")
				answer(w, status, `{"code":1,"message":"later"}`)
				return
			}
			answer(w, 200, `{"messageId":5}`)
		})
		c := a.client()
		var asked []time.Duration
		c.OnRetry = func(reason *send.Error, wait time.Duration) {
			assert.Equal(t, status, reason.Status)
			assert.Equal(t, c.MaxWait, wait, "capped")
			asked = append(asked, reason.RetryAfter)
		}
		receipt, err := c.Send(t.Context(), phone, body)
		require.NoError(t, err)
		assert.Equal(t, send.Receipt{MessageID: 5, Attempts: 3}, receipt)
		assert.Equal(t, []time.Duration{7 * time.Second, 7 * time.Second}, asked)
	}
}

func TestConcurrentSends(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
		if n%5 == 0 {
			answer(w, 429, "")
			return
		}
		answer(w, 200, fmt.Sprintf(`{"messageId":%d}`, n))
	})
	c := a.client()
	c.MaxAttempts = 50
	var seen sync.Map
	var wg sync.WaitGroup
	for range 40 {
		wg.Go(func() {
			receipt, err := c.Send(t.Context(), phone, body)
			assert.NoError(t, err)
			_, twice := seen.LoadOrStore(receipt.MessageID, true)
			assert.False(t, twice)
		})
	}
	wg.Wait()
}

func TestOutcomeOfOthers(t *testing.T) {
	assert.Zero(t, send.OutcomeOf(nil))
	assert.Equal(t, send.Unknown, send.OutcomeOf(errors.New("disk full")))
	assert.Equal(t, "refused, not accepted, unknown, Outcome(0)",
		fmt.Sprintf("%v, %v, %v, %v", send.Refused, send.NotAccepted, send.Unknown, send.Outcome(0)))
}
