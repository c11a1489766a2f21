package schema

import (
	"encoding/json"
	"slices"
)

// Place is what a schema says of one place of a document: which keys it has, in which order, and what it holds. The
// zero Place is one of which the schema says nothing, such as the inside of a map that is sent as it stands.
type Place struct{ root, node *node }

// Root is the place of a whole document: a template or a message.
func Root(k Kind) Place {
	get := tree[k]
	if get == nil {
		return Place{}
	}
	return Place{get(), get()}
}

// Key is the place of a key's value.
func (p Place) Key(name string) Place {
	if p.node == nil || p.node.Items != nil {
		return Place{}
	}
	return Place{p.root, p.root.resolve(p.node.below(name))}
}

// Item is the place of a list's items.
func (p Place) Item() Place {
	if p.node == nil {
		return Place{}
	}
	return Place{p.root, p.root.resolve(p.node.Items)}
}

// Known reports whether the schema says anything of the place.
func (p Place) Known() bool { return p.node != nil }

// Keys are the keys of a map in the order in which the schema lists them; none for one whose keys are free.
func (p Place) Keys() []string {
	if p.node == nil {
		return nil
	}
	return slices.Clone(p.node.order)
}

// Takes reports whether a value of a JSON type may stand there: string, number, integer, boolean, object, array.
func (p Place) Takes(jsonType string) bool {
	return p.node != nil && slices.Contains(p.node.Type, jsonType)
}

// types are the JSON types that a value may have: one or several.
type types []string

// UnmarshalJSON reads a name, or a list of names.
func (t *types) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(t))
	}
	var one string
	err := json.Unmarshal(b, &one)
	*t = types{one}
	return err
}
