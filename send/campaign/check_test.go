package campaign_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// template is a request's body.
func template(name, language, value string) []byte {
	return fmt.Appendf(nil, `{"channelId":7,"message":{"type":"whatsapp_template","template":{"name":%q,"languageCode":%q,"components":[
		{"type":"footer","text":"Acme"},{"type":"body","text":"Hi {{1}}","parameters":[{"type":"text","text":%q}]},
		{"type":"buttons","buttons":[{"type":"url","text":"Go","url":"https://acme.example/{{1}}","parameters":[{"type":"text","text":"9"}]}]}]}}}`,
		name, language, value)
}

const (
	ann   = "phone:+60121233112"
	token = "s3cr3t-T0ken.aaaa_bbbb"
)

// TestCheck: what the API remembers decides, and doubt stays doubt.
func TestCheck(t *testing.T) {
	attempt := time.Now().Add(-time.Hour)
	type message struct {
		after time.Duration // the attempt
		to    string
		body  []byte
	}
	for _, tt := range []struct {
		name string
		sent []message
		want campaign.Verdict
		why  string
	}{
		{"nothing", nil, campaign.NotThere, ""},
		{"it", []message{{time.Second, ann, template("hi", "en", "Ann")}}, campaign.Found, ""},
		{"by a clock that is behind", []message{{-time.Minute, ann, template("hi", "en", "Ann")}}, campaign.Found, ""},
		{"beside others", []message{
			{time.Second, ann, template("hi", "en", "Ann")},
			{time.Minute, ann, template("other", "en", "Ann")},
			{time.Minute, ann, []byte(`{"message":{"type":"text","text":"hi"}}`)},
		}, campaign.Found, ""},
		{"twice", []message{{0, ann, template("hi", "en", "Ann")}, {time.Second, ann, template("hi", "en", "Ann")}}, campaign.CannotTell, "2 messages like it were sent at about that time"},
		{"another value", []message{{0, ann, template("hi", "en", "Bob")}}, campaign.CannotTell, "1 messages of the same kind were sent within a day of it, with other values or at another time"},
		{"another language", []message{{0, ann, template("hi", "ms", "Ann")}}, campaign.CannotTell, "1 messages of the same kind were sent within a day of it, with other values or at another time"},
		{"hours before", []message{{-8 * time.Hour, ann, template("hi", "en", "Ann")}}, campaign.CannotTell, "1 messages of the same kind were sent within a day of it, with other values or at another time"},
		{"days before", []message{{-48 * time.Hour, ann, template("hi", "en", "Ann")}}, campaign.NotThere, ""},
		{"another template", []message{{0, ann, template("ho", "en", "Ann")}}, campaign.NotThere, ""},
		{"another contact", []message{{0, "id:7", template("hi", "en", "Ann")}}, campaign.NotThere, ""},
	} {
		now := time.Time{}
		box := sandbox.New(sandbox.Options{RateLimit: -1, Clock: func() time.Time { return now }})
		api := httptest.NewServer(box)
		client := &send.Client{BaseURL: api.URL + "/v1", Token: token}
		for _, m := range tt.sent {
			now = attempt.Add(m.after)
			to, err := send.ParseIdentifier(m.to)
			require.NoError(t, err)
			_, err = client.Send(t.Context(), to, m.body)
			require.NoError(t, err)
		}
		finding, err := campaign.Check(t.Context(), client, journal.Result{
			Contact: ann, Body: template("hi", "en", "Ann"), Began: attempt, Ended: attempt.Add(2 * time.Second),
		})
		require.NoError(t, err)
		assert.Equal(t, tt.want, finding.Verdict, tt.name)
		assert.Equal(t, tt.why, finding.Reason, tt.name)
		if tt.want == campaign.Found {
			assert.Equal(t, box.Messages()[0].ID, finding.MessageID, tt.name)
		}
		api.Close()
	}
}

// TestCheckVariables: the platform may have put anything in the place of its own variables.
func TestCheckVariables(t *testing.T) {
	box := sandbox.New(sandbox.Options{})
	api := httptest.NewServer(box)
	defer api.Close()
	client := &send.Client{BaseURL: api.URL + "/v1", Token: token}
	to, err := send.ParseIdentifier(ann)
	require.NoError(t, err)
	_, err = client.Send(t.Context(), to, template("hi", "en", "Ann"))
	require.NoError(t, err)
	finding, err := campaign.Check(t.Context(), client, journal.Result{Contact: ann, Body: template("hi", "en", "$contact.name"), Began: time.Now()})
	require.NoError(t, err)
	assert.Equal(t, campaign.Found, finding.Verdict)
}

// TestCheckFresh: what was sent a moment ago may yet appear.
func TestCheckFresh(t *testing.T) {
	api := httptest.NewServer(sandbox.New(sandbox.Options{}))
	defer api.Close()
	finding, err := campaign.Check(t.Context(), &send.Client{BaseURL: api.URL, Token: token}, journal.Result{
		Contact: ann, Body: template("hi", "en", "Ann"), Began: time.Now(), Ended: time.Now(),
	})
	require.NoError(t, err)
	assert.Equal(t, campaign.Finding{Verdict: campaign.CannotTell, Reason: "it was sent less than a minute ago and may yet appear; look again later"}, finding)
}

// TestCheckAnswers: an API without the list cannot tell; a token that is not taken is an error.
func TestCheckAnswers(t *testing.T) {
	for _, tt := range []struct {
		status    int
		body      string
		why, fail string
	}{
		{404, `{"code":404,"message":"Not Found"}`, "404 Not Found; the contact does not exist, or this API does not list messages", ""},
		{404, `<html>`, "404 Not Found: the answer is an HTML page, not the API's JSON; the contact does not exist, or this API does not list messages", ""},
		{405, `{"code":405,"message":"Method Not Allowed"}`, "405 Method Not Allowed", ""},
		{500, `{"code":500,"message":"Unexpected error occurred"}`, "500 Internal Server Error: Unexpected error occurred", ""},
		{200, `{"items":[{"messageId":7,"traffic":"outgoing","message":{"type":"whatsapp_template","template":{"name":"hi"}}}]}`, "the API lists a message whose content or time cannot be read", ""},
		{200, `{"items":[{"messageId":7,"traffic":"outgoing","message":7}]}`, "the API lists a message whose content or time cannot be read", ""},
		{200, `{"items":7}`, "the answer is not the JSON of a list of messages", ""},
		{401, `{"code":401,"message":"UN_AUTHORIZED"}`, "", "401 Unauthorized: UN_AUTHORIZED; check the token in WATEMPLATE_TOKEN"},
	} {
		api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(tt.status)
			fmt.Fprint(w, tt.body)
		}))
		finding, err := campaign.Check(t.Context(), &send.Client{BaseURL: api.URL, Token: token}, journal.Result{
			Contact: ann, Body: template("hi", "en", "Ann"), Began: time.Now().Add(-time.Hour),
		})
		if tt.fail != "" {
			require.EqualError(t, err, tt.fail)
		} else {
			require.NoError(t, err)
			assert.Equal(t, campaign.CannotTell, finding.Verdict)
		}
		assert.Equal(t, tt.why, finding.Reason)
		api.Close()
	}
}
