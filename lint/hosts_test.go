package lint

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLinks(t *testing.T) {
	for s, want := range map[string][]string{
		"":                                     nil,
		"Pay at bit.ly/x today.":               {"bit.ly/x"},
		"See https://acme.example/a?b=c, then": {"https://acme.example/a?b=c"},
		"HTTPS://Bit.Ly/X":                     {"HTTPS://Bit.Ly/X"},
		"wa.me/1415, WA.ME/1":                  {"wa.me/1415", "WA.ME/1"},
		"(www.acme.my)":                        {"www.acme.my"},
		"*acme.com*, acme.co.uk and acme.com.": {"acme.com", "acme.co.uk", "acme.com"},
		"Link:tinyurl.com/abc!":                {"tinyurl.com/abc"},
		"请访问bit.ly/x查看":                        {"bit.ly/x"},
		"https://käse.example/übung":           {"https://käse.example/"},
		"https://acme.example/t/<<1>>":         {"https://acme.example/t/"},
		"http://10.0.0.1:8080/x":               {"http://10.0.0.1:8080/x"},
		"bit.ly":                               {"bit.ly"},
		"write to help@acme.com today":         nil,
		"a.b@acme.co.uk":                       nil,
		"Thank you.We will call.":              nil,
		"at 10.30 a.m./p.m., i.e./that is":     nil,
		"12.50/month, v1.2/3":                  nil,
		"Mr.Smith/Ms.Jones":                    nil,
		"...":                                  nil,
		".com/x":                               nil,
		"wait../x":                             nil,
		"\xff.\xff/a.com/\x00":                 {"a.com/"},
	} {
		var got []string
		for from, to := range links(s) {
			got = append(got, s[from:to])
		}
		assert.Equal(t, want, got, s)
	}
}

func TestHosts(t *testing.T) {
	for _, host := range []string{"bit.ly", "WWW.TinyURL.com", "me@t.co:443", "is.gd."} {
		assert.True(t, shortenerHost(host), host)
	}
	for _, host := range []string{"", "orbit.ly", "bit.ly.acme.example", "acme.com", "@", ":"} {
		assert.False(t, shortenerHost(host), host)
	}
	assert.True(t, whatsappHost("API.whatsapp.com"))
	assert.False(t, whatsappHost("www.whatsapp.com"), "one-time codes are copied there")
}
