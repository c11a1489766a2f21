package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// nasty are the parts of generated texts: scripts, joiners, marks without a base, markup, placeholders, controls.
var nasty = []string{
	"a", "word", "incomprehensibilities", " ", "  ", "\n", "\r\n", "\t", "*", "_", "~", "`", "```", "* ", "- ", "> ", "12. ",
	"<<1>>", "<<2>>", "<<3>>", "<<9>>", "{{1}}", "<<x", "]", "你好", "。", "ありがとう", "안녕", "สวัสดี", "ที่", "नमस्ते", "क्षत्रिय",
	"مرحبا", "שלום", "\u0600", "é", "\u0301", "\u200d", "\ufe0f", "\u200b", "👨‍👩‍👧‍👦", "👍🏽", "🇧", "🇷", "❤️", "1️⃣", "🏴",
	"\u202e", "\u2066", "\x1b[31m", "\x1b]0;x\a", "\u009b", "\x00", "https://example.com/a/b?c=d",
}

func nastyText(r *rand.Rand, most int) string {
	var b strings.Builder
	for range r.IntN(most) {
		b.WriteString(nasty[r.IntN(len(nasty))])
	}
	return b.String()
}

// nastyTemplate has a text from the generator wherever there can be one.
func nastyTemplate(r *rand.Rand) *template.Template {
	text := func() string { return nastyText(r, 12) }
	value := func() any {
		switch r.IntN(4) {
		case 0:
			return map[string]any{"name": text(), "example": text()}
		case 1:
			return map[string]any{"name": text()}
		}
		return text()
	}
	body := func(most int) any {
		return map[string]any{"text": nastyText(r, most), "params": []any{text(), map[string]any{"example": text()}}}
	}
	var cards []any
	for range r.IntN(4) {
		cards = append(cards, map[string]any{
			"header": nastyHeader(r, text, value), "body": body(20), "buttons": nastyButtons(r, text, value),
		})
	}
	src, _ := json.Marshal(map[string]any{
		"name": "nasty", "language": text(),
		"header":                  nastyHeader(r, text, value),
		"limited_time_offer":      map[string]any{"text": text(), "has_expiration": "true", "expiration_time_ms": value()},
		"body":                    body(80),
		"footer":                  map[string]any{"text": text()},
		"buttons":                 nastyButtons(r, text, value),
		"carousel":                map[string]any{"cards": cards},
		"call_permission_request": r.IntN(2) == 0,
		"order_status":            map[string]any{"reference_id": value(), "status": value(), "description": value()},
	})
	src = bytes.ReplaceAll(src, []byte("\u009b"), []byte(`\u009b`)) // JSON may hold it, YAML may not
	f := template.Parse("nasty.yaml", src)
	if len(f.Templates) == 0 {
		return &template.Template{}
	}
	return f.Templates[0]
}

func nastyHeader(r *rand.Rand, text func() string, value func() any) map[string]any {
	formats := []string{"text", "image", "gif", "document", "location", "product", text()}
	h := map[string]any{
		"format": formats[r.IntN(len(formats))], "text": text(), "filename": value(), "caption": text(), "params": []any{text()},
		"name": value(), "address": value(), "latitude": value(), "longitude": value(),
		"product_retailer_id": value(), "catalog_id": value(),
	}
	h[[]string{"link", "id"}[r.IntN(2)]] = value()
	return h
}

func nastyButtons(r *rand.Rand, text func() string, value func() any) []any {
	product := map[string]any{
		"product_retailer_id": text(), "name": text(), "price": text(), "currency": text(), "availability": text(),
		"description": text(), "image_url": text(),
	}
	section := map[string]any{"title": text(), "products": []any{product, product}}
	app := map[string]any{"package_name": text(), "signature_hash": text()}
	total := map[string]any{"value": r.IntN(1000), "offset": 100}
	order := map[string]any{"reference_id": text(), "currency": text(), "total_amount": total}
	kinds := append(slices.Sorted(maps.Keys(buttonSymbols)), text())
	var buttons []any
	for range r.IntN(6) {
		buttons = append(buttons, map[string]any{
			"type": kinds[r.IntN(len(kinds))], "text": text(), "url": text(), "phone_number": text(),
			"params": []any{value()}, "thumbnail": map[string]any{"product_retailer_id": text(), "image_url": text()},
			"sections": []any{section}, "payload": value(),
			"otp_type":      []string{"copy_code", "one_tap", "zero_tap"}[r.IntN(3)],
			"autofill_text": text(), "supported_apps": []any{app, app},
			"flow_id": text(), "flow_json": text(), "navigate_screen": text(), "flow_token": value(),
			"ttl_minutes": text(), "action": map[string]any{"order_details": order},
		})
	}
	return buttons
}

func TestPreviewKeepsItsFrame(t *testing.T) {
	drawn := 0
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 1))
		tmpl := nastyTemplate(r)
		if tmpl.Body != nil {
			drawn++
		}
		b, _ := Bind(tmpl, nil)
		for _, look := range []Look{
			{},
			{Color: true, Theme: Light, Image: checkered},
			{Color: true, Theme: Dark, Device: NarrowPhone, Fold: true},
			{Device: Desktop, Card: 1},
			{Color: true, Card: 2, HideOptions: true},
			{Color: true, Wcwidth: true},
			{Wcwidth: true, Card: 1, Device: NarrowPhone},
		} {
			look.Width, look.Time = 20+r.IntN(81), "12:00"
			t.Run(fmt.Sprintf("%d at %d", seed, look.Width), func(t *testing.T) { requireFramed(t, Show(b).Terminal(look), look) })
		}
	}
	require.Greater(t, drawn, 100, "the generator makes files that can be read")
}

// large are big files, in the ways that could take long.
func large() map[string]string {
	const head = "name: a\nlanguage: en\nbody: "
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return map[string]string{
		"a long body":       head + strings.Repeat("word ", 50_000),
		"a long word":       head + strings.Repeat("x", 250_000),
		"many paragraphs":   head + "|\n" + strings.Repeat("  *a* _b_ שלום\n", 12_000),
		"many markers":      head + "'" + strings.Repeat("*a* _b_ ~*c*~ ", 17_000) + "'",
		"many placeholders": head + strings.Repeat("<<1>> ", 40_000),
		"many values":       head + "{text: 'a" + lines(20_000, " <<%d>>") + "', params: [" + lines(20_000, "v%d,") + "]}",
		"a long address":    head + "a\nbuttons: [{type: url, text: a, url: 'https://example.com/" + strings.Repeat("x", 250_000) + "'}]",
		"many products": head + "a\nbuttons:\n- type: mpm\n  sections:\n  - products:\n" +
			lines(6_000, "    - {name: Product %d, price: 1.00, currency: USD}\n"),
		"many buttons": head + "a\nbuttons:\n" + lines(5_000, "- {type: url, text: b, url: 'https://example.com/%d/<<1>>', params: [a]}\n"),
		"many cards": head + "a\ncarousel:\n  cards:\n" +
			lines(4_000, "  - {header: {format: image, link: 'https://example.com/%d.jpg'}, body: {text: 'b <<1>>', params: [a]}}\n"),
		"a long action": head + "a\nbuttons:\n- type: order_details\n  action: {order_details: {reference_id: " +
			strings.Repeat("x", 250_000) + "}}",
		"a deep payload": "type: custom_payload\npayload: " + strings.Repeat("{a: ", 4000) + "1" + strings.Repeat("}", 4000),
	}
}

// A file may have a megabyte. A quarter of one takes a fraction of a second, and would take minutes if the time were
// quadratic.
func TestPreviewLarge(t *testing.T) {
	for name, src := range large() {
		t.Run(name, func(t *testing.T) {
			draw := prepared(t, src)
			for _, look := range []Look{{Width: 60}, {Width: 60, Color: true, Theme: Dark}} {
				require.NotEmpty(t, draw(look))
			}
		})
	}
}

// prepared reads a file with one document.
func prepared(tb testing.TB, src string) func(Look) string {
	f := template.Parse("large.yaml", []byte(src))
	if len(f.Messages) > 0 {
		return func(look Look) string { return ShowMessage(f.Messages[0]).Terminal(look) }
	}
	require.Len(tb, f.Templates, 1, "%v", f.Problems)
	b, _ := Bind(f.Templates[0], nil)
	return func(look Look) string { return Show(b).Terminal(look) }
}

func FuzzPreview(f *testing.F) {
	files, err := filepath.Glob("testdata/preview/*.yaml")
	require.NoError(f, err)
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(src, 60, false, uint8(0))
		f.Add(src, 20, true, uint8(79))
	}
	f.Fuzz(func(t *testing.T, src []byte, width int, color bool, kind uint8) {
		width = minWidth + int(uint(width)%100)
		look := Look{Width: width, Color: color, Theme: Theme(kind % 3), Device: Device(kind / 3 % 3), Wcwidth: kind/9%2 > 0, Time: "12:00"}
		look.Card, look.Fold, look.HideOptions = int(kind/9%4), kind&64 > 0, kind&128 > 0
		if picture := drawAll(src, look); picture != "" {
			requireFramed(t, picture, look)
		}
	})
}

func BenchmarkPreview(b *testing.B) {
	src, err := os.ReadFile("testdata/preview/header_image.yaml")
	require.NoError(b, err)
	draw := prepared(b, string(src))
	for name, look := range map[string]Look{"plain": {Width: 60}, "color": {Width: 60, Color: true, Theme: Dark}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				draw(look)
			}
		})
	}
}
