// Package schema knows the shape of watemplate's documents: which keys there are, what they hold, and which belong
// together. It holds four JSON Schemas (draft 7) and says in plain words, at a node of the YAML, where a document
// differs from them. What the texts mean is not its business.
package schema

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/xeipuuv/gojsonschema"
	"gopkg.in/yaml.v3"
)

var (
	//go:embed template.schema.json
	templateJSON []byte
	//go:embed message.schema.json
	messageJSON []byte
	//go:embed request.schema.json
	requestJSON []byte
	//go:embed config.schema.json
	configJSON []byte
)

// Kind is one of the schemas.
type Kind string

const (
	// Template is a document that holds a WhatsApp template.
	Template Kind = "template"
	// Message is a document that holds another message of the API.
	Message Kind = "message"
	// Request is the JSON body of the API's request that sends a message.
	Request Kind = "request"
	// Config is the configuration of a folder of templates.
	Config Kind = "config"
)

// Kinds returns the schemas' names.
func Kinds() []Kind { return []Kind{Template, Message, Request, Config} }

// JSON returns the schema as an editor wants it, and nil for an unknown kind.
func JSON(k Kind) []byte {
	return bytes.Clone(map[Kind][]byte{
		Template: templateJSON, Message: messageJSON, Request: requestJSON, Config: configJSON,
	}[k])
}

// compiled compiles a schema once, and not before it is needed: it takes about a millisecond and a half, which a
// command that validates nothing should not pay. The schemas are our own, so that a failure is a bug.
var compiled = map[Kind]func() *gojsonschema.Schema{
	Template: sync.OnceValue(func() *gojsonschema.Schema { return compile(templateJSON) }),
	Message:  sync.OnceValue(func() *gojsonschema.Schema { return compile(messageJSON) }),
	Request:  sync.OnceValue(func() *gojsonschema.Schema { return compile(requestJSON) }),
	Config:   sync.OnceValue(func() *gojsonschema.Schema { return compile(configJSON) }),
}

func compile(source []byte) *gojsonschema.Schema {
	s, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(source))
	if err != nil {
		panic(fmt.Sprintf("schema: embedded schema is invalid: %v", err))
	}
	return s
}

// Violation is one difference between a document and its schema.
type Violation struct {
	// Node is what to point at: the key that is wrong, the value that is wrong, or, for a missing key, the key of
	// the map that lacks it.
	Node *yaml.Node
	// Message says what is wrong; Hint, which may be empty, what to do.
	Message, Hint string
	// Given and Accepted are the word that is none of a list, and the list: one may be a misspelling of the other.
	Given    string
	Accepted []string
	// Write is the accepted word that Given differs from in nothing but capitals, hyphens, blanks and underscores, if
	// there is exactly one: what to write in its place.
	Write string
}

// Validate holds a document, as yaml.v3 decodes it, against the schema of its kind. The violations come in the order
// of the document.
func Validate(k Kind, doc *yaml.Node) []Violation {
	c := converter{nodes: map[string]located{}, broken: map[string]bool{}}
	value := c.convert(root(doc), "", nil, 0)
	found := c.violations
	for _, e := range check(k, value) {
		if v, ok := c.violation(k, e); ok {
			found = append(found, v)
		}
	}
	return tidy(found)
}

// root is the node that a document holds.
func root(doc *yaml.Node) *yaml.Node {
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0]
	}
	return doc
}

func check(k Kind, value any) []gojsonschema.ResultError {
	result, err := compiled[k]().Validate(gojsonschema.NewRawLoader(value))
	if err != nil {
		panic(fmt.Sprintf("schema: the validator gave up: %v", err)) // only for values that JSON cannot hold
	}
	return result.Errors()
}

// CheckRequest holds the JSON body of a request against the schema of the API's requests. An error names the first
// field that differs; a payload that we made ourselves should never have one.
func CheckRequest(body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return fmt.Errorf("the payload is not JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("the payload has text after its end")
	}
	var first string
	for _, e := range check(Request, value) {
		if wrapper(e) {
			continue
		}
		at := strings.ReplaceAll(strings.TrimPrefix(e.Context().String("\x00"), "(root)"), "\x00", ".")
		s := strings.TrimPrefix(at+": "+e.Description(), ".")
		if first == "" || len(s) < len(first) || (len(s) == len(first) && s < first) {
			first = s
		}
	}
	if first != "" {
		return fmt.Errorf("the payload is not one the API takes: %s", first)
	}
	return nil
}
