package send

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// serveList serves pages of a channel's templates.
func serveList(t *testing.T, serve func(w http.ResponseWriter, r *http.Request)) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(serve))
	t.Cleanup(server.Close)
	return &Client{BaseURL: server.URL + "/v1", Token: "secret", Backoff: time.Millisecond}
}

func TestTemplatesOfAllPages(t *testing.T) {
	var asked []string
	c := serveList(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.String())
		assert.Equal(t, "Bearer secret", r.Header.Get("Authorization"))
		if r.URL.Query().Get("cursorId") == "" {
			fmt.Fprint(w, `{"items":[{"name":"a"},{"name":"b"}],"pagination":{"next":"https://elsewhere.example/steal?cursorId=9&limit=2"}}`)
			return
		}
		fmt.Fprint(w, `{"items":[{"name":"c"}],"pagination":{"next":null}}`)
	})
	items, err := c.Templates(context.Background(), 135898)
	require.NoError(t, err)
	require.Len(t, items, 3)
	assert.JSONEq(t, `{"name":"c"}`, string(items[2]))
	assert.Equal(t, []string{
		"GET /v1/space/channel/135898/template?limit=100", "GET /v1/space/channel/135898/template?cursorId=9&limit=100",
	}, asked, "the next page is asked of the same host, wherever its address leads")
}

func TestTemplatesRefused(t *testing.T) {
	for status, want := range map[int]string{
		401: "401 Unauthorized: UN_AUTHORIZED; check the token in WATEMPLATE_TOKEN",
		404: "404 Not Found: no such channel; check the channel's number and the base URL",
		500: "500 Internal Server Error: no such channel",
	} {
		c := serveList(t, func(w http.ResponseWriter, _ *http.Request) {
			message := "no such channel"
			if status == 401 {
				message = "UN_AUTHORIZED"
			}
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"code":%d,"message":%q}`, status, message)
		})
		_, err := c.Templates(context.Background(), 7)
		assert.EqualError(t, err, want)
		var e *Error
		assert.True(t, errors.As(err, &e))
	}
}

func TestTemplatesTriesAgainWhenAsked(t *testing.T) {
	tries := 0
	c := serveList(t, func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries < 3 {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		fmt.Fprint(w, `{"items":[{"name":"a"}]}`)
	})
	items, err := c.Templates(context.Background(), 7)
	require.NoError(t, err)
	assert.Len(t, items, 1)
}

// TestTemplatesStops: a list that always has another page comes to an end, and so does an answer that is none.
func TestTemplatesStops(t *testing.T) {
	for answer, want := range map[string]string{
		`{"items":[{}],"pagination":{"next":"?cursorId=1"}}`: "",
		`[1,2]`:             "not the JSON of a list of templates",
		`<html><body>hello`: "HTML",
		`{"items":[],"pagination":{"next":"?cursorId=1"}}`: "",
		strings.Repeat("x", 10):                            "not the JSON",
	} {
		c := serveList(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, answer) })
		_, err := c.Templates(context.Background(), 7)
		if want == "" {
			assert.NoError(t, err, answer)
			continue
		}
		assert.ErrorContains(t, err, want, answer)
	}
	_, err := (&Client{BaseURL: "https://a.example/v1"}).Templates(context.Background(), 7)
	assert.ErrorContains(t, err, "token is empty")
}
