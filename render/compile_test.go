package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/template"
)

// TestExamples holds the examples against the fourteen requests that the API's page shows, field for field.
func TestExamples(t *testing.T) {
	requests, err := filepath.Glob("../send/sandbox/testdata/requests/*.json")
	require.NoError(t, err)
	require.Len(t, requests, 14)
	for _, request := range requests {
		name := strings.TrimPrefix(strings.TrimSuffix(filepath.Base(request), ".json"), "whatsapp_template_")
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(request)
			require.NoError(t, err)
			got, err := compileExample(t, name)
			require.NoError(t, err)
			assert.JSONEq(t, string(want), string(got))
			assert.NoError(t, schema.CheckRequest(got))
			assert.NoError(t, schema.CheckRequest(want))
		})
	}
}

// compileExample compiles an example for the channel that the API's page uses.
func compileExample(t *testing.T, name string) ([]byte, error) {
	t.Helper()
	channel := int64(0)
	if name == "send_otp" {
		channel = 123456
	}
	path := filepath.Join("../examples", name+".yaml")
	src, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		path = filepath.Join("../examples/messages", name+".yaml")
		src, err = os.ReadFile(path)
	}
	require.NoError(t, err)
	f := template.Parse(path, src)
	require.Empty(t, f.Problems)
	if len(f.Messages) == 1 {
		return CompileMessage(f.Messages[0], &channel)
	}
	require.Len(t, f.Templates, 1)
	b, _ := Bind(f.Templates[0], nil)
	return Compile(b, Message, Envelope{Channel: &channel})
}

// TestMediaByIDOrLink: of a header with both the Cloud API gets the id and the message API the link.
func TestMediaByIDOrLink(t *testing.T) {
	b, _ := Bind(parseOne(t, "name: a\nlanguage: en\nheader: {format: image, link: https://a.co/x.png, id: '4711'}\nbody: x\n"), nil)
	cloud, err := Compile(b, Cloud, Envelope{})
	require.NoError(t, err)
	assert.Contains(t, string(cloud), `"image":{"id":"4711"}`)
	message, err := Compile(b, Message, Envelope{})
	require.NoError(t, err)
	assert.Contains(t, string(message), `"image":{"link":"https://a.co/x.png"}`)
}
