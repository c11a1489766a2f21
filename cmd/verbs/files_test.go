package verbs

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLooksLikeTemplate(t *testing.T) {
	for text, want := range map[string]bool{
		"name: a\nbody: b\n":              true,
		"name: a\rbody: b":                true,
		"name: a\r\nbody: b\r\n":          true,
		"\ufeffname: a\n\n\nbody : x":     true,
		"category:\nfooter:":              true,
		"languageCode: x\ncomponents: []": true,
		"type: text\n":                    true,
		"type: 'email' # x":               true,
		"name: a\n body: b\n":             false,
		"name\nbody: x":                   false,
		"name: a\nversion: 2\n":           false,
		"type: other\r\rtypes: text":      false,
		"x":                               false,
		"":                                false,
	} {
		assert.Equal(t, want, looksLikeTemplate([]byte(text)), "%q", text)
	}
	for _, line := range []string{"\r", "n\r", "\n", "n:\r\n", "n"} {
		assert.False(t, looksLikeTemplate([]byte(strings.Repeat(line, 500_000/len(line)))), "and it takes no time")
	}
}
