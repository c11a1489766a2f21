package verbs

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// schemaNode is a JSON Schema, read as YAML, which keeps the order of its keys.
type schemaNode struct{ root, node *yaml.Node }

// get is the schema's value for a key; nil if there is none.
func (s schemaNode) get(key string) *yaml.Node {
	if s.node == nil {
		return nil
	}
	for i := 0; i+1 < len(s.node.Content) && s.node.Kind == yaml.MappingNode; i += 2 {
		if s.node.Content[i].Value == key {
			return s.node.Content[i+1]
		}
	}
	return nil
}

// at goes down keys.
func (s schemaNode) at(keys ...string) schemaNode {
	for _, key := range keys {
		s.node = s.get(key)
	}
	return s
}

func (s schemaNode) text(key string) string {
	if n := s.get(key); n != nil {
		return n.Value
	}
	return ""
}

// list is the schema's words for a key: one, or several.
func (s schemaNode) list(key string) []string {
	n := s.get(key)
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	var words []string
	for _, item := range n.Content {
		words = append(words, item.Value)
	}
	return words
}

// resolve follows a $ref, and says the name of the definition.
func (s schemaNode) resolve() (schemaNode, string) {
	name := ""
	for ref := s.text("$ref"); ref != ""; ref = s.text("$ref") {
		name = cmp.Or(name, strings.TrimPrefix(ref, "#/definitions/"))
		s.node = schemaNode{s.root, s.root}.at("definitions", strings.TrimPrefix(ref, "#/definitions/")).node
	}
	return s, name
}

// properties yields the keys that a schema knows, in its order.
func (s schemaNode) properties() (names []string, schemas []schemaNode) {
	n := s.get("properties")
	for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
		names = append(names, n.Content[i].Value)
		schemas = append(schemas, schemaNode{s.root, n.Content[i+1]})
	}
	return names, schemas
}

// keyTables are the tables of one definition: where it has several forms, the keys of each, then all keys.
func keyTables(t *testing.T, what string) string {
	kind, path, _ := strings.Cut(what, " ")
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal(schema.JSON(schema.Kind(kind)), &doc), what)
	s := schemaNode{doc.Content[0], doc.Content[0]}
	if path != "" {
		for i, key := range strings.Split(path, ".") {
			if i == 0 {
				s = s.at("definitions", key)
			} else {
				s, _ = s.at("properties", key).resolve()
			}
		}
	}
	names, schemas := s.properties()
	require.NotEmpty(t, names, what)
	needed := s.list("required")
	out := forms(t, s) + "| key | holds | |\n|---|---|---|\n"
	for i, name := range names {
		key := "`" + name + "`"
		if slices.Contains(needed, name) {
			key += ", needed"
		}
		out += fmt.Sprintf("| %s | %s | %s |\n", key, holds(schemas[i]), prose(schemas[i]))
	}
	return out
}

// forms is a table of what a schema takes for each value of the key that decides, type or format.
func forms(t *testing.T, s schemaNode) string {
	branches := s.get("allOf")
	if branches == nil {
		return ""
	}
	decides, rows := "", ""
	for _, n := range branches.Content {
		branch := schemaNode{s.root, n}
		names, conditions := branch.at("if").properties()
		keys := branch.at("then", "propertyNames").list("enum")
		if len(names) == 0 || len(keys) == 0 {
			continue
		}
		decides = names[0]
		needed := branch.at("then").list("required")
		for i, key := range keys {
			keys[i] = "`" + key + "`"
			if slices.Contains(needed, key) {
				keys[i] += " (needed)"
			}
		}
		keys = slices.DeleteFunc(keys, func(key string) bool { return key == "`"+decides+"`" })
		for _, value := range append(conditions[0].list("const"), conditions[0].list("enum")...) {
			rows += fmt.Sprintf("| `%s` | %s |\n", value, strings.Join(keys, ", "))
		}
	}
	if rows == "" {
		return ""
	}
	for _, value := range s.at("properties", decides).list("enum") {
		require.Contains(t, rows, "| `"+value+"` |", "every form has its keys")
	}
	return fmt.Sprintf("| `%s` | keys beside it |\n|---|---|\n%s\n", decides, rows)
}

// explained are the definitions that the page explains under a heading of their own.
var explained = map[string]string{
	"header": "#header", "body": "#body", "footer": "#footer", "button": "#buttons", "section": "#products", "product": "#products",
	"param": "#parameters", "namedParam": "#parameters", "value": "#values-that-are-no-placeholders", "app": "#one-time-codes",
	"limitedTimeOffer": "#offers-and-coupons", "carousel": "#carousels", "card": "#carousels", "orderStatus": "#order-status",
	"attachment": "#messages", "emailAttachment": "#messages",
	"rules": "#levels", "level": "#levels", "path": "#levels", "ownRule": "#own-rules", "place": "#own-rules",
}

// plainWords are what the page calls a definition, where it is not the definition's own name.
var plainWords = map[string]string{
	"param": "parameter", "namedParam": "parameter", "limitedTimeOffer": "offer", "orderStatus": "order status", "emailAttachment": "attachment",
	"rules": "map of levels", "ownRule": "own rule",
}

// holds says in words what stands under a key.
func holds(s schemaNode) string {
	s, name := s.resolve()
	if anchor := explained[name]; anchor != "" {
		return fmt.Sprintf("[%s](%s)", cmp.Or(plainWords[name], name), anchor)
	}
	if free := s.at("additionalProperties"); free.node != nil && free.node.Kind == yaml.MappingNode {
		return "map of names to " + plurals(holds(free))
	}
	types := s.list("type")
	if items := s.at("items"); items.node != nil {
		list := "list of " + plurals(holds(items))
		if slices.Contains(types, "string") {
			return holds(items) + " or " + list
		}
		return list
	}
	if words := s.list("enum"); len(words) > 0 {
		return "`" + strings.Join(words, "`, `") + "`"
	}
	switch {
	case slices.Contains(types, "string"):
		return "text"
	case slices.Contains(types, "boolean"):
		return "`true` or `false`"
	case slices.Contains(types, "integer"):
		if s.get("maximum") == nil || len(s.text("maximum")) > 8 {
			return "whole number, at least " + s.text("minimum")
		}
		return fmt.Sprintf("whole number, %s to %s", s.text("minimum"), s.text("maximum"))
	}
	return "map"
}

// plurals is the plural of what holds says.
func plurals(s string) string {
	if strings.HasPrefix(s, "[") {
		return strings.Replace(s, "](", "s](", 1)
	}
	if rest, found := strings.CutPrefix(s, "list of "); found {
		return "lists of " + rest
	}
	return s + "s"
}

// code are the words of a description that Markdown shows as they are: placeholders, keys, and what has signs of its own.
var code = regexp.MustCompile("<<[^>]+>>|\\{\\{[^}]+\\}\\}|`[^`]+`|\\*[^*]+\\*|~\\w+~|\\b_\\w+_\\b|\\b[a-z]+(_[a-z0-9]+)+\\b|--[a-z]+|\\{\\}")

// prose is a key's description and its examples.
func prose(s schemaNode) string {
	text := s.text("description")
	text = code.ReplaceAllStringFunc(text, func(word string) string {
		if strings.HasPrefix(word, "`") {
			return "`` " + word + " ``"
		}
		return "`" + word + "`"
	})
	var examples []string
	if n := s.get("examples"); n != nil {
		for _, item := range n.Content {
			if item.Kind == yaml.ScalarNode {
				examples = append(examples, "`"+item.Value+"`")
			}
		}
	}
	if len(examples) > 0 {
		text += " For example " + strings.Join(examples, ", ") + "."
	}
	return strings.ReplaceAll(text, "|", `\|`)
}
