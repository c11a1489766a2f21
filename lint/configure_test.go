package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// configured is a linter made from a configuration without faults.
func configured(t testing.TB, text string) *Linter {
	t.Helper()
	c, _ := template.ParseConfig("c.yaml", []byte(text))
	o := Configure(c)
	require.Empty(t, c.File.Problems)
	return New(o)
}

// rulesOf are the faults of texts, each file's by its name: a.yaml:3 body-emoji error.
func rulesOf(l *Linter, texts map[string]string) string {
	var files []*template.File
	for name, text := range texts {
		files = append(files, template.Parse(name, []byte(text)))
	}
	var all []string
	for _, d := range l.Run(files) {
		all = append(all, fmt.Sprintf("%s:%d %s %s", d.File, d.At.Start.Line, d.Rule, d.Severity))
	}
	return strings.Join(all, ", ")
}

const emojis11 = `name: parcel_sent
language: en_US
category: utility
body: Your parcel is on its way to you 📦📦📦📦📦📦📦📦📦📦📦 and comes tomorrow.
`

func TestConfigure(t *testing.T) {
	for config, want := range map[string]string{
		"":                         "a/x.yaml:4 body-emoji error",
		"rules: {body-emoji: off}": "",
		"rules: {body-emoji: warning}\npaths: [{files: b, rules: {body-emoji: off}}]":                                                             "a/x.yaml:4 body-emoji warning",
		"rules: {body-emoji: warning}\npaths: [{files: ['*/x.yaml', b], rules: {body-emoji: off}}]":                                               "",
		"paths: [{files: a, rules: {body-emoji: off}}]":                                                                                           "",
		"paths: [{files: ./a/, rules: {body-emoji: off}}]":                                                                                        "",
		"paths: [{files: '*.yaml', rules: {body-emoji: off}}]":                                                                                    "a/x.yaml:4 body-emoji error",
		"paths: [{files: '**/*.yaml', rules: {body-emoji: off}}, {files: a/x.yaml, rules: {body-emoji: warning}}]":                                "a/x.yaml:4 body-emoji warning",
		"rules: {body-emoji: off}\nown_rules: [{id: no-parcel, in: [body], pattern: '(?i)PARCEL|way', message: no, severity: error, hint: 100%}]": "a/x.yaml:4 no-parcel error, a/x.yaml:4 no-parcel error",
		"rules: {body-emoji: off, no-parcel: off}\nown_rules: [{id: no-parcel, in: [body], pattern: parcel, message: no}]":                        "",
		"rules: {body-emoji: off}\nown_rules: [{id: no-parcel, in: [header, footer, button, url], pattern: parcel, message: no}]":                 "",
	} {
		assert.Equal(t, want, rulesOf(configured(t, config), map[string]string{"a/x.yaml": emojis11}), config)
	}
}

// TestConfigureFaults: what a configuration names wrongly has its place, and the rest of it counts.
func TestConfigureFaults(t *testing.T) {
	for text, want := range map[string]string{
		"rules: {body-emojis: off}":                                         `1:9: there is no rule "body-emojis"; the nearest is body-emoji`,
		"rules: {qwertyuiop: off}":                                          `1:9: there is no rule "qwertyuiop"; watemplate rules lists them`,
		"rules: {shape: off}":                                               "1:9: shape has no level; it is always told",
		"rules: {ignore-unused: error}":                                     "",
		"paths: [{files: '[a', rules: {}}]":                                 `1:17: "[a" is no glob: a bracket is not closed, or a backslash ends it`,
		"paths: [{files: ../a, rules: {x: off}}]":                           `1:17: "../a" leads out of the configuration's folder; it goes from the folder of this file, 1:31: there is no rule "x"; watemplate rules lists them`,
		"languages: [en-US, es]":                                            `1:13: "en-US" is no language that WhatsApp knows; write en_US`,
		"words: {promos: [sale]}":                                           `1:9: there is no word list "promos"; the nearest is promo`,
		"words: {promo: [sale]}":                                            "",
		"own_rules: [{id: a, in: [body], pattern: (, message: m}]":          "1:42: the pattern is no regular expression: missing closing ): (",
		"own_rules: [{id: a, in: [body], pattern: a*, message: m}]":         "1:42: the pattern finds the empty text too, which is everywhere",
		"own_rules: [{id: A, in: [body], pattern: a, message: m}]":          `1:18: id "A" is not lower-case letters, digits and single hyphens, a letter first`,
		"own_rules: [{id: body-emoji, in: [body], pattern: a, message: m}]": "1:18: watemplate has a rule body-emoji itself; take a name of your own",
		"own_rules: [{id: syntax, in: [body], pattern: a, message: m}]":     "1:18: watemplate has a rule syntax itself; take a name of your own",
		"own_rules: [{id: a, in: [body], pattern: a, message: m}, {id: a, in: [body], pattern: b, message: m}]": "1:63: two rules of yours have the id a",
		"rules: {a: off}\nown_rules: [{id: a, in: [body], pattern: a, message: m}]":                             "",
	} {
		c, _ := template.ParseConfig("c.yaml", []byte(text))
		Configure(c)
		var got []string
		for _, d := range c.File.Problems {
			assert.Equal(t, template.RuleShape, d.Rule)
			assert.Equal(t, "c.yaml", d.File)
			s := fmt.Sprintf("%d:%d: %s", d.At.Start.Line, d.At.Start.Column, d.Message)
			if d.Hint != "" {
				s += "; " + d.Hint
			}
			got = append(got, s)
		}
		assert.Equal(t, want, strings.Join(got, ", "), text)
	}
}

// TestOwnRulePlaces: an own rule reads the texts that it names, cards too, and points at the very words.
func TestOwnRulePlaces(t *testing.T) {
	text := `name: autumn_offers
language: en_US
header: A cheap head
body: A cheap body, for all of you.
footer: A cheap foot
buttons:
  - {type: url, text: Cheap, url: "https://acme.example/cheap"}
carousel:
  cards:
    - body: A cheap card
      buttons: [{type: quick_reply, text: cheap too}]
`
	for in, want := range map[string]string{
		"header": "3:11-16", "body": "4:9-14 10:15-20", "footer": "5:11-16", "button": "7:23-28 11:43-48", "url": "7:57-62",
	} {
		l := configured(t, "own_rules: [{id: no-cheap, in: ["+in+"], pattern: '(?i)cheap', message: '100% cheap'}]")
		var got []string
		for _, d := range l.File(template.Parse("a.yaml", []byte(text))).Faults {
			if d.Rule == "no-cheap" {
				assert.Equal(t, "100% cheap", d.Message)
				assert.Equal(t, template.Warning, d.Severity)
				assert.Equal(t, template.Create, d.Stage)
				got = append(got, fmt.Sprintf("%d:%d-%d", d.At.Start.Line, d.At.Start.Column, d.At.End.Column))
			}
		}
		assert.Equal(t, want, strings.Join(got, " "), in)
	}
}

// TestRelative: a file that does not stand below the configuration's folder has the levels that hold for all.
func TestRelative(t *testing.T) {
	o := Options{
		Rules:    Levels{"body-emoji": template.Warning},
		Paths:    []Override{{Files: []string{"**"}, Rules: Levels{"body-emoji": Off}}},
		Relative: func(name string) (string, bool) { return name, name != "<stdin>" },
	}
	assert.Empty(t, rulesOf(New(o), map[string]string{"x.yaml": emojis11}))
	assert.Equal(t, "<stdin>:4 body-emoji warning", rulesOf(New(o), map[string]string{"<stdin>": emojis11}))
}

// TestShapeIsAlwaysTold: faults of shape have no level, and a level for one that no rule has changes nothing.
func TestShapeIsAlwaysTold(t *testing.T) {
	l := New(Options{Rules: Levels{template.RuleShape: Off, "nonsense": template.Error}})
	assert.Equal(t, "a.yaml:1 shape error", rulesOf(l, map[string]string{"a.yaml": "name: hello\nlanguage: en\n"}))
}
