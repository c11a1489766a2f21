package template

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// told is a configuration's faults, one a line: place, message, hint.
func told(ds []Diagnostic) string {
	var lines []string
	for _, d := range ds {
		line := fmt.Sprintf("%d:%d-%d: %s [%s]", d.At.Start.Line, d.At.Start.Column, d.At.End.Column, d.Message, d.Rule)
		if d.Hint != "" {
			line += "; " + d.Hint
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestParseConfig(t *testing.T) {
	channel := int64(135898)
	for src, want := range map[string]Config{
		"":                                 {},
		"# nothing yet\n":                  {},
		"---\n":                            {},
		"templates: templates\n":           {Templates: []Text{{Value: "templates"}}},
		"channel: 135898\n":                {Channel: &channel},
		"templates: [a, 'b c']":            {Templates: []Text{{Value: "a"}, {Value: "b c"}}},
		"\ufefftemplates: a\n---\n# end\n": {Templates: []Text{{Value: "a"}}},
	} {
		c, ds := ParseConfig("c.yaml", []byte(src))
		assert.Empty(t, told(ds), src)
		assert.Equal(t, want.Channel, c.Channel, src)
		var got []Text
		for _, text := range c.Templates {
			assert.True(t, text.IsSet())
			got = append(got, Text{Value: text.Value})
		}
		assert.Equal(t, want.Templates, got, src)
		assert.Empty(t, c.File.unread, src)
	}
}

// TestConfigFaults: the faults of a configuration have the places and the words of any other file's.
func TestConfigFaults(t *testing.T) {
	for src, want := range map[string]string{
		"templates: templates\nchanel: 1\n": `2:1-7: the configuration has no key "chanel"; it takes templates, channel [shape]; did you mean "channel"?`,
		"template: templates\n":             `1:1-9: the configuration has no key "template"; it takes templates, channel [shape]; did you mean "templates"?`,
		"templates\n":                       `1:1-10: the configuration is a text; it is a map of keys such as templates and channel [shape]`,
		"null\n":                            `1:1-5: the configuration is empty; it is a map of keys such as templates and channel [shape]`,
		"templates:\n":                      `1:1-10: templates is empty; fill it in or leave the key out [shape]`,
		"templates: []\n":                   `1:1-10: templates is empty; fill it in or leave the key out [shape]`,
		"templates: [a, ' ']\n":             `1:16-19: entry 2 of templates is empty; fill it in or leave the key out [shape]`,
		"templates: 7\n":                    `1:12-13: templates is a number; it takes a text or a list [shape]`,
		"channel: '1'\n":                    `1:10-13: channel is a text; it takes a whole number [shape]`,
		"channel: -1\n":                     `1:10-12: channel is -1; the least is 0 [shape]`,
		"channel: 9007199254740992\n":       `1:10-26: channel is 9007199254740992; the most is 9007199254740991 [shape]`,
		"channel: 1e3\n":                    `1:10-13: channel is 1e3; it takes a whole number [shape]; write its digits alone`,
		"channel: 1\n---\nchannel: 2\n---\nchannel: 3\n": `3:1-8: the configuration is one document, and here begins another [shape]; put all its keys above the ---`,
		"channel: [1\n":                `1:10-11: the [ that opens here is not closed as it should be [syntax]; close it, or quote the text if it is one`,
		"channel: \x01\n":              "1:10-11: the control character U+0001 is not allowed [syntax]; leave it out, or write it as an escape in double quotes",
		strings.Repeat("#", MaxSize+1): "1:1-1: the file has more than 524288 bytes, the most that is read [syntax]; a configuration has a few lines",
	} {
		c, ds := ParseConfig("c.yaml", []byte(src))
		assert.NotNil(t, c)
		assert.Equal(t, want, told(ds), "%.80s", src)
		for _, d := range ds {
			assert.Equal(t, "c.yaml", d.File)
		}
	}
}
