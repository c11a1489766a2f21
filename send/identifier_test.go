package send_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
)

func TestParseIdentifier(t *testing.T) {
	for in, want := range map[string]string{
		"id:123":                        "id:123",
		"id:007":                        "id:7",
		"ID:123":                        "id:123",
		" id:123 ":                      "id:123",
		"email:abdc@gmail.com":          "email:abdc@gmail.com",
		"email:a+b/c?d%2f..@x.example":  "email:a+b/c?d%2f..@x.example",
		"email:jürgen@exämple.de":       "email:jürgen@exämple.de",
		"phone:+60121233112":            "phone:+60121233112",
		"phone:60121233112":             "phone:+60121233112",
		"phone: +60 (12) 123-31.12":     "phone:+60121233112",
		"phone:+49\u00a030\u2011123456": "phone:+4930123456",
	} {
		id, err := send.ParseIdentifier(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, id.String())
		assert.Equal(t, id, must(send.ParseIdentifier(id.String())))
	}
}

func TestParseIdentifierErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "is empty",
		"  ":                             "is empty",
		"+60 12-1233112":                 "has no prefix id:, email: or phone:; write phone:+60121233112",
		"a@b.co":                         "write email:a@b.co",
		"123":                            "write id:123",
		"60121233112":                    "write phone:+60121233112 for a telephone number or id:60121233112 for a contact id",
		"ann":                            "write id:123, email:ann@example.com or phone:+60121233112",
		"tel:+60121233112":               "has no prefix",
		"id:":                            "1 to 19 digits",
		"id:0":                           "1 to 19 digits",
		"id:12x":                         "1 to 19 digits",
		"id:12345678901234567890":        "1 to 19 digits",
		"email:ann":                      "not an email address",
		"email:a@b":                      "not an email address",
		"email:a@b.co,c@d.co":            "not an email address",
		"email:a b@c.co":                 "not an email address",
		"phone:":                         "7 to 15 digits",
		"phone:+60":                      "7 to 15 digits",
		"phone:+6012123311212345":        "7 to 15 digits",
		"phone:+60x121233112":            "7 to 15 digits",
		"phone:++60121233112":            "7 to 15 digits",
		"phone:+٦٠١٢١٢٣٣١١٢":             "7 to 15 digits",
		"phone:0121233112":               "must begin with its country code",
		"phone:0060121233112":            "must begin with its country code",
		"phone:+44 (0)20 7946 0000":      "leave it out",
		"id:1\n":                         "invisible character U+000A",
		"id:1\x00":                       "invisible character U+0000",
		"phone:\u202a+60121233112\u202c": "invisible character U+202A",
		"email:a\xff@b.co":               "not valid UTF-8",
		"email:" + strings.Repeat("a", 300) + "@b.co": "has 311 bytes; the limit is 260",
	} {
		id, err := send.ParseIdentifier(in)
		require.Error(t, err, in)
		assert.Contains(t, err.Error(), want)
		assert.True(t, id.IsZero())
		assert.Empty(t, id.String())
	}
}

func TestPathSegment(t *testing.T) {
	for in, want := range map[string]string{
		"phone:+60121233112":    "phone:+60121233112",
		"email:abdc@gmail.com":  "email:abdc@gmail.com",
		"email:../x/..@y.co":    "email:..%2Fx%2F..@y.co",
		"email:a?b#c%2F;d@y.co": "email:a%3Fb%23c%252F%3Bd@y.co",
	} {
		assert.Equal(t, want, must(send.ParseIdentifier(in)).PathSegment())
	}
}

// FuzzIdentifier: whatever is accepted is one segment of the path, no more
// and no less, and comes out of it as it went in.
func FuzzIdentifier(f *testing.F) {
	for _, s := range []string{"id:1", "email:a/../b?c#d%2e@x.co", "phone:+60 12-123(31)12", "email:..@..co", "+6012", "email:\\@.?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := send.ParseIdentifier(s)
		if err != nil {
			return
		}
		u, err := url.Parse("https://h/v1/contact/" + id.PathSegment() + "/message")
		require.NoError(t, err)
		require.Empty(t, u.RawQuery+u.Fragment)
		parts := strings.Split(u.EscapedPath(), "/")
		require.Len(t, parts, 5)
		back, err := url.PathUnescape(parts[3])
		require.NoError(t, err)
		require.Equal(t, id.String(), back)
		again, err := send.ParseIdentifier(back)
		require.NoError(t, err)
		require.Equal(t, id, again)
		req, err := (&send.Client{BaseURL: "https://h/v1", Token: token}).Request(t.Context(), id, nil)
		require.NoError(t, err)
		require.Equal(t, "/v1/contact/"+id.String()+"/message", req.URL.Path)
	})
}
