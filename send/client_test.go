package send_test

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

func TestNotBuilt(t *testing.T) {
	tests := []struct {
		base, token string
		to          send.Identifier
		want        string
	}{
		{"", token, phone, "the base URL is empty; give the API's address with its version, as in https://host/v1"},
		{"http://api.example.com/v1", token, phone, "the base URL http://api.example.com would show the token to the network; write https://api.example.com (http is for this machine only)"},
		{"ftp://h/v1", token, phone, `the base URL "ftp://h/v1" is not of the form https://host/v1`},
		{"https://u:" + token + "@h/v1", token, phone, "the base URL contains a user name; the token goes into WATEMPLATE_TOKEN"},
		{"https://h/v1?key=" + token, token, phone, "the base URL of host h has a ? or # in it; end it with the version, as in https://host/v1"},
		{"https://h/%zz", token, phone, `the base URL cannot be read: invalid URL escape "%zz"`},
		{"https://h/v1", "", phone, "the token is empty; set WATEMPLATE_TOKEN"},
		{"https://h/v1", "Bearer " + token, phone, `the token must be given without "Bearer " before it; check WATEMPLATE_TOKEN`},
		{"https://h/v1", token + "\n", phone, "the token contains a space, a line break or another character that no token has; check WATEMPLATE_TOKEN"},
		{"https://h/v1", token, send.Identifier{}, "no contact to send to"},
	}
	for _, tt := range tests {
		c := &send.Client{BaseURL: tt.base, Token: tt.token}
		_, err := c.Send(t.Context(), tt.to, body)
		e := failure(t, err)
		assert.Equal(t, tt.want, err.Error())
		assert.Equal(t, send.Refused, e.Outcome)
		assert.Zero(t, e.Attempts)
		assert.True(t, e.Stops())
	}
}

func TestBaseURL(t *testing.T) {
	for base, want := range map[string]string{
		"https://h":                  "https://h/contact/phone:+60121233112/message",
		"https://h/v1/":              "https://h/v1/contact/phone:+60121233112/message",
		"https://h//evil.example/v1": "https://h//evil.example/v1/contact/phone:+60121233112/message",
		"https://h/a%2Fb":            "https://h/a%2Fb/contact/phone:+60121233112/message",
		"http://127.0.0.1:8080/v1":   "http://127.0.0.1:8080/v1/contact/phone:+60121233112/message",
		"http://[::1]:8080/v1":       "http://[::1]:8080/v1/contact/phone:+60121233112/message",
		"http://localhost:8080/v1":   "http://localhost:8080/v1/contact/phone:+60121233112/message",
	} {
		req, err := (&send.Client{BaseURL: base, Token: token}).Request(t.Context(), phone, body)
		require.NoError(t, err)
		assert.Equal(t, want, req.URL.String())
	}
}

// TestTokenFrom: what is said about a token names the place where it can be mended.
func TestTokenFrom(t *testing.T) {
	api := httptest.NewServer(sandbox.New(sandbox.Options{Token: "another"}))
	defer api.Close()
	for from, want := range map[string]string{"": "WATEMPLATE_TOKEN", "secrets/token.txt": "secrets/token.txt", "a\nb": `a\nb`} {
		client := &send.Client{BaseURL: api.URL, Token: token, TokenFrom: from}
		_, err := client.Send(t.Context(), phone, body)
		require.ErrorContains(t, err, "; check the token in "+want)
		_, err = client.Templates(t.Context(), 7)
		require.ErrorContains(t, err, "; check the token in "+want)
		client.Token = "two words"
		require.ErrorContains(t, client.Check(), "; check "+want)
	}
}
