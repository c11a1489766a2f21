package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const shipped = `name: shipped
language: en
category: utility
header: Your order
body:
  text: |
    Hi <<1>>, your order *<<2>>* has left today.
    It comes by <<3>>, weather permitting.
  params: [{example: Ana}, {example: A-1}, {example: Friday}]
footer: Acme
buttons:
  - {type: url, text: Track, url: "https://acme.example/t/<<1>>", params: [{example: A-1}]}
  - {type: quick_reply, text: Stop}
`

// TestDrift changes one thing of an approved template after another, and looks at what is said and where.
func TestDrift(t *testing.T) {
	for _, c := range []struct{ old, fresh, status, want string }{
		{"", "", "approved", ""},
		{"", "", "", ""},
		{"", "", "rejected", `1:7 "shipped": the account's template is rejected`},
		{"utility", "marketing", "", `3:11 "utility": category is utility; the account has marketing`},
		{"category: utility\n", "", "", ""},
		{"header: Your order\n", "", "", `4:9 "Your order": header is not in the account's template`},
		{"header: Your order", "header: Your parcel", "", `4:14 "order": header has "order"; the account has "parcel"`},
		{"header: Your order", "header: {format: image}", "", `4:9 "Your order": header is of format text; the account's is of format image`},
		{"today", "on Friday", "", `7:43 "today": body has "today"; the account has "on Friday"`},
		{"*<<2>>*", "_<<2>>_", "", `7:26 "*<<2>>*": body has "*{{2}}*"; the account has "_{{2}}_"`},
		{"It comes by <<3>>, w", "It comes about <<3>>, W", "", `8:14 "by <<3>>, weather": body has "by {{3}}, weather"; the account has "about {{3}}, Weather"`},
		{" today.", ".", "", `7:42 " today": body has " today"; the account has nothing`},
		{" permitting", "", "", `8:31 " permitting": body has " permitting"; the account has nothing`},
		{"footer: Acme\n", "", "", `10:9 "Acme": footer is not in the account's template`},
		{"footer: Acme", "footer: Äcme", "", `10:9 "Acme": footer has "Acme"; the account has "Äcme"`},
		{"text: Track", "text: Follow", "", `12:23 "Track": the text of button 1 has "Track"; the account has "Follow"`},
		{"/t/", "/track/", "", `12:57 "t": the url of button 1 has "t"; the account has "track"`},
		{"  - {type: quick_reply, text: Stop}\n", "", "", `13:6 "type": button 2, a quick_reply button "Stop", is not in the account's template`},
		{"type: quick_reply, text: Stop", "type: phone_number, text: Stop, phone_number: '+1'", "", `13:12 "quick_reply": button 2 is of type quick_reply; the account's is of type phone_number`},
		{"footer", "limited_time_offer: {text: Now}\nfooter", "", `1:7 "shipped": the account's template has limited_time_offer, which is not here`},
		{"footer", "call_permission_request: true\nfooter", "", `1:7 "shipped": the account's template has call_permission_request, which is not here`},
		{"footer", "carousel: {cards: [{body: a}, {body: b}]}\nfooter", "", `1:7 "shipped": the carousel has 0 cards; the account's has 2`},
	} {
		account := strings.Replace(shipped, c.old, c.fresh, 1)
		assert.Equal(t, c.want, drifts(t, shipped, account, c.status), "%q for %q", c.fresh, c.old)
	}
}

// TestNoDrift: what a registration does not keep, or gives back in another shape, is no difference.
func TestNoDrift(t *testing.T) {
	for name, pair := range map[string][2]string{
		"values":      {"body: {text: Hi <<1>> there, params: [Ana]}", "body: {text: \"Hi {{1}} there\", params: [{example: Bob}]}"},
		"names, kept": {"body: Hi <<who>> there\nparams: {who: Ana}", "body: Hi <<who>> there\nparams: {who: {example: Bob}}"},
		"names, numbered": {
			"parameter_format: positional\nbody: Hi <<who>> there\nparams: {who: Ana}", "body: {text: Hi <<1>> there, params: [{example: Bob}]}",
		},
		"a code read back": {
			"body: {add_security_recommendation: true}\nbuttons: [{type: otp}]",
			"body: {add_security_recommendation: true, text: \"*<<1>>* ist dein Code.\", params: [{example: '1'}]}\nbuttons: [{type: otp, text: Code kopieren}]",
		},
		"product cards": {
			"body: x\ncarousel: {cards: [{header: {format: product}}, {header: {format: product}}, {header: {format: product}}]}",
			"body: x\ncarousel: {cards: [{header: {format: product}}, {header: {format: product}}]}",
		},
	} {
		head := "name: a\nlanguage: de\n"
		assert.Empty(t, drifts(t, head+pair[0], head+pair[1], "approved"), name)
	}
}

// TestDriftOfNames: names where the account has numbers would be refused by the Cloud API.
func TestDriftOfNames(t *testing.T) {
	got := drifts(t, "name: a\nlanguage: en\nbody: Hi <<who>> there\nparams: {who: Ana}\n",
		"name: a\nlanguage: en\nbody: {text: Hi <<1>> there, params: [{example: Bob}]}\n", "")
	assert.Equal(t, `1:7 "a": the placeholders are registered named here and positional in the account; write parameter_format: positional`, got)
}

// drifts compares two templates: each difference with its place and the text under it.
func drifts(t *testing.T, local, account string, status string) string {
	t.Helper()
	f := parseFile(t, local)
	var got []string
	for _, d := range Drift(f.Templates[0], parseFile(t, account).Templates[0], status) {
		_, covered, _, ok := f.Cut(d.At)
		require.True(t, ok)
		got = append(got, fmt.Sprintf("%d:%d %q: %s", d.At.Start.Line, d.At.Start.Column, covered, d.Message))
	}
	return strings.Join(got, "\n")
}
