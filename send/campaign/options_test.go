package campaign_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// TestNoSecrets: the log has no contact, no value and no token, whatever the API says, unless contacts are asked for.
func TestNoSecrets(t *testing.T) {
	for _, contacts := range []bool{false, true} {
		w := newWorld(t, 12, sandbox.Options{})
		w.api.Config.Handler = http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
			n := int(w.requests.Add(1))
			to.WriteHeader([]int{200, 400, 404, 429, 449, 500}[n%6])
			to.Write([]byte(`{"code":1,"message":"` + r.URL.Path + ` ` + r.Header.Get("Authorization") + ` secret 7"}`))
		})
		var log bytes.Buffer
		o := w.options()
		o.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		o.LogContacts = contacts
		o.Attempts = 1
		w.run(o, nil)
		text := log.String()
		assert.Contains(t, text, `"campaign":"spring"`)
		assert.Contains(t, text, `"row":3`)
		assert.NotContains(t, text, token)
		assert.Equal(t, contacts, bytes.Contains(log.Bytes(), []byte("6012")))
		assert.Equal(t, contacts, bytes.Contains(log.Bytes(), []byte("secret")))
		for _, result := range w.states() {
			assert.NotContains(t, result.Reason, "6012")
			assert.NotContains(t, result.Reason, token)
		}
	}
}

func TestOptions(t *testing.T) {
	w := newWorld(t, 1, sandbox.Options{})
	for want, change := range map[string]func(o *campaign.Options){
		"a campaign needs a journal and a client":                                          func(o *campaign.Options) { o.Client = nil },
		"the numbers of connections, recipients, attempts and failures cannot be negative": func(o *campaign.Options) { o.Most = -1 },
		"the token is empty; set WATEMPLATE_TOKEN":                                         func(o *campaign.Options) { o.Client.Token = "" },
	} {
		o := w.options()
		change(&o)
		_, err := campaign.Run(t.Context(), nil, o)
		assert.EqualError(t, err, want)
	}
	o := w.options()
	o.Name = "summer"
	_, err := campaign.Run(t.Context(), nil, o)
	var missing *journal.Missing
	assert.ErrorAs(t, err, &missing)
	noneLeft(t)
}
