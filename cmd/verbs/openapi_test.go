package verbs

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"
	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/send/sandbox"
	"github.com/watemplate/watemplate/template"
)

// contract is the API's description as a program reads it.
func contract(t *testing.T) map[string]any {
	t.Helper()
	var doc map[string]any
	require.NoError(t, yaml.Unmarshal(sandbox.OpenAPI, &doc))
	assert.Equal(t, "3.1.0", doc["openapi"])
	return doc
}

// schemaOf compiles one of the contract's schemas. They keep to what JSON Schema had before 2020-12, too.
func schemaOf(t *testing.T, doc map[string]any, name string) *gojsonschema.Schema {
	t.Helper()
	s, err := gojsonschema.NewSchema(gojsonschema.NewGoLoader(map[string]any{
		"$schema":    "http://json-schema.org/draft-07/schema#",
		"allOf":      []any{map[string]any{"$ref": "#/components/schemas/" + name}},
		"components": map[string]any{"schemas": at(doc, "components", "schemas")},
	}))
	require.NoError(t, err, name)
	return s
}

func at(v any, keys ...string) any {
	for _, key := range keys {
		m, _ := v.(map[string]any)
		v = m[key]
	}
	return v
}

func fits(t *testing.T, s *gojsonschema.Schema, body []byte) bool {
	t.Helper()
	result, err := s.Validate(gojsonschema.NewBytesLoader(body))
	require.NoError(t, err)
	return result.Valid()
}

// TestContractTakesWhatWeSend: the bodies of all examples, compiled, and the documented requests, which are the contract's
// own examples.
func TestContractTakesWhatWeSend(t *testing.T) {
	doc := contract(t)
	s := schemaOf(t, doc, "SendMessage")
	examples := at(doc, "paths", "/contact/{identifier}/message", "post", "requestBody", "content", "application/json", "examples").(map[string]any)
	require.Len(t, examples, 14)
	for name, example := range examples {
		src, err := os.ReadFile("../../send/sandbox/testdata/requests/" + name + ".json")
		require.NoError(t, err)
		body, err := json.Marshal(at(example, "value"))
		require.NoError(t, err)
		assert.JSONEq(t, string(src), string(body), name)
		assert.True(t, fits(t, s, body), name)
	}
	compiled := 0
	for _, pattern := range []string{"../../examples/*.yaml", "../../examples/messages/*.yaml", "../../examples/gallery/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			f := template.Parse(path, src)
			channel := int64(7) // which a custom payload needs
			var bodies [][]byte
			for _, m := range f.Messages {
				body, err := render.CompileMessage(m, &channel)
				require.NoError(t, err, path)
				bodies = append(bodies, body)
			}
			for _, tmpl := range f.Templates {
				bound, _ := render.Bind(tmpl, examplesOf(tmpl))
				if body, err := render.Compile(bound, render.Message, render.Envelope{}); err == nil { // not every one can be sent so
					bodies = append(bodies, body)
				}
			}
			for _, body := range bodies {
				compiled++
				assert.True(t, fits(t, s, body), "%s: %s", path, body)
			}
		}
	}
	assert.Greater(t, compiled, 25)
}

// examplesOf gives every parameter its example.
func examplesOf(t *template.Template) template.Values {
	bound, _ := render.Bind(t, nil)
	values := template.Values{}
	for _, v := range bound.Values {
		if v.Source == render.Example {
			values[v.Address()] = v.Shown
		}
	}
	return values
}

// TestContractIsTheSandboxs breaks the documented requests in every place: the contract and the sandbox refuse the same.
func TestContractIsTheSandboxs(t *testing.T) {
	s := schemaOf(t, contract(t), "SendMessage")
	paths, err := filepath.Glob("../../send/sandbox/testdata/requests/*.json")
	require.NoError(t, err)
	refused := 0
	for _, path := range paths {
		src, err := os.ReadFile(path)
		require.NoError(t, err)
		var request any
		require.NoError(t, json.Unmarshal(src, &request))
		breakEverywhere(request, func(what string) {
			body, err := json.Marshal(request)
			require.NoError(t, err)
			verdict := sandbox.Validate(body)
			if verdict != nil && strings.HasSuffix(verdict.Error(), "placeholders") { // which a schema cannot count
				return
			}
			if verdict != nil {
				refused++
			}
			assert.Equal(t, verdict == nil, fits(t, s, body), "%s: %s: the sandbox says %v", filepath.Base(path), what, verdict)
		})
	}
	assert.Greater(t, refused, 500)
}

// TestContractDescribesAnswers: every route of the contract is the sandbox's, and what it answers is as described; so are
// the contract's own examples.
func TestContractDescribesAnswers(t *testing.T) {
	doc := contract(t)
	items, err := (&app{shell: shell{}}).listedTemplates([]string{"../../examples/gallery"})
	require.NoError(t, err)
	box := sandbox.New(sandbox.Options{RateLimit: -1, Templates: items})
	call := func(method, path, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer any")
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		box.ServeHTTP(w, r)
		return w
	}
	var receipt struct{ MessageID json.Number }
	sent := call("POST", "/v1/contact/id:7/message", `{"message":{"type":"text","text":"hello"}}`)
	require.NoError(t, json.Unmarshal(sent.Body.Bytes(), &receipt))
	fill := strings.NewReplacer("{identifier}", "id:7", "{messageId}", receipt.MessageID.String(), "{channelId}", "7")
	answers := map[string]string{
		"sendMessage": "Receipt", "getMessage": "Message", "listMessages": "MessagePage", "listChannels": "ChannelPage",
		"listTemplates": "TemplatePage", "listMessageTemplates": "TemplatePage",
	}
	paths := at(doc, "paths").(map[string]any)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for method, operation := range paths[path].(map[string]any) {
			if method == "parameters" {
				continue
			}
			id := at(operation, "operationId").(string)
			s := schemaOf(t, doc, answers[id])
			delete(answers, id)
			w := call(strings.ToUpper(method), "/v1"+fill.Replace(path), `{"message":{"type":"text","text":"hello"}}`)
			assert.Equal(t, http.StatusOK, w.Code, id)
			assert.True(t, fits(t, s, w.Body.Bytes()), "%s: %s", id, w.Body)
			example, err := json.Marshal(at(operation, "responses", "200", "content", "application/json", "example"))
			require.NoError(t, err)
			assert.True(t, fits(t, s, example), "%s: %s", id, example)
		}
	}
	assert.Empty(t, answers)
	failure := schemaOf(t, doc, "Error")
	for name, response := range at(doc, "components", "responses").(map[string]any) {
		example, err := json.Marshal(at(response, "content", "application/json", "example"))
		require.NoError(t, err)
		if name != "Forbidden" { // which is a page
			assert.True(t, fits(t, failure, example), "%s: %s", name, example)
		}
	}
	assert.True(t, fits(t, failure, call("POST", "/v1/contact/7/message", "{}").Body.Bytes()))
	assert.False(t, bytes.Contains(sandbox.OpenAPI, []byte("\t")))
}
