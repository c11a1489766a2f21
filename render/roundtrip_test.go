package render

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/watemplate/watemplate/template"
)

// author writes random templates as a person would, of what one target can carry.
type author struct {
	*rapid.T
	target Target
	named  bool
	params map[string]bool // of the template's own, those that are used
}

func (a *author) chance(label string) bool { return rapid.Bool().Draw(a.T, label) }

func (a *author) pick(label string, from ...string) string {
	return rapid.SampledFrom(from).Draw(a.T, label)
}

// word is a text that may be awkward to YAML, to JSON or to a terminal, but has no marks of a placeholder.
func (a *author) word(label string) string {
	return a.pick(label, "Hi", "order", "no", "012", "10.00", "null", "#1", "a: b", "- x", "'s", "\"q\"", "é", "👩‍🚀", "سلام", "%", "@x", "*b*",
		"_i_", "{x}", "2026-12-25", "\\", "end ", " begin", "a\tb", "x\u200by", "$5", "`c`", "~", "!", "?", "[l]", "1e3", ">q")
}

// sample is a value or an example: never blank, never a variable of the platform, no address.
func (a *author) sample(label string) string {
	return a.word(label) + a.pick(label+" end", "", "1", " two")
}

// text is a text with n placeholders, numbered from 1 or named.
func (a *author) text(label string, n, lines int) (string, []string) {
	var b strings.Builder
	b.WriteString("T" + a.word(label))
	var names []string
	for i := range n {
		name := fmt.Sprint(i + 1)
		if a.named {
			name = a.pick(fmt.Sprint(label, i), "first", "order_id", "a1", "eta") + fmt.Sprint(i)
			a.params[name] = true
		}
		names = append(names, name)
		b.WriteString(" <<" + name + ">> " + a.word(fmt.Sprint(label, " between ", i)))
	}
	for i := range rapid.IntRange(0, lines).Draw(a.T, label+" lines") {
		b.WriteString("\n" + a.pick(fmt.Sprint(label, " blank ", i), "", "\n") + a.word(fmt.Sprint(label, " line ", i)))
	}
	return strings.TrimRight(b.String(), "\n"), names
}

// entries writes the parameters of a text that has numbers.
func (a *author) entries(d *template.Draft, label string, names []string) {
	if a.named {
		return
	}
	for i := range names {
		if a.target == Definition {
			d.AddMap("params").Flow().Set("example", a.sample(fmt.Sprint(label, " example ", i)))
		} else {
			d.AddText("params", a.sample(fmt.Sprint(label, " value ", i)))
		}
	}
}

func (a *author) template() *template.Draft {
	d := template.NewDraft()
	d.Set("name", a.pick("name", "order", "a_1"))
	d.Set("language", a.pick("language", "en", "pt_BR"))
	if a.target == Definition {
		d.Set("category", a.pick("category", "utility", "marketing"))
		if a.chance("ttl") {
			d.SetPlain("ttl_seconds", "600")
		}
	}
	if a.chance("header") {
		a.header(d, true)
	}
	if a.target != Message && a.chance("offer") {
		a.offer(d)
	}
	a.body(d)
	if a.target != Cloud && a.chance("footer") {
		d.Set("footer", "F"+a.word("footer"))
	}
	a.buttons(d, "")
	if a.target != Message && a.chance("carousel") {
		carousel := d.Map("carousel")
		products := a.chance("product cards")
		for i := range rapid.IntRange(1, 3).Draw(a.T, "cards") {
			if products && i == 2 && a.target == Definition {
				break // two are the pattern for all
			}
			card := carousel.AddMap("cards")
			if products {
				a.product(card.Map("header"))
			} else {
				a.header(card, false)
			}
			a.body(card)
			a.buttons(card, "card ")
		}
	}
	if len(a.params) > 0 {
		params := d.Map("params")
		for _, name := range slices.Sorted(maps.Keys(a.params)) {
			if a.target == Definition {
				params.Map(name).Flow().Set("example", a.sample(name))
			} else {
				params.Set(name, a.sample(name))
			}
		}
	}
	return d
}

func (a *author) offer(d *template.Draft) {
	f := d.Map("limited_time_offer")
	f.Set("text", "Limited offer")
	f.SetPlain("has_expiration", "true")
	if a.target == Cloud {
		f.Set("expiration_time_ms", "1830297600000")
	}
}

func (a *author) body(d *template.Draft) {
	text, names := a.text("body", rapid.IntRange(0, 3).Draw(a.T, "variables"), 3)
	if len(names) == 0 {
		d.Set("body", text)
		return
	}
	b := d.Map("body")
	b.Set("text", text)
	a.entries(b, "body", names)
}

func (a *author) header(d *template.Draft, plain bool) {
	formats := map[Target][]string{
		Message:    {"text", "image", "video", "document", "location"},
		Cloud:      {"text", "image", "video", "gif", "document", "location", "product"},
		Definition: {"text", "image", "video", "gif", "document", "location", "product"},
	}
	h := d.Map("header")
	format := rapid.SampledFrom(formats[a.target]).Draw(a.T, "format")
	if format == "text" && plain {
		text, names := a.text("header", 1, 0)
		h.Set("format", "text")
		h.Set("text", text)
		a.entries(h, "header", names)
		return
	}
	if format == "text" || format == "product" && !plain {
		format = "image"
	}
	if format == "product" {
		a.product(h)
		return
	}
	h.Set("format", format)
	if a.target == Definition {
		if format != "location" {
			h.Set("example", "4::"+a.sample("handle"))
		}
		return
	}
	switch format {
	case "location":
		for _, key := range []string{"name", "address", "latitude", "longitude"} {
			h.Set(key, a.sample(key))
		}
	default:
		h.Set("link", "https://a.example/"+a.sample("link"))
		if format == "document" {
			h.Set("filename", a.sample("filename"))
		}
	}
}

func (a *author) product(h *template.Draft) {
	h.Set("format", "product")
	if a.target != Definition {
		h.Set("product_retailer_id", a.sample("product"))
		h.Set("catalog_id", a.sample("catalog"))
	}
}

func (a *author) buttons(d *template.Draft, label string) {
	kinds := map[Target][]string{
		Message:    {"quick_reply", "url", "phone_number", "otp", "catalog", "mpm"},
		Cloud:      {"quick_reply", "url", "copy_code", "flow", "order_details", "mpm"},
		Definition: {"quick_reply", "url", "phone_number", "copy_code", "otp", "catalog", "mpm", "spm", "flow", "voice_call", "request_contact_info"},
	}
	for i := range rapid.IntRange(0, 3).Draw(a.T, label+"buttons") {
		a.button(d.AddMap("buttons"), rapid.SampledFrom(kinds[a.target]).Draw(a.T, label+"kind"), fmt.Sprint(label, "button ", i))
	}
}

func (a *author) button(b *template.Draft, kind, label string) {
	b.Set("type", kind)
	switch kind {
	case "copy_code", "request_contact_info":
	default:
		b.Set("text", "L"+a.word(label))
	}
	switch kind {
	case "url":
		address := "https://a.example/x?y="
		if !a.chance(label + " dynamic") {
			b.Set("url", address)
			break
		}
		name := "1"
		if a.named {
			name = "link_id"
			a.params[name] = true
		}
		b.Set("url", address+"<<"+name+">>")
		if !a.named {
			a.entries(b, label, []string{name})
		}
	case "phone_number":
		b.Set("phone_number", "+60121233112")
	case "copy_code":
		if a.target == Definition {
			b.AddMap("params").Flow().Set("example", a.sample(label))
		} else {
			b.AddText("params", a.sample(label))
		}
	case "otp":
		if a.target == Message {
			b.AddText("params", a.sample(label))
		} else {
			b.Set("otp_type", a.pick(label+" otp", "copy_code", "one_tap"))
		}
	case "catalog", "mpm":
		a.products(b, kind, label)
	case "flow":
		if a.target == Cloud {
			b.Set("flow_token", a.sample(label))
			b.SetJSON("flow_action_data", []byte(`{"a":[1,null,"no"],"b":{"c":"012"}}`))
		} else {
			b.Set("flow_id", "77")
		}
	case "order_details":
		b.SetJSON("action", []byte(`{"order_details":{"total":{"value":100}}}`))
	case "voice_call":
		b.SetPlain("ttl_minutes", "1440")
	case "quick_reply":
		if a.target == Cloud {
			b.Set("payload", a.sample(label))
		}
	}
}

func (a *author) products(b *template.Draft, kind, label string) {
	if a.target == Definition {
		return
	}
	t := b.Map("thumbnail")
	t.Set("product_retailer_id", a.sample(label))
	if a.target == Message {
		t.Set("image_url", a.sample(label+" image"))
	}
	if kind == "catalog" {
		return
	}
	s := b.AddMap("sections")
	s.Set("title", a.sample(label+" title"))
	p := s.AddMap("products")
	p.Set("product_retailer_id", "1")
	if a.target == Message {
		for _, key := range []string{"name", "price", "currency"} {
			p.Set(key, a.sample(label+" "+key))
		}
	}
}

// facts are what a template says, by place: every text, every value and every example, whatever the style of the YAML.
func facts(t *template.Template) map[string]string {
	all := map[string]string{}
	for _, p := range t.Parameters() {
		if p.Param != nil {
			all[p.Address()] = fmt.Sprintf("%q %q", p.Param.Sent(), p.Param.Example.Value)
		}
	}
	b, _ := encode(definition(t))
	all["definition"] = string(b)
	bound, _ := Bind(t, nil)
	for _, target := range []Target{Message, Cloud} {
		if out, err := Compile(bound, target, Envelope{}); err == nil {
			all[string(target)] = string(out)
		}
	}
	return all
}

// TestRoundTrip: whatever template an author writes, formatting it says the same, and compiling and importing it gives
// it back, for each target that can carry it. A payload of the Cloud API has no texts: there the payload comes back, and what was made of it stays as it is.
func TestRoundTrip(t *testing.T) {
	for _, target := range Targets() {
		t.Run(string(target), func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				a := &author{T: r, target: target, params: map[string]bool{}}
				a.named = target != Message && a.chance("named")
				written := template.Parse("written.yaml", a.template().Bytes())
				require.Empty(r, written.Problems, "%s", written.Source)
				requireFormatted(r, written)
				requireRoundTrip(r, written, target)
			})
		})
	}
}

// requireFormatted: what Format writes says the same, and stays as it is when it is formatted again.
func requireFormatted(r require.TestingT, written *template.File) {
	out, err := template.Format(written)
	require.NoError(r, err, "%s", written.Source)
	formatted := template.Parse("formatted.yaml", out)
	require.Empty(r, formatted.Problems, "%s", out)
	require.Equal(r, facts(written.Templates[0]), facts(formatted.Templates[0]), "%s\n%s", written.Source, out)
	again, err := template.Format(formatted)
	require.NoError(r, err)
	require.Equal(r, string(out), string(again))
}

func requireRoundTrip(r require.TestingT, written *template.File, target Target) {
	bound, _ := Bind(written.Templates[0], nil)
	payload, err := Compile(bound, target, Envelope{})
	require.NoError(r, err, "%s", written.Source)
	all, err := Import(payload, Defaults{})
	require.NoError(r, err, "%s", payload)
	require.Len(r, all, 1)
	back := all[0].File
	require.Empty(r, back.Problems, "%s\n%s", payload, back.Source)
	require.Empty(r, all[0].Notes, "%s", payload)
	again, _ := Bind(back.Templates[0], nil)
	second, err := Compile(again, target, Envelope{})
	require.NoError(r, err, "%s", back.Source)
	requireSameJSON(r, payload, second)
	if target != Cloud {
		require.Equal(r, facts(written.Templates[0]), facts(back.Templates[0]), "%s\n%s", written.Source, back.Source)
		return
	}
	third, err := Import(second, Defaults{})
	require.NoError(r, err)
	require.Equal(r, string(back.Source), string(third[0].File.Source))
}

func requireSameJSON(r require.TestingT, a, b []byte) {
	var x, y any
	require.NoError(r, json.Unmarshal(a, &x))
	require.NoError(r, json.Unmarshal(b, &y))
	require.True(r, reflect.DeepEqual(x, y), "%s\n%s", a, b)
}
