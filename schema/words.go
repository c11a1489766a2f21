package schema

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/xeipuuv/gojsonschema"
	"gopkg.in/yaml.v3"
)

// wrapper reports whether an error only says that something inside a condition failed: the cause is an error of its
// own.
func wrapper(e gojsonschema.ResultError) bool {
	switch e.Type() {
	case "condition_then", "condition_else", "number_all_of", "number_any_of", "number_one_of":
		return true
	}
	return false
}

// violation puts one of the validator's errors into our words, at the node it speaks of.
func (c *converter) violation(k Kind, e gojsonschema.ResultError) (Violation, bool) {
	if wrapper(e) {
		return Violation{}, false
	}
	path := strings.TrimPrefix(e.Context().String("\x00"), "(root)")
	if c.insideBroken(path) {
		return Violation{}, false
	}
	at := c.nodes[path]
	f := fault{kind: k, path: path, at: at, what: c.describe(k, path), key: key(e)}
	// Of a map whose keys are not all allowed the validator also says what the keys are not: each of them has its own
	// error.
	if t := e.Type(); (t == "enum" || t == "const" || t == "pattern") && at.value != nil && at.value.Kind != yaml.ScalarNode {
		return Violation{}, false
	}
	switch e.Type() {
	case "required":
		return f.missing(), true
	case "additional_property_not_allowed", "invalid_property_name":
		f.keyNode = c.nodes[path+"\x00"+f.key].key
		return f.unknownKey(), true
	case "invalid_type":
		return f.wrongType(fmt.Sprint(e.Details()["expected"])), true
	case "enum", "const":
		return f.notAllowed(), true
	}
	return f.bound(e), true
}

// key is the property that an error names, if it names one.
func key(e gojsonschema.ResultError) string {
	s, _ := e.Details()["property"].(string)
	return s
}

// roots say what a whole document is: its name, its name where one key is none of its own, and what it should be.
var roots = map[Kind]struct{ name, owner, want string }{
	Template: {"template", "a template", "the document is %s; a template is a map of keys such as name, language and body"},
	Message:  {"message", "a message", "the document is %s; a message is a map with the key type"},
	Request:  {"request", "a request", "the document is %s; a request is a map with the key message"},
	Config:   {"the configuration", "the configuration", "the configuration is %s; it is a map of keys such as templates and channel"},
}

// describe names the thing at a path as its author would: header, button 2, parameter 1 of the body.
func (c *converter) describe(k Kind, path string) string {
	if path == "" {
		return roots[k].name
	}
	parts := strings.Split(path, "\x00")[1:]
	last := parts[len(parts)-1]
	i, err := strconv.Atoi(last)
	if err != nil || len(parts) == 1 {
		return last
	}
	noun := map[string]string{
		"buttons": "button", "params": "parameter", "sections": "section", "products": "product", "cards": "card",
		"replies": "reply", "attachments": "attachment", "example": "example",
		"own_rules": "own rule",
	}[parts[len(parts)-2]]
	if noun == "" {
		return fmt.Sprintf("entry %d of %s", i+1, parts[len(parts)-2])
	}
	return fmt.Sprintf("%s %d", noun, i+1)
}

// fault is one error of the validator, ready to be put into words.
type fault struct {
	kind      Kind
	path      string
	at        located
	what, key string
	keyNode   *yaml.Node
}

// pointer is the node to show for a fault of the whole value: its key, if it has one.
func (f fault) pointer() *yaml.Node { return cmp.Or(f.at.key, f.at.value) }

func (f fault) missing() Violation {
	v := Violation{Node: f.pointer(), Message: fmt.Sprintf("%s has no %q", f.what, f.key)}
	if k := discriminator(f.at.value); k != "" && k != f.key {
		v.Message = fmt.Sprintf("%s is of %s %s and has no %q", f.what, k, valueOf(f.at.value, k), f.key)
	}
	for theirs, ours := range map[string]string{"components": "body", "languageCode": "language"} {
		if f.key == ours && valueOf(f.at.value, theirs) != "" {
			return Violation{} // the hint at the pasted key says what to write
		}
	}
	for _, theirs := range keysOf(f.at.value) {
		if respelled(theirs, []string{f.key}) != "" && f.kind != Request {
			return Violation{} // it is there, and what is said of its spelling is enough
		}
	}
	if p := property(f.kind, f.path, f.key); p != nil && p.Description != "" {
		first, _, _ := strings.Cut(p.Description, ". ")
		v.Hint = f.key + ": " + strings.TrimSuffix(first, ".")
	}
	return v
}

func (f fault) unknownKey() Violation {
	v := Violation{Node: cmp.Or(f.keyNode, f.pointer())}
	if strings.HasSuffix(f.path, "\x00params") {
		v.Message = fmt.Sprintf("the parameter name %q is not lower-case letters, digits and underscores, a letter first", f.key)
		return v
	}
	known := f.accepted()
	v.Message = fmt.Sprintf("%s has no key %q", f.owner(), f.key)
	if len(known) <= ListedKeys {
		v.Message += "; it takes " + strings.Join(known, ", ")
	}
	if f.kind != Config { // nobody pastes a payload there
		v.Hint = cmp.Or(pasted[f.what+"."+f.key], pasted[f.key])
	}
	v.Given, v.Accepted = f.key, known
	if w := respelled(f.key, known); valueOf(f.at.value, w) == "" {
		v.Write = w // the key is not there yet
	}
	return v
}

// ListedKeys is how many accepted words a message lists; of more than that the nearest is enough to most readers.
const ListedKeys = 10

// owner is what a key does not belong to: a url button, a header of format image, the template.
func (f fault) owner() string {
	if f.path == "" {
		return roots[f.kind].owner
	}
	if k := discriminator(f.at.value); k != "" {
		return fmt.Sprintf("%s, of %s %s,", f.what, k, valueOf(f.at.value, k))
	}
	return f.what
}

// accepted lists the keys that the value may have, those of its own type or format where it has one.
func (f fault) accepted() []string {
	n := at(f.kind, f.path)
	if n == nil {
		return nil
	}
	for _, branch := range n.AllOf {
		if branch.If == nil {
			continue
		}
		then := branch.Then
		if !branch.If.holds(f.at.value) {
			then = branch.Else
		}
		if then.PropertyNames.Enum != nil {
			return then.PropertyNames.Enum
		}
	}
	return n.order
}

func (f fault) wrongType(expected string) Violation {
	v := Violation{Node: cmp.Or(f.at.value, f.at.key)}
	got := typeOf(f.at.value)
	switch {
	case f.path == "":
		v.Message = fmt.Sprintf(roots[f.kind].want, got)
	case got == "empty":
		return f.empty()
	case f.path == "\x00params" && got == "a list":
		v.Message = "params at the top is a list; there it is the map of the named parameters"
		v.Hint = "the values of numbered placeholders stand beside their text: body: {text: ..., params: [...]}"
	default:
		v.Message = fmt.Sprintf("%s is %s; it takes %s", f.what, got, expectation(expected))
		if got == "a list" && strings.Contains(expected, "string") && f.at.value.Style&yaml.FlowStyle != 0 {
			v.Hint = "a text that begins with [ must be quoted"
		}
	}
	return v
}

// notAllowed speaks of a value that is none of a list.
func (f fault) notAllowed() Violation {
	given := f.given()
	v := Violation{Node: cmp.Or(f.at.value, f.at.key)}
	var allowed []string
	if p := at(f.kind, f.path); p != nil {
		allowed = p.Enum
	}
	v.Message = fmt.Sprintf("%s is %q", f.what, given)
	if len(allowed) <= ListedKeys {
		v.Message += "; it takes " + strings.Join(allowed, ", ")
	}
	v.Given, v.Accepted, v.Write = given, allowed, respelled(given, allowed)
	if lower := strings.ToLower(given); lower != given && slices.Contains(allowed, lower) {
		v.Hint = "types and formats are written in lower case: " + lower
		return v
	}
	v.Hint = elsewhere[strings.ToLower(given)]
	return v
}

func (f fault) empty() Violation {
	return Violation{Node: f.pointer(), Message: fmt.Sprintf("%s is empty; fill it in or leave the key out", f.what)}
}

// given is the value as a text; empty if there is none.
func (f fault) given() string {
	if f.at.value == nil {
		return ""
	}
	return f.at.value.Value
}

// keysOf are the keys of a map.
func keysOf(n *yaml.Node) []string {
	var keys []string
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		keys = append(keys, n.Content[i].Value)
	}
	return keys
}

// respelled is the one word of several that another is a different spelling of; empty if there is none.
func respelled(word string, words []string) string {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
	}
	found, given := "", plain(word)
	for _, w := range words {
		if plain(w) == given {
			if found != "" {
				return ""
			}
			found = w
		}
	}
	return found
}

// bound speaks of the rest: patterns and numbers.
func (f fault) bound(e gojsonschema.ResultError) Violation {
	v := Violation{Node: cmp.Or(f.at.value, f.at.key)}
	value := f.given()
	d := e.Details()
	switch e.Type() {
	case "pattern":
		switch {
		case strings.TrimSpace(value) == "":
			return f.empty()
		case strings.HasPrefix(fmt.Sprint(d["pattern"]), "^https?"):
			v.Message = fmt.Sprintf("%s is %q, not an address with http:// or https://", f.what, value)
		case strings.Contains(fmt.Sprint(d["pattern"]), "@"):
			v.Message = fmt.Sprintf("%q is not an email address", value)
		default:
			v.Message = fmt.Sprintf("%s %q is not lower-case letters, digits and underscores, a letter first", f.what, value)
		}
	case "number_gte":
		v.Message = fmt.Sprintf("%s is %s; the least is %v", f.what, value, number(d["min"]))
	case "number_lte":
		v.Message = fmt.Sprintf("%s is %s; the most is %v", f.what, value, number(d["max"]))
	case "array_min_items", "array_min_properties":
		return f.empty()
	case "array_max_items":
		v.Node = f.pointer()
		v.Message = fmt.Sprintf("%s has %d entries; the most is %v", f.what, len(f.at.value.Content), number(d["max"]))
	default:
		v.Message = fmt.Sprintf("%s: %s", f.what, strings.ToLower(e.Description()))
	}
	return v
}

// number writes a bound of the schema, which the validator may hold as a float.
func number(v any) string {
	if f, ok := v.(*big.Float); ok {
		return f.Text('f', -1)
	}
	return fmt.Sprint(v)
}

// typeOf names what a node holds.
func typeOf(n *yaml.Node) string {
	switch {
	case n == nil || n.ShortTag() == "!!null":
		return "empty"
	case n.Kind == yaml.MappingNode:
		return "a map"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.ShortTag() == "!!int" || n.ShortTag() == "!!float":
		return "a number"
	case n.ShortTag() == "!!bool":
		return "a truth value"
	}
	return "a text"
}

// expectation says which types the validator would have taken.
func expectation(expected string) string {
	var words []string
	for _, w := range [][2]string{{"string", "a text"}, {"object", "a map"}, {"array", "a list"}, {"integer", "a whole number"}} {
		if strings.Contains(expected, w[0]) {
			words = append(words, w[1])
		}
	}
	if len(words) == 0 {
		return expected
	}
	return strings.Join(words, " or ")
}

// tidy drops the empty, sorts by place, and keeps one violation a node: several conditions may say the same.
func tidy(vs []Violation) []Violation {
	vs = slices.DeleteFunc(vs, func(v Violation) bool { return v.Node == nil })
	slices.SortStableFunc(vs, func(a, b Violation) int {
		return cmp.Or(
			cmp.Compare(a.Node.Line, b.Node.Line), cmp.Compare(a.Node.Column, b.Node.Column), cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(vs, func(a, b Violation) bool { return a.Node == b.Node && a.Message == b.Message })
}
