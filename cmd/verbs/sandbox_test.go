package verbs

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/sandbox"
)

// lockedBuffer collects what a command prints while it runs.
type lockedBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// startCommand runs watemplate sandbox on a free port and returns its base URL and what it prints.
func startCommand(t *testing.T, args ...string) (url string, out *lockedBuffer) {
	t.Helper()
	out, talk := &lockedBuffer{}, &lockedBuffer{}
	url, end := runCommand(t, out, talk, args...)
	t.Cleanup(end)
	return url, out
}

// runCommand runs watemplate sandbox on a free port until end is called, as by Ctrl-C.
func runCommand(t *testing.T, out, talk *lockedBuffer, args ...string) (url string, end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int, 1)
	sh := shell{in: strings.NewReader(""), out: out, err: talk, getenv: func(string) string { return "" }, width: 80}
	go func() {
		done <- run(ctx, sh, append([]string{"sandbox", "--addr", "127.0.0.1:0"}, args...))
	}()
	end = func() {
		cancel()
		assert.Equal(t, statusClean, <-done)
	}
	address := regexp.MustCompile(`WATEMPLATE_BASE_URL=(\S+)`)
	require.Eventually(t, func() bool {
		m := address.FindStringSubmatch(talk.String())
		if m != nil {
			url = m[1]
		}
		return m != nil
	}, 10*time.Second, time.Millisecond, "the sandbox says where it listens")
	return url, end
}

func post(t *testing.T, url, body string) (status int, answer string) {
	t.Helper()
	return postTo(t, url, "phone:+60121233112", body)
}

func postTo(t *testing.T, url, contact, body string) (status int, answer string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, url+"/contact/"+contact+"/message", strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer any")
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	return res.StatusCode, string(b)
}

// TestFourteenRequests sends the fourteen requests of the API's page to the sandbox command, and each of them broken
// in one way.
func TestFourteenRequests(t *testing.T) {
	url, out := startCommand(t, "--rate", "-1")
	broken := map[string]struct{ old, new, field string }{
		"text":             {`"text": "There`, `"txt": "There`, "message.txt"},
		"text_dynamic":     {`"text": "Hello {{$contact.name}}, How can we help you?"`, `"text": 7`, "message.text"},
		"text_message_tag": {"ACCOUNT_UPDATE", "SALE", "message.messageTag"},
		"attachment":       {`"type": "image"`, `"type": "picture"`, "message.attachment.type"},
		"custom_payload":   {`"channelId": 0,`, ``, "channelId"},
		"quick_reply":      {`"How are you?"`, ``, "message.replies"},
		"email":            {`1262965213`, `"soon"`, "message.replyToMessageId"},
		"ordernumber":      {`"link"`, `"lnk"`, "message.template.components[0].parameters[0].image"},
		"product_offer":    {`"text": "Yes, tell me more!"`, `"text": ""`, "message.template.components[2].buttons[0].text"},
		"location":         {`"latitude": "22.22"`, `"latitude": 22.22`, "message.template.components[0].parameters[0].location.latitude"},
		"catalog":          {`"thumbnail_product_image_url": "image_address",`, ``, "thumbnail_product_image_url"},
		"mpm":              {`"format": "text"`, `"format": "TEXT"`, "message.template.components[0].format"},
		"send_otp":         {`"languageCode": "en",`, ``, "message.template.languageCode"},
		"track_order":      {`{{1}}`, `{{2}}`, "message.template.components[1].buttons[0]"},
	}
	paths, err := filepath.Glob("../../send/sandbox/testdata/requests/*.json")
	require.NoError(t, err)
	require.Len(t, paths, len(broken))
	for _, path := range paths {
		name := strings.TrimPrefix(strings.TrimSuffix(filepath.Base(path), ".json"), "whatsapp_template_")
		src, err := os.ReadFile(path)
		require.NoError(t, err)
		status, answer := post(t, url, string(src))
		assert.Equal(t, http.StatusOK, status, "%s: %s", name, answer)
		var receipt struct{ MessageID int64 }
		require.NoError(t, json.Unmarshal([]byte(answer), &receipt))
		assert.Positive(t, receipt.MessageID)

		b := broken[name]
		require.Contains(t, string(src), b.old, name)
		status, answer = post(t, url, strings.Replace(string(src), b.old, b.new, 1))
		assert.Equal(t, http.StatusBadRequest, status, name)
		assert.Contains(t, answer, b.field, name)
	}
	assert.Equal(t, 14, strings.Count(out.String(), "phone:+60121233112"), "a line for each message")
	assert.Contains(t, out.String(), "track_order (en)")
}

// TestRealSend sends through the command's own client to the command's own sandbox, and meets its faults.
func TestRealSend(t *testing.T) {
	for name, c := range map[string]struct {
		fault  []string
		status int
		says   string
	}{
		"accepted":       {nil, statusClean, "accepted: message"},
		"tried again":    {[]string{"--fault", "429,times=1"}, statusClean, "accepted: message"},
		"unknown":        {[]string{"--fault", "drop-after"}, statusUnknown, "the message may have been accepted"},
		"server error":   {[]string{"--fault", "500"}, statusUnknown, "500 Internal Server Error"},
		"wrong token":    {[]string{"--token", "other"}, statusToken, "WATEMPLATE_TOKEN"},
		"unknown person": {[]string{"--contact", "id:7"}, statusFailure, "the contact must exist"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, _ := startCommand(t, c.fault...)
			var out strings.Builder
			environment := map[string]string{"WATEMPLATE_TOKEN": "secret-token", "WATEMPLATE_BASE_URL": url}
			sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(k string) string { return environment[k] }}
			status := run(context.Background(), sh, []string{"send", "../../examples/track_order.yaml", "--to", "phone:+60121233112", "--yes"})
			assert.Equal(t, c.status, status, out.String())
			assert.Contains(t, out.String(), c.says)
			assert.NotContains(t, out.String(), "secret-token")
		})
	}
}

// TestConfirmation: on a terminal a message is shown and confirmed; anything but a yes sends nothing.
func TestConfirmation(t *testing.T) {
	for answer, want := range map[string]int{"y\n": 1, "YES\n": 1, "n\n": 0, "\n": 0, "": 0, "yellow\n": 0} {
		t.Run(answer, func(t *testing.T) {
			url, received := startCommand(t)
			var out, talk strings.Builder
			environment := map[string]string{"WATEMPLATE_TOKEN": "any", "WATEMPLATE_BASE_URL": url}
			sh := shell{
				in: strings.NewReader(answer), out: &out, err: &talk, inTerminal: true, outTerminal: true, errTerminal: true,
				width: 80, getenv: func(k string) string { return environment[k] },
			}
			run(context.Background(), sh, []string{"send", "../../examples/track_order.yaml", "--to", "id:7"})
			assert.Contains(t, talk.String(), "Send track_order (en) to id:7 on the contact's last channel, through "+url+"? [y/N]")
			assert.Contains(t, talk.String(), "Track your order", "what is asked about is shown")
			assert.Equal(t, want, strings.Count(received.String(), "id:7"), "received")
		})
	}
}

// TestCountsOfContacts: whoever gets a message twice is named, when asked and at the end.
func TestCountsOfContacts(t *testing.T) {
	out, talk := &lockedBuffer{}, &lockedBuffer{}
	url, end := runCommand(t, out, talk, "--rate", "-1", "--quiet")
	const body = `{"message":{"type":"text","text":"hello"}}`
	for i := range 1000 {
		postTo(t, url, fmt.Sprintf("phone:+6012%07d", i), body)
	}
	postTo(t, url, "id:7", body)
	postTo(t, url, "id:7", body)
	var counts struct {
		sandbox.Summary
		Counts map[string]int
	}
	getJSON(t, strings.TrimSuffix(url, "/v1")+"/sandbox/counts", &counts)
	assert.Equal(t, sandbox.Summary{Total: 1002, Contacts: 1001, Duplicates: []sandbox.Count{{Contact: "id:7", Count: 2}}}, counts.Summary)
	assert.Len(t, counts.Counts, 1001)
	assert.Equal(t, 1, counts.Counts["phone:+60120000999"])
	end()
	assert.Empty(t, out.String())
	assert.True(t, strings.HasSuffix(talk.String(), "received 1,002 messages for 1,001 contacts; one got more than one:\n  id:7: 2 messages\n"), talk.String())
}

func TestSumUp(t *testing.T) {
	for want, s := range map[string]sandbox.Summary{
		"received 0 messages for 0 contacts\n":                       {},
		"received 1,998 messages for 1,998 contacts; nobody twice\n": {Total: 1998, Contacts: 1998},
		"received 5 messages for 2 contacts; 2 got more than one:\n  id:1\\u202e: 3 messages\n  id:2: 2 messages\n": {
			Total: 5, Contacts: 2, Duplicates: []sandbox.Count{{Contact: "id:1\u202e", Count: 3}, {Contact: "id:2", Count: 2}},
		},
		"received 3 messages for 2 contacts\n1 message more went to further contacts, which are not counted\n": {Total: 3, Contacts: 2, Uncounted: 1},
	} {
		var talk strings.Builder
		(&app{shell: shell{err: &talk}}).sumUp(s)
		assert.Equal(t, want, talk.String())
	}
}

func getJSON(t *testing.T, url string, v any) {
	t.Helper()
	res, err := http.Get(url)
	require.NoError(t, err)
	defer res.Body.Close()
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.NoError(t, json.NewDecoder(res.Body).Decode(v))
}
