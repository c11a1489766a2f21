package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/sandbox"
)

const (
	hello    = `{"channelId":7,"message":{"type":"text","text":"hello"}}`
	messages = "/v1/contact/phone:+60121233112/message"
)

// start is when the tests' clock stands unless they move it.
var start = time.UnixMicro(1787706536468401)

func still() time.Time { return start }

// call makes one request; header is a list of names and values that replace
// the usual ones, and an empty value removes.
func call(h http.Handler, method, url, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, url, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer t")
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Del(header[i])
		if header[i+1] != "" {
			r.Header.Set(header[i], header[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAccept(t *testing.T) {
	var heard []sandbox.Received
	box := sandbox.New(sandbox.Options{Clock: still, OnMessage: func(m sandbox.Received) { heard = append(heard, m) }})
	w := call(box, "POST", messages, hello)
	assert.Equal(t, 200, w.Code)
	assert.Equal(t, "{\"messageId\":1787706536468401}\n", w.Body.String())
	assert.Equal(t, "10", w.Header().Get("X-RateLimit-Limit"))
	assert.Equal(t, "9", w.Header().Get("X-RateLimit-Remaining"))

	w = call(box, "POST", "/any/prefix/contact/email%3Aa%2Bb%2Fc@x.co/message", `{"message":{"type":"text","text":"b"}}`)
	assert.Equal(t, "{\"messageId\":1787706536468402}\n", w.Body.String(), "ids rise though the clock stands still")

	channel := int64(7)
	want := []sandbox.Received{
		{Number: 1, Nth: 1, ID: 1787706536468401, Contact: "phone:+60121233112", ChannelID: &channel, Type: "text", Message: json.RawMessage(`{"type":"text","text":"hello"}`), At: start},
		{Number: 2, Nth: 1, ID: 1787706536468402, Contact: "email:a+b/c@x.co", Type: "text", Message: json.RawMessage(`{"type":"text","text":"b"}`), At: start},
	}
	assert.Equal(t, want, box.Messages())
	assert.Equal(t, want, heard)
	assert.Equal(t, map[string]int{"phone:+60121233112": 1, "email:a+b/c@x.co": 1}, box.Counts())

	box.Reset()
	assert.Empty(t, box.Messages())
	assert.Zero(t, box.Total())
	w = call(box, "POST", messages, hello)
	assert.Equal(t, "{\"messageId\":1787706536468403}\n", w.Body.String())
	assert.Equal(t, "9", w.Header().Get("X-RateLimit-Remaining"))
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, method, url, body string
		header                  []string
		status                  int
		message                 string
	}{
		{"no token", "POST", messages, hello, []string{"Authorization", ""}, 401, "UN_AUTHORIZED"},
		{"empty token", "POST", messages, hello, []string{"Authorization", "Bearer"}, 401, "UN_AUTHORIZED"},
		{"two tokens", "POST", messages, hello, []string{"Authorization", "Bearer a b"}, 401, "UN_AUTHORIZED"},
		{"wrong token", "POST", messages, hello, []string{"Authorization", "Bearer T"}, 401, "UN_AUTHORIZED"},
		{"unknown contact", "POST", "/contact/id:2/message", hello, nil, 404, "Contact not found"},
		{"no prefix", "POST", "/contact/+60121233112/message", hello, nil, 400, "identifier: must be of the form id:123, email:user@example.com or phone:+1234567890"},
		{"space for +", "POST", "/contact/phone:%2060121233112/message", hello, nil, 400, "identifier: must be of the form id:123, email:user@example.com or phone:+1234567890"},
		{"root", "POST", "/", hello, nil, 404, "Not Found"},
		{"contact itself", "GET", "/v1/contact/id:1", "", nil, 404, "Not Found"},
		{"slash at the end", "POST", messages + "/", hello, nil, 405, "Method Not Allowed"},
		{"wrong method", "GET", messages, "", nil, 405, "Method Not Allowed"},
		{"no content type", "POST", messages, hello, []string{"Content-Type", ""}, 400, "Content-Type: must be application/json"},
		{"form", "POST", messages, hello, []string{"Content-Type", "application/x-www-form-urlencoded"}, 400, "Content-Type: must be application/json"},
		{"bad body", "POST", messages, `{"message":{"type":"text"}}`, nil, 400, "message.text: required"},
		{"long body", "POST", messages, strings.Repeat(" ", 1<<20+1), nil, 413, "the body is longer than 1048576 bytes"},
		{"unknown message", "GET", messages + "/1", "", nil, 404, "Message not found"},
		{"limit", "GET", messages + "/list?limit=101", "", nil, 400, "limit: must be an integer from 1 to 100"},
		{"cursor", "GET", messages + "/list?cursorId=x", "", nil, 400, "cursorId: must be an integer from 1 to 4611686018427387904"},
	}
	box := sandbox.New(sandbox.Options{Token: "t", RateLimit: -1, Contacts: []string{"id:1", "phone:60121233112"}})
	for _, tt := range tests {
		w := call(box, tt.method, tt.url, tt.body, tt.header...)
		assert.Equal(t, tt.status, w.Code, tt.name)
		assert.JSONEq(t, fmt.Sprintf(`{"code":%d,"message":%q}`, tt.status, tt.message), w.Body.String(), tt.name)
	}
	assert.Empty(t, box.Messages())
	assert.Equal(t, "POST", call(box, "PUT", messages, "").Header().Get("Allow"))
	assert.Equal(t, 200, call(box, "POST", messages, hello, "Content-Type", "application/json; charset=utf-8").Code)
}

// The gateway before the API does not speak JSON.
func TestPageWithoutBearer(t *testing.T) {
	w := call(sandbox.New(sandbox.Options{}), "POST", messages, hello, "Authorization", "t")
	assert.Equal(t, 403, w.Code)
	assert.Equal(t, "text/html", w.Header().Get("Content-Type"))
	assert.Contains(t, w.Body.String(), "403 ERROR")
}

func TestRateLimit(t *testing.T) {
	now := start
	box := sandbox.New(sandbox.Options{RateLimit: 2, Clock: func() time.Time { return now }})
	for i, want := range []struct {
		status    int
		remaining string
	}{{200, "1"}, {200, "0"}, {429, "0"}, {429, "0"}} {
		w := call(box, "POST", messages, hello)
		assert.Equal(t, want.status, w.Code, i)
		assert.Equal(t, "2", w.Header().Get("X-RateLimit-Limit"))
		assert.Equal(t, want.remaining, w.Header().Get("X-RateLimit-Remaining"))
	}
	w := call(box, "POST", messages, hello)
	assert.Equal(t, "1", w.Header().Get("Retry-After"))
	assert.JSONEq(t, `{"code":429,"message":"Too Many Requests"}`, w.Body.String())
	assert.Equal(t, 200, call(box, "GET", messages+"/list", "").Code, "each endpoint has its own limit")

	now = now.Add(time.Second)
	assert.Equal(t, 200, call(box, "POST", messages, hello).Code)
	assert.Len(t, box.Messages(), 3)
}

func TestGet(t *testing.T) {
	box := sandbox.New(sandbox.Options{Clock: still})
	call(box, "POST", "/v1/contact/id:123/message", hello)
	w := call(box, "GET", "/v1/contact/id:123/message/1787706536468401", "")
	assert.Equal(t, 200, w.Code)
	assert.JSONEq(t, `{
		"messageId": 1787706536468401, "channelMessageId": "sandbox.1787706536468401",
		"contactId": 123, "channelId": 7, "traffic": "outgoing",
		"message": {"type": "text", "text": "hello"},
		"status": [{"value": "pending", "timestamp": 1787706536468}],
		"sender": {"source": "api"}
	}`, w.Body.String())
	assert.Equal(t, 404, call(box, "GET", "/v1/contact/id:124/message/1787706536468401", "").Code)
}

type page struct {
	Items      []struct{ MessageID int64 }
	Pagination struct{ Next, Previous string }
}

func getPage(t *testing.T, h http.Handler, url string) (p page, last []int64) {
	w := call(h, "GET", url, "")
	require.Equal(t, 200, w.Code, url)
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
	for _, item := range p.Items {
		last = append(last, item.MessageID%10)
	}
	return p, last
}

func TestList(t *testing.T) {
	box := sandbox.New(sandbox.Options{Clock: func() time.Time { return time.UnixMicro(1) }, RateLimit: -1})
	empty, _ := getPage(t, box, "http://h"+messages+"/list")
	assert.NotNil(t, empty.Items, "[] and not null")
	assert.Empty(t, empty.Pagination)
	for range 5 {
		call(box, "POST", messages, hello)
	}
	call(box, "POST", "/v1/contact/id:1/message", hello)

	first, ids := getPage(t, box, "http://h"+messages+"/list?limit=2")
	assert.Equal(t, []int64{5, 4}, ids)
	assert.Empty(t, first.Pagination.Previous)
	assert.Equal(t, "http://h"+messages+"/list?cursorId=4&limit=2", first.Pagination.Next)
	second, ids := getPage(t, box, first.Pagination.Next)
	assert.Equal(t, []int64{3, 2}, ids)
	third, ids := getPage(t, box, second.Pagination.Next)
	assert.Equal(t, []int64{1}, ids)
	assert.Empty(t, third.Pagination.Next)
	_, ids = getPage(t, box, third.Pagination.Previous)
	assert.Equal(t, []int64{3, 2}, ids)
	_, ids = getPage(t, box, second.Pagination.Previous)
	assert.Equal(t, []int64{5, 4}, ids)
	_, ids = getPage(t, box, "http://h"+messages+"/list")
	assert.Equal(t, []int64{5, 4, 3, 2, 1}, ids)
}

func TestConcurrentUse(t *testing.T) {
	box := sandbox.New(sandbox.Options{RateLimit: -1, Faults: []sandbox.Fault{{Status: 500, Every: 4}}})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			call(box, "POST", messages, hello)
			call(box, "GET", messages+"/list", "")
			box.Messages()
			box.Counts()
		})
	}
	wg.Wait()
	assert.Equal(t, 15, box.Total())
	seen := map[int64]bool{}
	for _, m := range box.Messages() {
		seen[m.ID] = true
	}
	assert.Len(t, seen, 15)
}
