package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

// node is what a message needs to know of a schema: what may stand where, and what it is for.
type node struct {
	Ref                  string           `json:"$ref"`
	Description          string           `json:"description"`
	Const                string           `json:"const"`
	Enum                 []string         `json:"enum"`
	Properties           map[string]*node `json:"properties"`
	PropertyNames        names            `json:"propertyNames"`
	AdditionalProperties json.RawMessage  `json:"additionalProperties"`
	Items                *node            `json:"items"`
	AllOf                []branch         `json:"allOf"`
	Type                 types            `json:"type"`
	Definitions          map[string]*node `json:"definitions"`

	order []string
	free  *node // the schema of the values whose keys are free, from AdditionalProperties
}

type names struct {
	Enum []string `json:"enum"`
}

type branch struct {
	If   *node `json:"if"`
	Then node  `json:"then"`
	Else node  `json:"else"`
}

// tree reads a schema for look-ups, once.
var tree = map[Kind]func() *node{
	Template: sync.OnceValue(func() *node { return read(templateJSON) }),
	Message:  sync.OnceValue(func() *node { return read(messageJSON) }),
	Config:   sync.OnceValue(func() *node { return read(configJSON) }),
}

func read(b []byte) *node {
	var n node
	if err := json.Unmarshal(b, &n); err != nil {
		panic("schema: embedded schema is invalid: " + err.Error())
	}
	return &n
}

// UnmarshalJSON also notes the order of the properties, in which a message lists them, and what stands under free keys.
func (n *node) UnmarshalJSON(b []byte) error {
	type plain node
	if err := json.Unmarshal(b, (*plain)(n)); err != nil {
		return err
	}
	var order struct {
		Properties orderedKeys `json:"properties"`
	}
	err := json.Unmarshal(b, &order)
	n.order = order.Properties
	if err == nil && bytes.HasPrefix(n.AdditionalProperties, []byte("{")) {
		err = json.Unmarshal(n.AdditionalProperties, &n.free)
	}
	return err
}

// orderedKeys are the keys of a JSON object as they stand in the text.
type orderedKeys []string

// UnmarshalJSON reads an object and keeps its keys.
func (o *orderedKeys) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(strings.NewReader(string(b)))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		*o = append(*o, key)
		var skip json.RawMessage
		if err := d.Decode(&skip); err != nil {
			return err
		}
	}
	return nil
}

// holds reports whether a value is the one that a branch's condition asks for.
func (n *node) holds(value *yaml.Node) bool {
	for name, p := range n.Properties {
		v := valueOf(value, name)
		if v == "" || (p.Const != v && !slices.Contains(p.Enum, v)) {
			return false
		}
	}
	return len(n.Properties) > 0
}

// at finds the schema of the value at a path; nil if there is none.
func at(k Kind, path string) *node {
	get := tree[k]
	if get == nil {
		return nil
	}
	root := get()
	n := root
	if path == "" {
		return n
	}
	for _, part := range strings.Split(path, "\x00")[1:] {
		if n = root.resolve(n.below(part)); n == nil {
			return nil
		}
	}
	return n
}

// below is the schema of a key's value, or of a list's items; nil if there is none.
func (n *node) below(key string) *node {
	switch {
	case n.Properties[key] != nil:
		return n.Properties[key]
	case n.Items != nil:
		return n.Items
	}
	return n.free
}

func (n *node) resolve(to *node) *node {
	for to != nil && to.Ref != "" {
		to = n.Definitions[strings.TrimPrefix(to.Ref, "#/definitions/")]
	}
	return to
}

// property is the schema of a key of the value at a path, with the description that stands at the key itself.
func property(k Kind, path, key string) *node {
	if n := at(k, path); n != nil {
		return n.Properties[key]
	}
	return nil
}

// discriminator is the key that decides which keys a value has: type, format, or none.
func discriminator(n *yaml.Node) string {
	for _, k := range []string{"type", "format"} {
		if valueOf(n, k) != "" {
			return k
		}
	}
	return ""
}

// valueOf is the text of a key of a map; empty if it has none.
func valueOf(n *yaml.Node, key string) string {
	if n == nil || n.Kind != yaml.MappingNode {
		return ""
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			if v := n.Content[i+1]; v.Kind == yaml.ScalarNode {
				return v.Value
			}
			return "..."
		}
	}
	return ""
}
