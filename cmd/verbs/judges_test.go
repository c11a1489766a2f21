package verbs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/send/sandbox"
	"github.com/watemplate/watemplate/template"
)

// TestEveryCombination compiles every header with every body, footer and set of buttons. Both judges of a payload, the
// schema that it is held against before it leaves and the sandbox that receives it, must take each.
func TestEveryCombination(t *testing.T) {
	headers := []string{
		"", "header: Hello\n", "header: {format: text, text: \"Order <<1>>\", params: [A-1]}\n",
		"header: {format: image, link: https://a.co/x.png}\n", "header: {format: video, link: https://a.co/x.mp4, caption: c, filename: f.mp4}\n",
		"header: {format: document, link: https://a.co/x.pdf, filename: x.pdf}\n",
		"header: {format: location, name: n, address: a, latitude: 1.0, longitude: -2}\n",
	}
	bodies := []string{
		"body: Hello there\n", "body: {text: \"Hi <<1>>, this is <<2>> from <<3>> again\", params: [a, 2.50, {name: x, value: 'y'}]}\n",
		"body: |\n  Hi {{1}},\n  hello there\n",
	}
	footers := []string{"", "footer: Bye\n"}
	buttons := []string{
		"", "buttons: [{type: quick_reply, text: Yes}, {type: quick_reply, text: No}]\n",
		"buttons: [{type: url, text: Go, url: https://a.co/x}, {type: phone_number, text: Call, phone_number: '+60121233112'}]\n",
		"buttons: [{type: url, text: Go, url: https://a.co/<<1>>, params: [v], example: [s, t]}]\n",
		"buttons: [{type: otp, params: [1234]}]\n",
		"buttons: [{type: catalog, thumbnail: {product_retailer_id: 1, image_url: https://a.co/x.png}}]\n",
		"buttons: [{type: mpm, thumbnail: {product_retailer_id: 1, image_url: u}, sections: [{title: T, products: [{product_retailer_id: 1, name: n, price: 1, currency: USD}]}]}]\n",
	}
	for i, h := range headers {
		for j, b := range bodies {
			for _, f := range footers {
				for k, u := range buttons {
					src := "name: a\nlanguage: en\n" + h + b + f + u
					file := template.Parse("t.yaml", []byte(src))
					require.Empty(t, file.Problems, src)
					bound, _ := render.Bind(file.Templates[0], template.Values{"body.1": "v"})
					if j == 2 {
						require.NotEmpty(t, bound.Faults(render.Message), "a placeholder without an entry")
						continue
					}
					body, err := render.Compile(bound, render.Message, render.Envelope{})
					require.NoError(t, err, src)
					assert.NoError(t, schema.CheckRequest(body), "%d %d %d: %s", i, j, k, src)
					assert.NoError(t, sandbox.Validate(body), "%d %d %d: %s", i, j, k, src)
				}
			}
		}
	}
}

// TestJudgesAgree breaks the API's fourteen requests in every place, and compares the two judges' verdicts. What the
// schema takes the sandbox must take too, or a payload of ours could be refused after it left.
func TestJudgesAgree(t *testing.T) {
	paths, err := filepath.Glob("../../send/sandbox/testdata/requests/*.json")
	require.NoError(t, err)
	tried, refused := 0, 0
	for _, path := range paths {
		src, err := os.ReadFile(path)
		require.NoError(t, err)
		var request any
		require.NoError(t, json.Unmarshal(src, &request))
		breakEverywhere(request, func(what string) {
			body, err := json.Marshal(request)
			require.NoError(t, err)
			ours, theirs := schema.CheckRequest(body), sandbox.Validate(body)
			tried++
			if theirs != nil && !strings.HasSuffix(theirs.Error(), "placeholders") { // whom a schema cannot count
				refused++
				assert.Error(t, ours, "%s: %s: the schema takes what the sandbox refuses: %v", filepath.Base(path), what, theirs)
			}
		})
	}
	assert.Greater(t, refused, tried/2, "most of what is broken is refused")
	t.Logf("%d broken requests, %d refused", tried, refused)
}

// breakEverywhere changes a JSON value in one place after another, calls try each time, and mends it again.
func breakEverywhere(v any, try func(what string)) {
	switch v := v.(type) {
	case map[string]any:
		for key, child := range v {
			delete(v, key)
			try("without " + key)
			for _, other := range []any{7.0, nil, true, []any{}, map[string]any{}, ""} {
				v[key] = other
				try(fmt.Sprintf("%s is %v", key, other))
			}
			v[key] = child
			breakEverywhere(child, func(what string) { try(key + "." + what) })
		}
		v["unknown"] = "x"
		try("with an unknown key")
		delete(v, "unknown")
	case []any:
		for i, child := range v {
			v[i] = strings.Repeat("x", i)
			try(fmt.Sprintf("[%d] is a text", i))
			v[i] = child
			breakEverywhere(child, func(what string) { try(fmt.Sprintf("[%d].%s", i, what)) })
		}
	}
}
