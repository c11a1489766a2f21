package page

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var inbox = Inbox{
	Title: "Sandbox", Summary: "received 2 messages for 1 contact; one got more than one", Alarm: true, More: true,
	Contacts: []InboxContact{{"email:<b>\u202e@x.co", 2, "parcel (en)"}, {"id:7", 1, "text"}},
	Phones: []Phone{
		{Number: 2, Nth: 2, Contact: "email:<b>\u202e@x.co", Name: "parcel (en)", ID: 17, Time: "12:00:01", Payload: []byte(`{"a":"</code>` + "\u202e" + `"}`)},
		{Number: 1, Nth: 1, Contact: "id:7", Name: "text", ID: 16, Time: "12:00:00", Bubble: "<p>Hello</p>", Payload: []byte("no JSON <")},
	},
	Requests: []InboxRequest{
		{Number: 3, Place: 2, Time: "12:00:02", Request: "id:7", Answer: "429 Too Many Requests", Fault: "status=429"},
		{Number: 2, Time: "12:00:01", Request: "GET /v1/<b>", Answer: "200 OK", Good: true},
	},
}

func TestInbox(t *testing.T) {
	html, err := inbox.Bytes()
	require.NoError(t, err)
	page := string(html)
	for _, want := range []string{
		`<p class="summary alarm">received 2 messages for 1 contact; one got more than one</p>`,
		`<span class="badge">2<span class="hush"> messages</span></span>`,
		`<article class="entry again" data-key="2">`, `message 2`,
		`This message cannot be drawn; its payload is below.`,
		`<div class="screen"><p>Hello</p></div>`,
		`<tr data-key="3" class="bad">`, `12:00:02 · at 2`, `<code class="fault">status=429</code>`, `GET /v1/&lt;b&gt;`,
		`no JSON &lt;`, `&lt;/code&gt;\u202e`,
	} {
		assert.Contains(t, page, want)
	}
	assert.Equal(t, 1, strings.Count(page, `class="badge"`), "whoever got one message has no badge")
	visible := strings.ReplaceAll(page, `data-key="email:&lt;b&gt;`+"\u202e", "")
	visible = strings.ReplaceAll(visible, `value="email:&lt;b&gt;`+"\u202e", "")
	assert.NotContains(t, visible, "\u202e", "but for the attributes, which nobody sees")
	assert.NotContains(t, page, "<b>")
	for _, part := range []string{inboxScript, inboxStyle()} {
		assert.Contains(t, InboxPolicy(), hash(part))
		assert.Contains(t, page, part)
	}
}

// A view has the very elements that the page has.
func TestInboxView(t *testing.T) {
	html, err := inbox.Bytes()
	require.NoError(t, err)
	view, err := inbox.View()
	require.NoError(t, err)
	var parts struct {
		Summary, Contacts, Phones, Requests string
		Alarm, More                         bool
	}
	require.NoError(t, json.Unmarshal(view, &parts))
	assert.Equal(t, inbox.Summary, parts.Summary)
	assert.True(t, parts.Alarm && parts.More)
	for _, part := range []string{parts.Contacts, parts.Phones, parts.Requests} {
		assert.NotEmpty(t, part)
		assert.Contains(t, string(html), part)
	}
}
