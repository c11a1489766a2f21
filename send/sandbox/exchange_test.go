package sandbox_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

const secret = "secret-token-1234"

// recording runs a sandbox whose exchanges are written down.
func recording(t *testing.T, o sandbox.Options) (*sandbox.Sandbox, *send.Client, *bytes.Buffer) {
	t.Helper()
	var mu sync.Mutex
	record := &bytes.Buffer{}
	o.RateLimit = -1
	o.OnExchange = func(x sandbox.Exchange) {
		mu.Lock()
		defer mu.Unlock()
		assert.NoError(t, sandbox.WriteExchange(record, x))
	}
	box, client := serveWith(t, o)
	client.Token = secret
	return box, client, record
}

func script(t *testing.T, text string) []sandbox.Fault {
	t.Helper()
	faults, err := sandbox.ParseScript(text)
	require.NoError(t, err)
	return faults
}

// sendAll sends messages one after the other and gives what became of each.
func sendAll(t *testing.T, client *send.Client, n int) (outcomes []string) {
	t.Helper()
	client.MaxAttempts = 1
	for i := range n {
		receipt, err := client.Send(t.Context(), contact(t), []byte(fmt.Sprintf(`{"message":{"type":"text","text":"number %d"}}`, i)))
		if err != nil {
			// What the system says of the connection has the client's port in it.
			_, _, found := strings.Cut(err.Error(), "no answer came")
			outcomes = append(outcomes, fmt.Sprint(send.OutcomeOf(err), found || strings.Contains(err.Error(), "EOF"), statusOf(err)))
			continue
		}
		outcomes = append(outcomes, fmt.Sprint(receipt.MessageID))
	}
	return outcomes
}

func statusOf(err error) int {
	var e *send.Error
	if !errors.As(err, &e) {
		return -1
	}
	return e.Status
}

// What was recorded is answered again: successes, refusals, broken connections and half answers.
func TestRecordAndReplay(t *testing.T) {
	faults := script(t, "at 2: 429,retry-after=7s\nat 3: reset-after\nat 4: half\nat 5: 500,after\nat 6: garbled\nat 7: page")
	box, client, record := recording(t, sandbox.Options{Faults: faults, Clock: still})
	want := sendAll(t, client, 9)
	assert.Equal(t, 7, box.Total())
	assert.NotContains(t, record.String(), secret)
	assert.Contains(t, record.String(), `"path":"/v1/contact/phone:+60121233112/message"`)

	exchanges, err := sandbox.ReadExchanges(record)
	require.NoError(t, err)
	require.Len(t, exchanges, 9)
	assert.Equal(t, "reset,after", exchanges[2].Fault)
	assert.Equal(t, "7", exchanges[1].Header.Get("Retry-After"))
	assert.True(t, exchanges[3].Cut)
	assert.Equal(t, 200, exchanges[3].Status)

	again, other := serveWith(t, sandbox.Options{Answer: sandbox.Replay(exchanges)})
	assert.Equal(t, want, sendAll(t, other, 9))
	assert.Equal(t, 3, again.Total(), "only what was answered with an id is known to have arrived")
	_, err = other.Send(t.Context(), contact(t), []byte(`{"message":{"text":"number 0","type":"text"}}`))
	assert.ErrorContains(t, err, "replay: the record does not have POST /contact/phone:+60121233112/message with this body once more")
	_, err = other.Send(t.Context(), contact(t), []byte(hello))
	assert.ErrorContains(t, err, "replay: the record has POST /contact/phone:+60121233112/message, but not with this body")
	_, err = other.Templates(t.Context(), 7)
	assert.ErrorContains(t, err, "replay: the record has no GET /space/channel/7/template?limit=100")
}

func TestReadExchangesRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"{\"method\":\"GET\",\"path\":\"/\"}\n\nnothing": "line 3 is no record of an exchange",
		`{"method":"GET"}`: "line 1 is no record of an exchange: it has no method or no path",
	} {
		_, err := sandbox.ReadExchanges(strings.NewReader(text))
		assert.ErrorContains(t, err, want)
	}
}

// The API behind a forwarding sandbox is asked once for each request, with the client's token, and what it accepts is
// shown as the sandbox's own.
func TestForward(t *testing.T) {
	var asked []string
	api := sandbox.New(sandbox.Options{RateLimit: -1, Token: secret, Faults: script(t, "at 2: reset-after\nat 3: half\nat 4: 449")})
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		asked = append(asked, r.Method+" "+r.URL.RequestURI())
		assert.Empty(t, r.Header.Get("Idempotency-Key"))
		r.Body = io.NopCloser(bytes.NewReader(body))
		api.ServeHTTP(w, r)
	}))
	t.Cleanup(far.Close)
	base, err := url.Parse(far.URL + "/deep/v9")
	require.NoError(t, err)
	box, client, record := recording(t, sandbox.Options{Answer: sandbox.Forward(base)})
	got := sendAll(t, client, 5)
	assert.Equal(t, []string{"unknown false 502", "unknown true 200", "not accepted false 449"}, got[1:4])
	assert.Len(t, asked, 5, "nothing is asked twice")
	assert.Equal(t, "POST /deep/v9/contact/phone:+60121233112/message", asked[0])
	assert.Equal(t, 4, api.Total())
	assert.Equal(t, 2, box.Total())
	assert.Equal(t, fmt.Sprint(box.Messages()[0].ID), got[0])
	assert.NotContains(t, record.String(), secret)

	// A contact with what a path cannot hold, and a query.
	email, err := send.ParseIdentifier("email:a+b/c@x.co")
	require.NoError(t, err)
	_, err = client.Send(t.Context(), email, []byte(hello))
	require.NoError(t, err)
	assert.Equal(t, 1, api.Counts()["email:a+b/c@x.co"])
	_, err = client.Templates(t.Context(), 7)
	require.NoError(t, err)
	assert.Equal(t, "GET /deep/v9/space/channel/7/template?limit=100", asked[len(asked)-1])

	far.Close()
	_, err = client.Send(t.Context(), email, []byte(hello))
	assert.ErrorContains(t, err, "502 Bad Gateway: the sandbox got no answer from "+base.Host)
}

// A token in a message is not recorded either, though one that is a common word is not looked for.
func TestRedaction(t *testing.T) {
	_, client, record := recording(t, sandbox.Options{})
	_, err := client.Send(t.Context(), contact(t), []byte(`{"message":{"type":"text","text":"my token is `+secret+`"}}`))
	require.NoError(t, err)
	assert.Contains(t, record.String(), "my token is [redacted]")
	assert.NotContains(t, record.String(), secret)
}

// The sandbox tells on its own paths what it has received, without token and limit.
func TestTells(t *testing.T) {
	box := sandbox.New(sandbox.Options{RateLimit: 2, Clock: still, Faults: script(t, "at 2: 449")})
	changed := box.Changed()
	for i := range 3 {
		call(box, "POST", fmt.Sprintf("/v1/contact/id:%d/message", i), hello)
	}
	<-changed
	get := func(path string) string {
		w := call(box, "GET", path, "", "Authorization", "")
		require.Equal(t, 200, w.Code, path)
		return w.Body.String()
	}
	assert.JSONEq(t, `{"total":1,"contacts":1,"duplicates":[],"uncounted":0}`, get("/sandbox/summary"))
	assert.JSONEq(t, `{"total":1,"contacts":1,"duplicates":[],"uncounted":0,"counts":{"id:0":1}}`, get("/sandbox/counts"))
	assert.JSONEq(t, `{"items":[{"number":1,"nth":1,"messageId":1787706536468401,"contact":"id:0","channelId":7,"type":"text",
		"at":"`+start.Format("2006-01-02T15:04:05.999999999Z07:00")+`","message":{"type":"text","text":"hello"}}]}`, get("/sandbox/messages?contact=id:&limit=5"))
	assert.JSONEq(t, `{"items":[]}`, get("/sandbox/messages?before=1"))
	var told struct {
		Items []struct {
			Number, Place, Status  int
			Fault, Answer, Contact string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(get("/sandbox/exchanges")), &told))
	require.Len(t, told.Items, 3)
	assert.Equal(t, 429, told.Items[0].Status)
	assert.Equal(t, []any{2, 2, 449, "status=449", "id:1"}, []any{told.Items[1].Number, told.Items[1].Place, told.Items[1].Status, told.Items[1].Fault, told.Items[1].Contact})
	assert.Contains(t, told.Items[1].Answer, "currently in queue")
	assert.Contains(t, get("/sandbox/openapi.yaml"), "openapi: 3.1")

	assert.Equal(t, 405, call(box, "POST", "/sandbox/messages", "").Code)
	assert.Equal(t, 405, call(box, "DELETE", "/sandbox/counts", "").Code)
	assert.Equal(t, 404, call(box, "GET", "/sandbox/", "").Code)
	assert.Equal(t, 400, call(box, "GET", "/sandbox/messages?limit=0", "").Code)
	assert.Equal(t, 204, call(box, "DELETE", "/sandbox/messages", "").Code)
	assert.Zero(t, box.Total())
	assert.Empty(t, box.Exchanges())
}

func TestExchangesAreBounded(t *testing.T) {
	box := sandbox.New(sandbox.Options{RateLimit: -1})
	for range 1100 {
		call(box, "POST", messages, `{"message":{"type":"`+strings.Repeat("x", 500)+`"}}`)
	}
	all := box.Exchanges()
	require.Len(t, all, 1000)
	assert.Equal(t, 1100, all[0].Number)
	assert.LessOrEqual(t, len(all[0].Answer), 300)
}
