package send_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

// TestMessages: more than a page of messages comes back, the newest first, and no more than was asked for.
func TestMessages(t *testing.T) {
	now := time.UnixMicro(1787706536468401)
	box := sandbox.New(sandbox.Options{RateLimit: -1, Clock: func() time.Time { return now }})
	api := httptest.NewServer(box)
	defer api.Close()
	c := &send.Client{BaseURL: api.URL + "/v1", Token: token}
	for i := range 250 {
		now = now.Add(time.Second)
		_, err := c.Send(t.Context(), phone, fmt.Appendf(nil, `{"message":{"type":"text","text":"%d"}}`, i))
		require.NoError(t, err)
	}
	all, err := c.Messages(t.Context(), phone, time.Time{})
	require.NoError(t, err)
	require.Len(t, all, 250)
	assert.JSONEq(t, `{"type":"text","text":"249"}`, string(all[0].Message))
	assert.True(t, all[0].At.Equal(now))
	assert.Equal(t, now.UnixMicro(), all[0].ID)
	assert.True(t, all[0].Outgoing)
	assert.Equal(t, "api", all[0].Source)

	some, err := c.Messages(t.Context(), phone, now.Add(-149*time.Second))
	require.NoError(t, err)
	assert.Equal(t, all[:150], some)
}

func TestMessagesOfNobody(t *testing.T) {
	_, err := (&send.Client{BaseURL: "https://a.example/v1", Token: token}).Messages(t.Context(), send.Identifier{}, time.Time{})
	assert.EqualError(t, err, "no contact to send to")
}

// TestMessagesUnread: a list that cannot be read wholly is an error, for what it does not show may be what is looked for.
func TestMessagesUnread(t *testing.T) {
	for list, want := range map[string]string{
		`{"items":[{"messageId":"1787706536468401","message":{}}]}`: "",
		`{"items":[{"messageId":7,"message":{}}]}`:                  "",
		`{"items":[7]}`:                      "the list of messages has an item that is not the JSON of a message",
		`{"items":[{"traffic":"outgoing"}]}`: "the list of messages has an item without a message id",
		`{"items":7}`:                        "the answer is not the JSON of a list of messages",
		`<html></html>`:                      "200 OK: the answer is an HTML page, not the API's JSON; check the base URL and the token",
	} {
		a := serve(t, always(200, list))
		found, err := a.client().Messages(t.Context(), phone, time.UnixMicro(1787706536468401))
		if want != "" {
			assert.EqualError(t, err, want)
			continue
		}
		require.NoError(t, err)
		if assert.Len(t, found, 1) {
			assert.Equal(t, found[0].ID == 7, found[0].At.IsZero(), "7 is no time, and is not taken for an old one")
		}
	}
}

func TestMessagesMissing(t *testing.T) {
	a := serve(t, always(http.StatusNotFound, `{"code":404,"message":"Not Found"}`))
	_, err := a.client().Messages(t.Context(), phone, time.Now())
	assert.EqualError(t, err, "404 Not Found; the contact does not exist, or this API does not list messages")
	var e *send.Error
	assert.True(t, errors.As(err, &e))
}

// TestStopsAtPages: what stands elsewhere answers with pages of its own, and a contact that does not exist is no reason to stop.
func TestStopsAtPages(t *testing.T) {
	for _, tt := range []struct {
		status int
		body   string
		want   bool
	}{
		{401, `{"code":401,"message":"UN_AUTHORIZED"}`, true},
		{403, "<html>", true},
		{404, `{"code":404,"message":"Contact not found"}`, false},
		{404, "<html>", true},
		{405, "<html>", true},
		{400, "<html>", false},
		{413, "<html>", false},
		{307, "", true},
		{429, "<html>", false},
		{502, "<html>", false},
	} {
		a := serve(t, always(tt.status, tt.body))
		c := a.client()
		c.MaxAttempts = 1
		_, err := c.Send(t.Context(), phone, body)
		assert.Equal(t, tt.want, failure(t, err).Stops(), "%d %s", tt.status, tt.body)
	}
}
