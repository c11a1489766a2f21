package schema

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// TestEveryPropertyIsDescribed: the descriptions are the help that an editor shows.
func TestEveryPropertyIsDescribed(t *testing.T) {
	for _, k := range Kinds() {
		var root any
		require.NoError(t, json.Unmarshal(JSON(k), &root))
		walk(root, string(k), func(path string, property map[string]any) {
			if !strings.Contains(path, "/if/") {
				assert.NotEmpty(t, property["description"], path)
			}
		})
	}
}

// walk visits every schema that stands under "properties".
func walk(v any, path string, visit func(path string, property map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		if properties, ok := v["properties"].(map[string]any); ok {
			for name, p := range properties {
				if property, ok := p.(map[string]any); ok {
					visit(path+"/"+name, property)
				}
			}
		}
		for key, child := range v {
			walk(child, path+"/"+key, visit)
		}
	case []any:
		for i, child := range v {
			walk(child, fmt.Sprint(path, "/", i), visit)
		}
	}
}

func TestUnknownKind(t *testing.T) { assert.Nil(t, JSON("nothing")) }

func validate(t *testing.T, k Kind, src string) []Violation {
	t.Helper()
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(src), &doc))
	return Validate(k, &doc)
}

const base = "name: a\nlanguage: en\nbody: x\n"

func TestAccepted(t *testing.T) {
	for _, src := range []string{
		base,
		base + "header: hello\nfooter: 2026\n",
		base + "header: {format: text, text: hi, params: []}\n",
		base + "header: {format: location, name: n, address: a, latitude: 1.0, longitude: -2}\n",
		base + "params: {order: A-1, eta: {example: Friday, max_length: 9}}\n",
		base + "buttons: [{type: otp}, {type: otp, otp_type: copy_code, params: [1]}]\n",
		"name: a\nlanguage: no\nbody: {text: 012, params: [yes, 2026-12-25, {name: x}, \"\"]}\n",
	} {
		assert.Empty(t, validate(t, Template, src), src)
	}
	for _, src := range []string{"templates: a\n", "templates: [a, b]\nchannel: 0\n", "{}\n"} {
		assert.Empty(t, validate(t, Config, src), src)
	}
	for _, src := range []string{
		"type: text\ntext: 7\n",
		"type: custom_payload\npayload: {a: {b: [1, ~, true]}}\n",
		"type: email\ntext: x\nreplyToMessageId: 1262965213\n",
	} {
		assert.Empty(t, validate(t, Message, src), src)
	}
}

// TestOneFaultOneVoice: a single mistake gives a single sentence, although several conditions may meet it.
func TestOneFaultOneVoice(t *testing.T) {
	for src, want := range map[string]string{
		base + "buttons: []\n":                           "buttons is empty; fill it in or leave the key out",
		base + "footer:\n":                               "footer is empty; fill it in or leave the key out",
		base + "footer: '  '\n":                          "footer is empty; fill it in or leave the key out",
		base + "footer: [a]\n":                           "footer is a list; it takes a text or a map",
		base + "buttons: {}\n":                           "buttons is a map; it takes a list",
		base + "buttons: [Yes]\n":                        "button 1 is a text; it takes a map",
		base + "params: {Order: x}\n":                    `the parameter name "Order" is not lower-case letters, digits and underscores, a letter first`,
		base + "colour: red\n":                           `a template has no key "colour"`,
		base + "buttons: [{type: quick_reply, txt: a}]":  `button 1 is of type quick_reply and has no "text"|button 1, of type quick_reply, has no key "txt"; it takes type, text, payload`,
		base + "header: {format: text}":                  `header is of format text and has no "text"`,
		base + "header: {format: image, text: Hi}":       `header, of format image, has no key "text"; it takes format, link, id, example, caption, filename`,
		base + "params: {a: {code: EUR}}":                `a has no key "code"; it takes value, example, max_length, type, parts`,
		base + "params: {a: {type: currency, value: 1}}": `a is of type currency and has no "amount_1000"|a is of type currency and has no "code"`,
		base + "header: {text: hi}":                      `header has no "format"`,
		base + "category: [a]":                           "category is a list; it takes a text",
		base + "? {a: b}\n: c\n":                         "a text that begins with {{ is a map to YAML",
		"name: n\nlanguage: en\nbody: {{1}}\nfoter: x": "a text that begins with {{ is a map to YAML|" +
			`a template has no key "foter"`,
		"body: &a x\nname: n\nlanguage: en\nfooter: *a\n": "what begins with & is an anchor to YAML; an anchor is not part of the language|" + `"*a" is an alias; aliases are not part of the language`,
	} {
		var got []string
		for _, v := range validate(t, Template, src) {
			got = append(got, v.Message)
		}
		assert.Equal(t, want, strings.Join(got, "|"), src)
	}
}

// TestConfigSpeaksOfItself: the words of the configuration are not those of a template, whose pasted keys it has none of.
func TestConfigSpeaksOfItself(t *testing.T) {
	for src, want := range map[string]string{
		"chanel: 1\n":           `the configuration has no key "chanel"; it takes templates, channel, languages, rules, paths, own_rules, words`,
		"template: a\n":         `the configuration has no key "template"; it takes templates, channel, languages, rules, paths, own_rules, words`,
		"templates: [{a: b}]\n": "entry 1 of templates is a map; it takes a text",
		"[a]\n":                 "the configuration is a list; it is a map of keys such as templates and channel",
		"channel: 1.5\n":        "channel is a number; it takes a whole number",
	} {
		found := validate(t, Config, src)
		require.Len(t, found, 1, src)
		assert.Equal(t, want, found[0].Message)
		assert.Empty(t, found[0].Hint)
	}
}

func TestCheckRequest(t *testing.T) {
	paths, err := filepath.Glob("../send/sandbox/testdata/requests/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.NoError(t, CheckRequest(body), path)
	}
	for body, want := range map[string]string{
		`{`:  "not JSON",
		`{}`: "message is required",
		`{"message":{"type":"text","text":"x"}} {}`:                                                                                              "text after its end",
		`{"message":{"type":"text"}}`:                                                                                                            "text is required",
		`{"message":{"type":"text","text":"x"},"channel":1}`:                                                                                     "channel",
		`{"message":{"type":"custom_payload","payload":{}}}`:                                                                                     "channelId is required",
		`{"channelId":"1","message":{"type":"text","text":"x"}}`:                                                                                 "channelId",
		`{"message":{"type":"whatsapp_template","template":{"name":"a"}}}`:                                                                       "required",
		`{"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en","components":[{"type":"body"}]}}}`:                    "text is required",
		`{"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en","components":[{"type":"header","format":"image"}]}}}`: "parameters is required",
		`{"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en","components":[{"type":"buttons","buttons":[{"type":"url","text":"x"}]}]}}}`:  "url is required",
		`{"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en","components":[{"type":"body","text":"x","parameters":[{"type":"text"}]}]}}}`: "text is required",
		`{"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en","components":[{"type":"footer","text":"x","parameters":[]}]}}}`:              "parameters",
		`{"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en","components":[{"type":"buttons","buttons":[{"type":"otp","text":"x"}]}]}}}`:  "must be one of",
	} {
		assert.ErrorContains(t, CheckRequest([]byte(body)), want, body)
	}
}

func ExampleValidate() {
	var doc yaml.Node
	_ = yaml.Unmarshal([]byte("name: welcome\nlanguage: en\nbody: Hello\nfoter: Bye\n"), &doc)
	for _, v := range Validate(Template, &doc) {
		fmt.Printf("line %d: %s\n", v.Node.Line, v.Message)
	}
	// Output:
	// line 4: a template has no key "foter"
}
