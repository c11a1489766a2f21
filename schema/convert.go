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
	violations []Violation
}

func (c *converter) report(n *yaml.Node, hint, format string, args ...any) {
	c.violations = append(c.violations, Violation{Node: n, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// convert returns the value of n and whether it has one. Paths are joined with NUL, which no YAML text holds, as the
// validator joins its own.
func (c *converter) convert(n *yaml.Node, path string, key *yaml.Node, depth int) (any, bool) {
	c.nodes[path] = located{key, n}
	if depth > maxDepth {
		c.report(n, "", "the document nests deeper than %d levels", maxDepth)
		return nil, false
	}
	switch n.Kind {
	case yaml.AliasNode:
		c.report(n, `write the text again, or quote it if it should begin with an asterisk: "*bold*"`,
			"%q is an alias; aliases are not part of the language", "*"+n.Value)
		return nil, false
	case yaml.MappingNode:
		return c.convertMap(n, path, depth)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		ok := true
		for i, item := range n.Content {
			v, fine := c.convert(item, path+"\x00"+strconv.Itoa(i), nil, depth+1)
			ok = ok && fine
			list = append(list, v)
		}
		return list, ok
	case yaml.ScalarNode:
		return scalar(n), true
	}
	return nil, true
}

func (c *converter) convertMap(n *yaml.Node, path string, depth int) (any, bool) {
	object := make(map[string]any, len(n.Content)/2)
	first := map[string]*yaml.Node{}
	ok := true
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name, fine := c.keyName(n, key)
		if !fine {
			ok = false
			continue
		}
		if before, twice := first[name]; twice {
			c.report(key, "keep one of the two", "%q is here twice; the first is on line %d", name, before.Line)
			continue
		}
		first[name] = key
		v, fine := c.convert(value, path+"\x00"+name, key, depth+1)
		if !fine {
			ok = false
			continue
		}
		object[name] = v
	}
	return object, ok
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

// scalar is the value of a scalar as the validator sees it. A number that JSON can write stays a number, so that a
// schema can ask for one; every other scalar is its text, dates and octal numbers included.
func scalar(n *yaml.Node) any {
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
