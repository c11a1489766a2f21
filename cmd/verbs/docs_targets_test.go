package verbs

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/template"
)

// carried are the components in the order of the page's table, each in a small template.
var carried = []struct{ what, yaml string }{
	{"the keys of the registration: `category` and the like", "category: utility\nsub_category: custom\nparameter_format: positional\n" +
		"ttl_seconds: 600\nallow_category_change: true\ncta_url_link_tracking_opted_out: true\n"},
	{"`language_policy`", "language_policy: deterministic\n"},
	{"`namespace`", "namespace: a1\n"},
	{"`text` header", "header: Hello\n"},
	{"`text` header with a placeholder", "header: {format: text, text: 'Order <<1>>', params: [A-1]}\n"},
	{"`image` header", "header: {format: image, link: 'https://a.co/x.png', example: h}\n"},
	{"`video` header", "header: {format: video, link: 'https://a.co/x.mp4', example: h}\n"},
	{"`document` header", "header: {format: document, link: 'https://a.co/x.pdf', filename: x.pdf, example: h}\n"},
	{"`document` header without `filename`", "header: {format: document, link: 'https://a.co/x.pdf', example: h}\n"},
	{"media by `id` instead of `link`", "header: {format: image, id: 1, example: h}\n"},
	{"`gif` header", "header: {format: gif, link: 'https://a.co/x.mp4', example: h}\n"},
	{"`location` header", "header: {format: location, name: n, address: a, latitude: 1.0, longitude: -2.0}\n"},
	{"`product` header", "header: {format: product, product_retailer_id: p, catalog_id: 1}\n"},
	{"body without placeholders", "body: Hello to you\n"},
	{"body with placeholders", "body: {text: 'Hi <<1>>, hello there', params: [Ana]}\n"},
	{"body with names for placeholders", "params: {first: Ana}\nbody: Hi <<first>>, hello there\n"},
	{"`currency` parameter", "body: {text: 'It costs <<1>> today', params: [{type: currency, value: 12.50 EUR, code: EUR, amount_1000: 12500}]}\n"},
	{"`date_time` parameter", "body: {text: 'It comes on <<1>> at last', params: [{type: date_time, value: May 4}]}\n"},
	{"footer", "footer: Bye\n"},
	{"`quick_reply` button", "buttons: [{type: quick_reply, text: Yes}]\n"},
	{"`payload` of a `quick_reply` button", "buttons: [{type: quick_reply, text: Yes, payload: yes-1}]\n"},
	{"`url` button", "buttons: [{type: url, text: Go, url: 'https://a.co/x'}]\n"},
	{"`url` button with a placeholder", "buttons: [{type: url, text: Go, url: 'https://a.co/<<1>>', params: [v]}]\n"},
	{"`phone_number` button", "buttons: [{type: phone_number, text: Call, phone_number: '+60121233112'}]\n"},
	{"`copy_code` button", "buttons: [{type: copy_code, params: [SAVE20]}]\n"},
	{"`otp` button that copies", "buttons: [{type: otp, params: [1234]}]\n"},
	{"`otp` button, `one_tap`", "buttons: [{type: otp, params: [1234], otp_type: one_tap, supported_apps: [{package_name: co.a, signature_hash: K8a/AINcGX7}]}]\n"},
	{"`otp` button, `zero_tap`", "buttons: [{type: otp, params: [1234], otp_type: zero_tap, zero_tap_terms_accepted: true, supported_apps: [{package_name: co.a, signature_hash: K8a/AINcGX7}]}]\n"},
	{"`catalog` button with `thumbnail`", "buttons: [{type: catalog, thumbnail: {product_retailer_id: p, image_url: 'https://a.co/x.png'}}]\n"},
	{"`catalog` button alone", "buttons: [{type: catalog}]\n"},
	{"`mpm` button with `thumbnail` and `sections`", "buttons: [{type: mpm, thumbnail: {product_retailer_id: p, image_url: 'https://a.co/x.png'}, " +
		"sections: [{title: T, products: [{product_retailer_id: p, name: n, price: 1, currency: USD}]}]}]\n"},
	{"`mpm` button whose products have an identifier alone", "buttons: [{type: mpm, thumbnail: {product_retailer_id: p, image_url: 'https://a.co/x.png'}, " +
		"sections: [{title: T, products: [{product_retailer_id: p}]}]}]\n"},
	{"`mpm` button with a section without `title`", "buttons: [{type: mpm, thumbnail: {product_retailer_id: p, image_url: 'https://a.co/x.png'}, " +
		"sections: [{products: [{product_retailer_id: p, name: n, price: 1, currency: USD}]}]}]\n"},
	{"`mpm` button alone", "buttons: [{type: mpm}]\n"},
	{"`spm` button", "buttons: [{type: spm}]\n"},
	{"`flow` button", "buttons: [{type: flow, text: Go, flow_id: 1}]\n"},
	{"`flow` button with `flow_token`", "buttons: [{type: flow, text: Go, flow_id: 1, flow_token: t, flow_action_data: {a: b}}]\n"},
	{"`voice_call` button", "buttons: [{type: voice_call, text: Call, payload: p}]\n"},
	{"`request_contact_info` button", "buttons: [{type: request_contact_info}]\n"},
	{"`order_details` button", "buttons: [{type: order_details, action: {a: b}}]\n"},
	{"`payment_request` button", "buttons: [{type: payment_request, action: {a: b}}]\n"},
	{"`limited_time_offer`", "limited_time_offer: {text: Two days, has_expiration: true, expiration_time_ms: 1830297600000}\n"},
	{"`carousel`", "carousel: {cards: [{header: {format: image, link: 'https://a.co/x.png', example: h}, " +
		"body: {text: 'One <<1>> card', params: [a]}, buttons: [{type: url, text: Go, url: 'https://a.co/<<1>>', params: [v]}]}]}\n"},
	{"`call_permission_request`", "call_permission_request: true\n"},
	{"`order_status`", "order_status: {reference_id: r, status: shipped, description: d}\n"},
	{"body that Meta writes, in English", "body: {add_security_recommendation: true}\nbuttons: [{type: otp, params: [1]}]\n"},
	{"body that Meta writes, in another language", "language: es\nbody: {add_security_recommendation: true}\nbuttons: [{type: otp, params: [1]}]\n"},
	{"the same, with the words beside it as `text`", "language: es\nbody: {add_security_recommendation: true, text: 'El código es <<1>>.'}\nbuttons: [{type: otp, params: [1]}]\n"},
	{"footer that Meta writes, in another language", "language: es\nfooter: {code_expiration_minutes: 5}\n"},
}

// bound parses a template of the table and binds its own values.
func bound(t *testing.T, src string) *render.Bound {
	t.Helper()
	for _, key := range []struct{ name, line string }{{"body", "body: Hello there\n"}, {"language", "language: en\n"}, {"name", "name: a\n"}} {
		if !strings.HasPrefix(src, key.name+":") && !strings.Contains(src, "\n"+key.name+":") {
			src = key.line + src
		}
	}
	f := template.Parse("t.yaml", []byte(src))
	require.Empty(t, f.Problems, src)
	b, _ := render.Bind(f.Templates[0], nil)
	return b
}

// targetTable says what each target does with each component: carries it, leaves it to the approved template, or
// refuses it and why.
func targetTable(t *testing.T, _ string) string {
	coverLanguage(t)
	head, rule := "| component |", "|---|"
	for _, target := range render.Targets() {
		head += fmt.Sprintf(" `%s` |", target)
		rule += "---|"
	}
	out := head + " why not |\n" + rule + "---|\n"
	for _, row := range carried {
		b := bound(t, row.yaml)
		line, why := "| "+row.what+" |", []string{}
		for _, target := range render.Targets() {
			cell, reason := verdict(t, b, target)
			line += " " + cell + " |"
			why = append(why, reason...)
		}
		out += strings.TrimSuffix(line+" "+strings.Join(why, "; "), " ") + " |\n"
	}
	return out
}

// verdict compiles a template for a target: no, and why; a dash, where the body says no more than that of a template
// without the component; yes.
func verdict(t *testing.T, b *render.Bound, target render.Target) (cell string, why []string) {
	var reasons []string
	for _, d := range b.Faults(target) {
		if d.Severity == template.Error && !slices.Contains(reasons, d.Message) {
			reasons = append(reasons, d.Message)
		}
	}
	body, err := render.Compile(b, target, render.Envelope{})
	if len(reasons) > 0 {
		require.Error(t, err)
		return "no", reasons
	}
	require.NoError(t, err)
	plain, err := render.Compile(bound(t, "language: "+b.Template.Language.Value+"\n"), target, render.Envelope{})
	require.NoError(t, err)
	if string(plain) == string(body) {
		return "–", nil
	}
	return "yes", nil
}

// coverLanguage wants every key of a template, format of a header and type of a button in the table.
func coverLanguage(t *testing.T) {
	all := "\nname:\nlanguage:\n"
	for _, row := range carried {
		all += row.yaml
	}
	var s struct {
		Properties  map[string]any
		Definitions map[string]struct {
			Properties map[string]struct{ Enum []string }
		}
	}
	require.NoError(t, json.Unmarshal(schema.JSON(schema.Template), &s))
	for key := range s.Properties {
		assert.Contains(t, all, "\n"+key+":")
	}
	for _, c := range []struct{ definition, key string }{{"header", "format"}, {"button", "type"}, {"button", "otp_type"}, {"param", "type"}} {
		for _, value := range s.Definitions[c.definition].Properties[c.key].Enum {
			if value != "text" && value != "copy_code" {
				assert.Contains(t, all, c.key+": "+value)
			}
		}
	}
}

// addressTable lists the addresses of all parameters that the templates of the other table have.
func addressTable(t *testing.T, _ string) string {
	out := "| address | a value in |\n|---|---|\n"
	seen := map[string]bool{}
	for _, row := range carried {
		for _, p := range bound(t, row.yaml).Template.Parameters() {
			if at := p.Address(); !seen[at] {
				seen[at] = true
				out += fmt.Sprintf("| `%s` | %s |\n", at, row.what)
			}
		}
	}
	return out
}

// valueTable shows what becomes of a parameter, by how it is written.
func valueTable(t *testing.T, _ string) string {
	out := "| written | sent | shown | registered with |\n|---|---|---|---|\n"
	for _, row := range []struct {
		entry string
		set   template.Values
	}{
		{entry: "Ana"},
		{entry: "{example: Ben}"},
		{entry: "{value: Ana, example: Ben}"},
		{entry: "{value: $contact.name, example: Ben}"},
		{entry: "{value: Ana, example: Ben}", set: template.Values{"body.1": "Cleo"}},
		{entry: "{name: first_name}"},
	} {
		src := "name: a\nlanguage: en\nbody: {text: 'Hi <<1>>, hello there', params: [" + row.entry + "]}\n"
		f := template.Parse("t.yaml", []byte(src))
		require.Empty(t, f.Problems, src)
		b, unknown := render.Bind(f.Templates[0], row.set)
		require.Empty(t, unknown)
		written := "`" + row.entry + "`"
		for name, value := range row.set {
			written += fmt.Sprintf(" with `--set %s=%s`", name, value)
		}
		sent := shownValue(b.Values[0].Sent, "nothing: a fault")
		for _, d := range b.Faults(render.Message) {
			sent += ", `" + d.Rule + "`"
		}
		out += fmt.Sprintf("| %s | %s | %s | %s |\n", written, sent, shownValue(b.Values[0].Shown, "its place"), shownValue(sampleOf(t, f), "nothing: a warning"))
	}
	return out
}

// shownValue is a value in a table.
func shownValue(value, without string) string {
	if value == "" {
		return without
	}
	return "`" + value + "`"
}

// sampleOf is the sample with which a template's body is registered.
func sampleOf(t *testing.T, f *template.File) string {
	b, _ := render.Bind(f.Templates[0], nil)
	body, err := render.Compile(b, render.Definition, render.Envelope{})
	require.NoError(t, err)
	var d struct {
		Components []struct {
			Example struct {
				BodyText [][]string `json:"body_text"`
			}
		}
	}
	require.NoError(t, json.Unmarshal(body, &d))
	if texts := d.Components[0].Example.BodyText; len(texts) > 0 {
		return texts[0][0]
	}
	return ""
}
