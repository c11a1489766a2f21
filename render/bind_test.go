package render

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

func parseOne(t *testing.T, src string) *template.Template {
	t.Helper()
	return parseFile(t, src).Templates[0]
}

func parseFile(t *testing.T, src string) *template.File {
	t.Helper()
	f := template.Parse("t.yaml", []byte(src))
	require.Empty(t, f.Problems, src)
	require.Len(t, f.Templates, 1)
	return f
}

const order = `name: order
language: en
body:
  text: Hi <<1>>, order <<2>> comes <<3>> to <<4>> for sure.
  params: [{value: $contact.name, example: Ana}, {name: order, example: A-1}, {name: eta, value: soon}]
`

func TestBind(t *testing.T) {
	b, unknown := Bind(parseOne(t, order), template.Values{"eta": "today", "nobody": "x", "body.9": "y"})
	assert.Equal(t, []string{"body.9", "nobody"}, unknown)
	type row struct {
		name, sent, shown string
		source            Source
	}
	var got []row
	for _, v := range b.Values {
		got = append(got, row{v.Name(), v.Sent, v.Shown, v.Source})
	}
	assert.Equal(t, []row{
		{"body.1", "$contact.name", "Ana", File},
		{"order", "", "A-1", Example},
		{"eta", "today", "today", Supplied},
		{"body.4", "", "", Missing},
	}, got)
	missing := b.Faults(Message)
	require.Len(t, missing, 2)
	assert.Equal(t, template.Pos{Line: 4, Column: 46}, missing[0].At.Start, "a placeholder without an entry is named itself")
	assert.Equal(t, `parameter "order" has no value to send`, missing[1].Message)
	_, err := Compile(b, Message, Envelope{})
	assert.ErrorContains(t, err, `parameter "order" has no value to send`)
}

// wire compiles a template and returns its components.
func wire(t *testing.T, src string) []map[string]any {
	t.Helper()
	b, _ := Bind(parseOne(t, src), nil)
	body, err := Compile(b, Message, Envelope{})
	require.NoError(t, err)
	var request struct {
		Message struct {
			Template struct{ Components []map[string]any }
		}
	}
	require.NoError(t, json.Unmarshal(body, &request))
	return request.Message.Template.Components
}

// TestTenParameters: numbers are numbers, so that {{10}} follows {{9}} and not {{1}}.
func TestTenParameters(t *testing.T) {
	components := wire(t, `name: ten
language: en
body: {text: "a <<1>> b <<2>> c <<3>> d <<4>> e <<5>> f <<6>> g <<7>> h <<8>> i <<9>> j <<10>> k", params: [v1, v2, v3, v4, v5, v6, v7, v8, v9, v10]}
`)
	parameters := components[0]["parameters"].([]any)
	require.Len(t, parameters, 10)
	assert.Equal(t, "v2", parameters[1].(map[string]any)["text"])
	assert.Equal(t, "v10", parameters[9].(map[string]any)["text"])
}

// TestNamedAreNumberedByEachText: a name means one value, and has its own number in every text.
func TestNamedAreNumberedByEachText(t *testing.T) {
	components := wire(t, `name: named
language: en
params: {first: Ana, order: A-1}
header: Order <<order>>
body: Hi <<first>>, your order <<order>> is here, <<first>>.
buttons: [{type: url, text: Track, url: "https://a.co/<<order>>"}]
`)
	assert.Equal(t, "Order {{1}}", components[0]["text"])
	assert.Equal(t, "Hi {{1}}, your order {{2}} is here, {{1}}.", components[1]["text"])
	assert.Len(t, components[1]["parameters"], 2)
	button := components[2]["buttons"].([]any)[0].(map[string]any)
	assert.Equal(t, "https://a.co/{{1}}", button["url"])
	assert.Equal(t, []any{map[string]any{"type": "text", "text": "A-1"}}, button["parameters"])
}

// TestStaticHasNoParameters: a component without placeholders carries no parameters, not even none of them.
func TestStaticHasNoParameters(t *testing.T) {
	for _, c := range wire(t, "name: s\nlanguage: en\nheader: Hello\nbody: Hi there\nfooter: Bye\n") {
		assert.NotContains(t, c, "parameters")
	}
}

// TestOTPTakesTheBodysCode: the code is written once, and sent in both places.
func TestOTPTakesTheBodysCode(t *testing.T) {
	components := wire(t, `name: otp
language: en
category: authentication
body: {text: "*<<1>>* is your code.", params: [{name: code, value: "42"}]}
buttons: [{type: otp}]
`)
	button := components[1]["buttons"].([]any)[0].(map[string]any)
	assert.Equal(t, "url", button["type"])
	assert.Equal(t, "Copy code", button["text"])
	assert.Equal(t, []any{map[string]any{"type": "text", "text": "42"}}, button["parameters"])
}
