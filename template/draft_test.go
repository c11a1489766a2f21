package template

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDraft(t *testing.T) {
	d := NewDraft()
	assert.True(t, d.Empty())
	assert.Equal(t, "{}\n", string(d.Bytes()))
	d.Set("name", "order")
	d.Set("language", "no")
	d.Set("name", "order_shipped")
	d.SetPlain("ttl_seconds", "600")
	d.Comment("name", "yaml-language-server: $schema=template.schema.json\n\nImported.")
	header := d.Map("header")
	header.Set("format", "image")
	header.Comment("format", "The link was\x1b not given.")
	body := d.Map("body")
	body.Set("text", "Hi <<1>>,\nyour order is on its way: \U0001f69a.")
	body.AddMap("params").Flow().Set("example", "012")
	body.AddText("params", "10.00")
	button := d.AddMap("buttons")
	button.Set("type", "flow")
	button.Set("text", "A long text whose colon needs quotes: below a bar it stands as it is, as texts should.")
	button.SetJSON("flow_action_data", []byte(`{"z": 1.50, "a": ["1.50", null, true, {}, "x\n"], "z": -0}`))
	d.Comment("footer", "No footer.")
	assert.True(t, d.Has("buttons"))
	assert.False(t, d.Has("footer"))
	assert.Equal(t, `# yaml-language-server: $schema=template.schema.json
#
# Imported.
name: order_shipped
language: "no"
ttl_seconds: 600
header:
  # The link was\x1b not given.
  format: image
body:
  text: |
    Hi <<1>>,
    your order is on its way: 🚚.
  params:
    - {example: "012"}
    - "10.00"
buttons:
  - type: flow
    text: |
      A long text whose colon needs quotes: below a bar it stands as it is, as texts should.
    flow_action_data:
      z: -0
      a:
        - "1.50"
        - null
        - true
        - {}
        - |
          x
# No footer.
`, string(d.Bytes()))
	again, err := Format(Parse("d.yaml", d.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, string(d.Bytes()), string(again))
}

// TestDraftKeeps: what is no JSON and no number is a text.
func TestDraftKeeps(t *testing.T) {
	d := NewDraft()
	d.SetJSON("action", []byte("{not JSON"))
	d.SetPlain("ttl_seconds", "600 # seconds")
	d.SetPlain("name", "order")
	d.Set("body", "caf\xe9")
	assert.Equal(t, "action: \"{not JSON\"\nttl_seconds: \"600 # seconds\"\nname: order\nbody: caf\ufffd\n", string(d.Bytes()))
}

// awkward are pieces of text that some style of YAML, or some reader, does not give back.
var awkward = []string{
	"a", "Hello there", " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "\u0085", "\u2028", "\u00a0", "\ufeff", "\u200b", "\u00ad", "\x00", "\x1b[2J", "\x7f",
	"\U0001f469\u200d\U0001f680", "\u05e9\u05dc\u05d5\u05dd", "\u202e", "\ufffe", "\U0001ffff", "e\u0301",
	"null", "~", "true", "No", "y", "012", "0x1F", "0o17", "1_000", "1e3", ".5", "-1", "+1", "1:30", ".inf", "2026-12-25", "=", "<<",
	"<<1>>", "{{1}}", "<<name>>", "{{ name }}", ": ", ":", " #", "#", "- ", "-", "? ", "?", "---", "...", "|", ">", "%", "@", "`", "&a", "*a", "!a",
	"'", "\"", "\\", "\\n", ",", "[", "]", "{", "}", strings.Repeat("word", 250), strings.Repeat("word ", 30),
}

// TestDraftReadsBack sets texts of every kind at every kind of place, and reads them again.
func TestDraftReadsBack(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		text := func() string {
			var b strings.Builder
			for range r.IntN(5) {
				b.WriteString(awkward[r.IntN(len(awkward))])
			}
			return b.String()
		}
		want := make([]string, 8)
		for i := range want {
			want[i] = text()
		}
		key := "k" + want[5]
		object, err := json.Marshal(map[string]any{want[5]: want[6], want[6] + "x": []any{want[7], 1.5, nil}})
		require.NoError(t, err)
		d := NewDraft()
		d.Set("name", want[0])
		d.Map("header").Set("text", want[1])
		d.Map("body").Set("text", want[2])
		d.Map("body").AddText("params", want[3])
		d.Map("body").AddMap("params").Flow().Set("value", want[4])
		d.AddMap("buttons").SetJSON("action", object)
		d.Map("params").Flow().Set(key, want[7])

		file := Parse("d.yaml", d.Bytes())
		shown := fmt.Sprintf("%d\n%s", seed, d.Bytes())
		require.Len(t, file.Templates, 1, shown)
		require.True(t, strings.Contains(strings.Join(want, ""), " \n") || !strings.Contains(shown, " \n"), shown)
		require.False(t, slices.ContainsFunc(file.Problems, func(p Diagnostic) bool { return p.Rule == RuleSyntax }), shown)
		tpl := file.Templates[0]
		got := []string{
			tpl.Name.Value, tpl.Header.Text.Value, tpl.Body.Text.Value, tpl.Body.Params[0].Value.Value, tpl.Body.Params[1].Value.Value,
		}
		require.Equal(t, want[:5], got, shown)
		require.JSONEq(t, string(object), string(tpl.Buttons[0].Action), shown)
		require.Equal(t, []string{key, want[7]}, []string{tpl.Params[0].Name.Value, tpl.Params[0].Value.Value}, shown)

		formatted, err := Format(file)
		require.NoError(t, err, shown)
		require.Equal(t, values(file.Templates), values(Parse("d.yaml", formatted).Templates), shown)
	}
}
