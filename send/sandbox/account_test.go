package sandbox_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

// account has 250 templates, of which the first is in three languages and rejected in one.
func account() []json.RawMessage {
	all := []json.RawMessage{
		json.RawMessage(`{"name":"order","languageCode":"it","components":[],"status":"REJECTED"}`),
		json.RawMessage(`{"name":"order","languageCode":"en","components":[],"status":"approved"}`),
	}
	for i := range 248 {
		all = append(all, json.RawMessage(fmt.Sprintf(`{"name":"t%d","languageCode":"en","components":[{"type":"body","text":"Hi"}]}`, i)))
	}
	return all
}

func TestTemplatesAreListed(t *testing.T) {
	box, client := serveWith(t, sandbox.Options{RateLimit: -1, Templates: account(), Channels: []int64{442671, 135898}})
	items, err := client.Templates(t.Context(), 135898)
	require.NoError(t, err)
	require.Len(t, items, 250)
	assert.JSONEq(t, `{"id":1,"channelId":135898,"name":"order","languageCode":"it","components":[],"status":"REJECTED"}`, string(items[0]))
	assert.JSONEq(t, `{"id":250,"channelId":135898,"name":"t247","languageCode":"en","components":[{"type":"body","text":"Hi"}],"status":"approved"}`, string(items[249]))

	_, err = client.Templates(t.Context(), 7)
	assert.ErrorContains(t, err, "404 Not Found: Channel not found")

	w := call(box, "GET", "/v2/space/channel?limit=1", "")
	assert.JSONEq(t, `{"items":[{"id":135898,"name":"Sandbox 135898","source":"whatsapp_business","created_at":1735689600}],
		"pagination":{"next":"http://example.com/v2/space/channel?cursorId=135898&limit=1","previous":""}}`, w.Body.String())
	w = call(box, "GET", "/v2/space/channel?cursorId=135898&limit=1", "")
	assert.Contains(t, w.Body.String(), `"id":442671`)
	assert.Contains(t, w.Body.String(), `"previous":"http://example.com/v2/space/channel?limit=1"`)
	assert.Equal(t, 200, call(box, "GET", "/v1/space/channel/135898/mtm", "").Code)
	assert.Equal(t, 400, call(box, "GET", "/v1/space/channel/x/template", "").Code)
	assert.Equal(t, 405, call(box, "POST", "/v1/space/channel", "").Code)
	assert.Equal(t, 401, call(box, "GET", "/v1/space/channel", "", "Authorization", "").Code)
}

// Without templates every one is approved; with them only those.
func TestOnlyApprovedTemplatesAreSent(t *testing.T) {
	template := func(name, language string) string {
		return fmt.Sprintf(`{"message":{"type":"whatsapp_template","template":{"name":%q,"languageCode":%q}}}`, name, language)
	}
	box := sandbox.New(sandbox.Options{RateLimit: -1, Templates: account(), Channels: []int64{7}})
	for body, want := range map[string]string{
		template("order", "en"):  "",
		template("t1", "en"):     "",
		hello:                    "",
		template("orders", "en"): `message.template.name: the account has no template "orders"`,
		template("order", "de"):  `message.template.languageCode: template "order" is not there in "de"; it is in en, it`,
		template("order", "it"):  `message.template.name: template "order" (it) is rejected, not approved`,
		`{"channelId":8,"message":{"type":"text","text":"a"}}`: "channelId: there is no channel 8",
	} {
		w := call(box, "POST", messages, body)
		if want == "" {
			assert.Equal(t, 200, w.Code, body)
			continue
		}
		assert.Equal(t, 400, w.Code, body)
		var answer struct{ Message string }
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
		assert.Equal(t, want, answer.Message)
	}
	assert.Equal(t, 200, call(sandbox.New(sandbox.Options{}), "POST", messages, template("any", "xx")).Code)
	assert.Equal(t, 400, call(sandbox.New(sandbox.Options{Templates: []json.RawMessage{}}), "POST", messages, template("any", "xx")).Code)
}

// A message is on its way for a while.
func TestStatuses(t *testing.T) {
	now := start
	box := sandbox.New(sandbox.Options{RateLimit: -1, Clock: func() time.Time { return now }})
	call(box, "POST", messages, hello)
	for _, step := range []struct {
		after time.Duration
		want  []string
	}{
		{0, []string{"pending"}},
		{time.Second, []string{"pending", "sent"}},
		{2 * time.Second, []string{"pending", "sent", "delivered"}},
		{9 * time.Second, []string{"pending", "sent", "delivered"}},
		{time.Hour, []string{"pending", "sent", "delivered", "read"}},
	} {
		now = start.Add(step.after)
		var list struct {
			Items []struct {
				Status []struct {
					Value     string
					Timestamp int64
				}
			}
		}
		require.NoError(t, json.Unmarshal(call(box, "GET", messages+"/list", "").Body.Bytes(), &list))
		var got []string
		for _, s := range list.Items[0].Status {
			got = append(got, s.Value)
			assert.LessOrEqual(t, s.Timestamp, now.UnixMilli())
		}
		assert.Equal(t, step.want, got)
	}
}

// serveWith runs a sandbox and a client for it, which retries at once.
func serveWith(t *testing.T, o sandbox.Options) (*sandbox.Sandbox, *send.Client) {
	t.Helper()
	box := sandbox.New(o)
	return box, clientFor(t, box)
}
