package schema

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxDepth is how deep a document may nest. A template needs eight levels; a bound keeps the walk's stack small.
const maxDepth = 32

// located remembers, for a path of the converted value, the value's node and the key that led to it.
type located struct{ key, value *yaml.Node }

// converter turns nodes into the values that the validator takes, notes where each came from, and refuses what a
// JSON value cannot say: aliases, merge keys, duplicate keys, keys that are no text.
type converter struct {
	nodes      map[string]located
	broken     map[string]bool // the paths of values that could not be turned into any
	violations []Violation
}

func (c *converter) report(n *yaml.Node, hint, format string, args ...any) {
	c.violations = append(c.violations, Violation{Node: n, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// convert returns the value of n; a broken one is nil, and whatever the validator says of it is left unsaid. Paths are
// joined with NUL, which no YAML text holds, as the validator joins its own.
func (c *converter) convert(n *yaml.Node, path string, key *yaml.Node, depth int) any {
	c.nodes[path] = located{key, n}
	if depth > maxDepth {
		c.broken[path] = true
		c.report(n, "", "the document nests deeper than %d levels", maxDepth)
		return nil
	}
	c.property(n)
	switch n.Kind {
	case yaml.AliasNode:
		c.broken[path] = true
		c.report(n, `write the text again, or quote it if it should begin with an asterisk: "*bold*"`,
			"%q is an alias; aliases are not part of the language", "*"+n.Value)
	case yaml.MappingNode:
		return c.convertMap(n, path, depth)
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = c.convert(item, path+"\x00"+strconv.Itoa(i), nil, depth+1)
		}
		return list
	case yaml.ScalarNode:
		return Scalar(n)
	}
	return nil
}

// property refuses an anchor or a tag, which YAML reads off the front of a text: "&more" and "!important" would be lost.
func (c *converter) property(n *yaml.Node) {
	sign, what := "&", "an anchor"
	if n.Style&yaml.TaggedStyle != 0 {
		sign, what = "!", "a tag"
	} else if n.Anchor == "" || n.Kind == yaml.AliasNode {
		return
	}
	at := &yaml.Node{Kind: yaml.ScalarNode, Line: n.Line, Column: n.Column, Value: "\x00"} // the sign alone: no text reads so
	c.report(at, "quote the whole text if it should begin with "+sign, "what begins with %s is %s to YAML; %[2]s is not part of the language", sign, what)
}

func (c *converter) convertMap(n *yaml.Node, path string, depth int) any {
	object := make(map[string]any, len(n.Content)/2)
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name, fine := c.keyName(n, key)
		if !fine {
			c.broken[path] = true
			continue
		}
		if before, twice := first[name]; twice {
			c.report(key, "keep one of the two", "%q is here twice; the first is on line %d", name, before.Line)
			continue
		}
		first[name] = key
		object[name] = c.convert(value, path+"\x00"+name, key, depth+1)
	}
	return object
}

// insideBroken reports whether a path is that of a broken value, or lies inside one.
func (c *converter) insideBroken(path string) bool {
	for p := path; ; p = p[:strings.LastIndexByte(p, 0)] {
		if c.broken[p] {
			return true
		}
		if !strings.Contains(p, "\x00") {
			return false
		}
	}
}

func (c *converter) keyName(object, key *yaml.Node) (string, bool) {
	switch {
	case key.Kind == yaml.MappingNode || key.Kind == yaml.SequenceNode:
		// An unquoted {{1}} is, to YAML, a map whose key is a map.
		c.report(object, "write <<1>> instead of {{1}}, or quote the whole text", "a text that begins with {{ is a map to YAML")
	case key.ShortTag() == "!!merge":
		c.report(key, "write the keys out", "a merge key (<<) is not part of the language")
	case key.Kind == yaml.AliasNode:
		c.report(key, "", "an alias cannot be a key")
	case key.ShortTag() == "!!null":
		c.report(key, "", "a key is missing before the colon")
	default:
		return key.Value, true
	}
	return "", false
}

// Scalar is the JSON value of a scalar: nil, a bool, a [json.Number] or a string. A number that JSON can write stays a
// number, as it is written; every other scalar is its text, dates and octal numbers included.
func Scalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value)
		}
	}
	return n.Value
}
