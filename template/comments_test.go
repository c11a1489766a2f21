package template

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestComments(t *testing.T) {
	for src, want := range map[string]string{
		"name: x # one\nlanguage: en\n": "1:9 # one 1-1",
		"# one\nname: x\n":              "1:1 # one 2-2",
		"\ufeff# one\nname: x\n":        "1:1 # one 2-2",
		"# one\n\n# two\nbody:\n  text: a\n\n  params: [b]\nfooter: c\n": "1:1 # one 4-7; 3:1 # two 4-7",
		"# one\n---\nname: x\n":                                            "1:1 # one 3-3",
		"--- # one\nname: x\n":                                             "1:5 # one 2-2",
		"name: x\n# one\n---\nname: y\n# two\n":                            "2:1 # one 0-0; 5:1 # two 0-0",
		"name: x\n---\n# one\nname: y\n":                                   "3:1 # one 4-4",
		"body: |  # one\n  a # no\n  # no\n\n   b\n# two\nfooter: c\n":     "1:10 # one 1-5; 6:1 # two 7-7",
		"body:\n  text: |\n    a\n    # no\n  # one\n  params: [a]\n":      "5:3 # one 6-6",
		"body: 'a # no\n\n  # no' # one\nfooter: x#no\n":                   "3:9 # one 1-3",
		"body: \"a # no\\\"\" # é\n":                                       "1:18 # é 1-1",
		"buttons: # one\n- type: url # two\n  text: a\n- text: b\nname: c": "1:10 # one 1-4; 2:13 # two 2-3",
		"buttons:\n  # one\n  - type: url\n    text: a # two\n  - text: b": "2:3 # one 3-4; 4:13 # two 4-4",
		"buttons: [ # one\n  {text: a}, # two\n  {text: b}\n]\nname: c":    "1:12 # one 1-4; 2:14 # two 2-2",
		"body: a #1 b\n":                           "1:9 #1 b 1-1",
		"a: [\n---\nb: x # one":                    "3:6 # one 3-3",
		"a: x\r\n# one \t\r\nb:\r\n  c: d\r\n\r\n": "2:1 # one 3-4",
		"a:\n  b: | # one\n    #1 deal\nc: d\n":    "2:8 # one 2-3",
		"":                                         "", "#": "1:1 # 0-0",
	} {
		var got []string
		for _, c := range Parse("a.yaml", []byte(src)).Comments() {
			got = append(got, fmt.Sprintf("%d:%d %s %d-%d", c.At.Start.Line, c.At.Start.Column, c.Text, c.From, c.To))
		}
		assert.Equal(t, want, strings.Join(got, "; "), "%q", src)
	}
}

func FuzzComments(f *testing.F) {
	f.Add([]byte("# a\nb: |\n  # c\n- 'd' # e\n---\n\ufeff[#\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, c := range Parse("a.yaml", src).Comments() {
			if !strings.HasPrefix(c.Text, "#") || c.From > c.To || strings.ContainsAny(c.Text, "\r\n") {
				t.Fatalf("%+v", c)
			}
		}
	})
}
