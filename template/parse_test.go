package template

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the expected outputs")

// golden holds a text against a file, or writes it there.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// TestFaults holds every file of testdata/faults against its .out: each fault of syntax and shape with its place and
// the very text that its span covers.
func TestFaults(t *testing.T) {
	paths, err := filepath.Glob("testdata/faults/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			f := Parse(filepath.Base(path), src)
			require.NotEmpty(t, f.Problems)
			var got strings.Builder
			for _, d := range f.Problems {
				_, covered, _, ok := f.Cut(d.At)
				require.True(t, ok)
				fmt.Fprintf(&got, "%d:%d-%d:%d %q\n  %s [%s]\n", d.At.Start.Line, d.At.Start.Column, d.At.End.Line, d.At.End.Column,
					covered, Visible(d.Message), d.Rule)
				if d.Hint != "" {
					fmt.Fprintf(&got, "  hint: %s\n", Visible(d.Hint))
				}
			}
			out := strings.TrimSuffix(path, ".yaml") + ".out"
			golden(t, out, got.String())
		})
	}
}

func TestParseReadsEverything(t *testing.T) {
	f := Parse("order.yaml", []byte(`name: order_shipped
language: en_US
category: utility
header: {format: document, link: https://acme.example/i.pdf, filename: i.pdf}
body:
  text: |
    Hi <<1>>, your order *{{2}}* has left.
    It comes by <<3>>, weather permitting.
  params:
    - $contact.name
    - {name: order, example: A-1043}
    - {name: eta, value: tomorrow, example: Friday, max_length: 20}
footer: Acme Parcels
buttons:
  - {type: url, text: Track parcel, url: "https://acme.example/t/<<1>>", params: [{name: order}]}
  - {type: quick_reply, text: Stop updates}
`))
	require.Empty(t, f.Problems)
	require.Len(t, f.Templates, 1)
	tpl := f.Templates[0]
	assert.Equal(t, "Hi {{1}}, your order *{{2}}* has left.\nIt comes by {{3}}, weather permitting.", tpl.Body.Text.Wire())
	var names []string
	for _, p := range tpl.Parameters() {
		names = append(names, p.Address()+" "+p.Name())
	}
	assert.Equal(t, []string{"header.link header.link", "header.filename header.filename", "body.1 body.1", "body.2 order", "body.3 eta", "button.0.1 order"}, names)
	assert.Equal(t, 20, tpl.Body.Params[2].MaxLength)

	assert.Equal(t, "A-1043", tpl.Buttons[0].Params[0].Example.Value, "entries of one name share what is known")

	with, unknown := tpl.With(Values{"order": "A-7", "body.1": "Ana", "nobody": "x"})
	assert.Equal(t, []string{"nobody"}, unknown)
	assert.Equal(t, "A-7", with.Buttons[0].Params[0].Value.Value)
	assert.Equal(t, "A-7", with.Body.Params[1].Value.Value)
	assert.Equal(t, "Ana", with.Body.Params[0].Value.Value)
	assert.Equal(t, "$contact.name", tpl.Body.Params[0].Value.Value, "the template itself is left alone")
}

func TestNamedPlaceholders(t *testing.T) {
	f := Parse("named.yaml", []byte(`name: welcome
language: en
params: {first: {example: Ana}, shop: Acme}
header: Welcome to <<shop>>
body: Dear <<first>>, {{ shop }} greets you, <<first>>, once more.
`))
	require.Empty(t, f.Problems)
	tpl := f.Templates[0]
	assert.Equal(t, "Dear {{1}}, {{2}} greets you, {{1}}, once more.", tpl.Body.Text.Wire())
	assert.Equal(t, "Welcome to {{1}}", tpl.Header.Text.Wire())
	var got []string
	for _, p := range tpl.Parameters() {
		got = append(got, p.Address()+" "+p.Param.Name.Value)
	}
	assert.Equal(t, []string{"header.1 shop", "body.1 first", "body.2 shop"}, got)
}

func TestScalarsAreText(t *testing.T) {
	f := Parse("n.yaml", []byte(`name: n
language: en
header: {format: location, name: 7-Eleven, address: 012, latitude: 22.220, longitude: +1e1}
body: {text: "Pay <<1>> by <<2>> to <<3>> please now", params: [10.00, 2026-12-25, yes]}
`))
	require.Empty(t, f.Problems)
	h, b := f.Templates[0].Header, f.Templates[0].Body
	assert.Equal(t, []string{"012", "22.220", "+1e1"}, []string{h.Address.Sent(), h.Latitude.Sent(), h.Longitude.Sent()})
	assert.Equal(t, []string{"10.00", "2026-12-25", "yes"}, []string{b.Params[0].Value.Value, b.Params[1].Value.Value, b.Params[2].Value.Value})
	number, ok := b.Params[0].Value.Number()
	assert.True(t, ok)
	assert.Equal(t, "10", number)
}

func TestDocuments(t *testing.T) {
	f := Parse("many.yaml", []byte("# first\n---\nname: a\nlanguage: en\nbody: A\n---\nname: [x\n---\ntype: text\ntext: |\n  hello\n  there\n---\n"))
	require.Len(t, f.Templates, 1)
	require.Len(t, f.Messages, 1)
	assert.Equal(t, "hello\nthere", f.Messages[0].Text.Value, "the last line break is YAML's")
	require.Len(t, f.Problems, 1, "a broken document hides no other")
	assert.Equal(t, 7, f.Problems[0].At.Start.Line)
	assert.Equal(t, Pos{9, 1}, f.Messages[0].At().Start)
}

// TestHostile gives Parse what no template is. Each must come back soon with a sentence, and none with a panic.
func TestHostile(t *testing.T) {
	for name, src := range map[string]string{
		"empty":           "",
		"a comment":       "# nothing\n",
		"a lone marker":   "---\n",
		"too large":       strings.Repeat("a", MaxSize+1),
		"nesting":         strings.Repeat("[", 10_000),
		"nested maps":     strings.Repeat("{a: ", 10_000),
		"block nesting":   nested(3000),
		"an alias bomb":   "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
		"an alias cycle":  "body: &x {text: *x}\n",
		"a merge key":     "<<: {name: a}\nlanguage: en\nbody: x\n",
		"utf-16":          "\xff\xfen\x00a\x00",
		"not utf-8":       "name: caf\xe9\n",
		"an escape":       "name: \x1b[2J\n",
		"a nul":           "name: a\x00b\n",
		"a next line":     "body: a\u0085b\n",
		"a separator":     "body: a\u2028b\n",
		"a second bom":    "name: a\n\ufeffbody: x\n",
		"a list":          "- name\n",
		"a text":          "hello\n",
		"a number":        "7\n",
		"null":            "~\n",
		"keys of no text": "? [a]\n: b\n",
		"directives":      "%YAML 9.9\n---\nname: a\n",
		"an unknown tag":  "name: !!binary zz\nlanguage: !foo en\nbody: 1\nx: y\n",
	} {
		t.Run(name, func(t *testing.T) {
			f := Parse("hostile.yaml", []byte(src))
			require.NotEmpty(t, f.Problems)
			for _, d := range f.Problems {
				assert.NotEmpty(t, d.Message)
				assert.NotContains(t, d.Message, "yaml:")
				assert.Positive(t, d.At.Start.Line)
			}
		})
	}
}

func nested(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", min(i, 300)) + "a:\n")
	}
	return b.String()
}

func TestPlaceholders(t *testing.T) {
	for src, want := range map[string]string{
		"a <<1>> b {{2}}":                      "1:1 2:2",
		"{{ 1 }} << name >>":                   "1:1 name:1",
		"<<b>> <<a>> <<b>>":                    "b:1 a:2 b:1",
		"{{01}} {{0}} {{-1}}":                  "01:0 0:0 -1:0",
		"{{First}} {{order-id}}":               "First:0 order-id:0",
		"{{{1}}}":                              "1:1",
		"<<1}} {{1>> {1} <1> { {1}":            "",
		"<<a\nb>>":                             "",
		"{{}}":                                 ":0",
		"{{1234567890}}":                       "1234567890:0",
		"<<" + strings.Repeat("x", 200) + ">>": "",
	} {
		var got []string
		for _, p := range scanPlaceholders(src) {
			got = append(got, fmt.Sprintf("%s:%d", p.Name, p.Slot))
		}
		assert.Equal(t, want, strings.Join(got, " "), src)
	}
}

func TestLength(t *testing.T) {
	assert.Equal(t, 0, Length(""))
	assert.Equal(t, 5, Length("Olá é"))
	assert.Equal(t, 2, Length("😀"), "an emoji outside the basic plane is two UTF-16 units")
	assert.Equal(t, 1, Length("\xff"))
}

func TestVisible(t *testing.T) {
	assert.Equal(t, `a\x1b[2J\n\tb\u202e\u009b\xff😀é`, Visible("a\x1b[2J\n\tb\u202e\u009b\xff😀é"))
	assert.Equal(t, "plain שלום", Visible("plain שלום"))
}

// TestNearest: a misspelt word is found among the known ones, and none where nothing is near.
func TestNearest(t *testing.T) {
	known := []string{"name", "language", "buttons", "footer"}
	for word, want := range map[string]string{
		"nmae": "name", "languge": "language", "buton": "", "buttns": "buttons", "x": "", "colour": "", "FOOTER": "footer",
		strings.Repeat("x", 1000): "",
	} {
		assert.Equal(t, want, Nearest(word, known, max(1, len(word)/3)), word)
	}
}
