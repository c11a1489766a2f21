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
		"templates: templates\nchanel: 1\n": `2:1-7: the configuration has no key "chanel"; it takes templates, channel, languages, rules, paths, own_rules, words [shape]; did you mean "channel"?`,
		"template: templates\n":             `1:1-9: the configuration has no key "template"; it takes templates, channel, languages, rules, paths, own_rules, words [shape]; did you mean "templates"?`,
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
		"channel: 1\n---\nchannel: 2\n---\nchannel: 3\n":            `3:1-8: the configuration is one document, and here begins another [shape]; put all its keys above the ---`,
		"rules: {body-emoji: err}\n":                                `1:21-24: body-emoji is "err"; it takes off, warning, error [shape]`,
		"rules: [a]\n":                                              `1:9-10: rules is a list; it takes a map [shape]`,
		"rules: {a: off, a: error}\n":                               `1:17-18: "a" is here twice; the first is on line 1 [shape]; keep one of the two`,
		"paths: [{files: a}]\n":                                     `1:10-15: entry 1 of paths has no "rules" [shape]; rules: How much a rule matters in these files`,
		"own_rules: [x]\n":                                          `1:13-14: own rule 1 is a text; it takes a map [shape]`,
		"own_rules: [{id: a, in: [top], pattern: b, message: c}]\n": `1:26-29: entry 1 of in is "top"; it takes header, body, footer, button, url [shape]`,
		"words: {promo: sale}\n":                                    `1:16-20: promo is a text; it takes a list [shape]`,
		"languages: [1]\n":                                          `1:13-14: entry 1 of languages is a number; it takes a text [shape]`,
		"channel: [1\n":                                             `1:10-11: the [ that opens here is not closed as it should be [syntax]; close it, or quote the text if it is one`,
		"channel: \x01\n":                                           "1:10-11: the control character U+0001 is not allowed [syntax]; leave it out, or write it as an escape in double quotes",
		strings.Repeat("#", MaxSize+1):                              "1:1-1: the file has more than 524288 bytes, the most that is read [syntax]; a configuration has a few lines",
	} {
		c, ds := ParseConfig("c.yaml", []byte(src))
		assert.NotNil(t, c)
		assert.Equal(t, want, told(ds), "%.80s", src)
		for _, d := range ds {
			assert.Equal(t, "c.yaml", d.File)
		}
	}
}

// TestConfigSettings: the keys whose values lint reads come with their places, in the order of the file.
func TestConfigSettings(t *testing.T) {
	c, ds := ParseConfig("c.yaml", []byte(`languages: [en_US, es]
rules: {body-emoji: off, name-similar: error}
paths:
  - files: legacy/**
    rules: {body-links: warning}
own_rules:
  - {id: no-cheap, in: [body, url], pattern: cheap, message: never cheap, hint: good value, severity: error, stage: both}
words:
  promo: [sale, half price]
`))
	assert.Empty(t, told(ds))
	assert.Empty(t, c.File.unread)
	var got []string
	say := func(texts ...Text) {
		for _, text := range texts {
			got = append(got, fmt.Sprintf("%d:%d %s", text.At().Start.Line, text.At().Start.Column, text.Value))
		}
	}
	say(c.Languages...)
	for _, s := range c.Rules {
		say(s.Rule, s.Level)
	}
	for _, p := range c.Paths {
		say(p.Files...)
		say(p.Rules[0].Rule, p.Rules[0].Level)
	}
	for _, o := range c.OwnRules {
		say(o.ID, o.Pattern, o.Message, o.Hint, o.Severity, o.Stage)
		say(o.In...)
	}
	for _, w := range c.Words {
		say(w.Name)
		say(w.Phrases...)
	}
	assert.Equal(t, []string{
		"1:13 en_US", "1:20 es", "2:9 body-emoji", "2:21 off", "2:26 name-similar", "2:40 error",
		"4:12 legacy/**", "5:13 body-links", "5:25 warning",
		"7:10 no-cheap", "7:46 cheap", "7:62 never cheap", "7:81 good value", "7:103 error", "7:117 both", "7:25 body", "7:31 url",
		"9:3 promo", "9:11 sale", "9:17 half price",
	}, got)
}
