package template

import (
	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// entry is what begins a line of a document: a key with its value, an item of a list, or the whole document. It knows
// what is written and what stands around it, and not how it looked.
type entry struct {
	key     string // of an entry of a map
	kind    yaml.Kind
	text    string // of a scalar
	entries []*entry

	bareKey bool // the key stands without quotes, whatever it looks like
	bare    bool // the text stands without quotes: a number, a truth value, nothing
	block   bool // the text stands below a |, where it can
	flow    bool // the map or list stands in brackets on one line, where it fits
	exact   bool // a line break at the end of the text is part of it

	folds []string // the lines into which the author broke a text of one line

	head []string // the lines above: comments, and "" for an empty line
	tail string   // the comment at the end of its line
	foot []string // the lines below its last entry, as deep as that

	tailColumn int // where the comment at the end of the line began, if it was set off by more than one blank

	spot // of an entry that was read
}

// spot is where an entry stood in its file.
type spot struct {
	parent *entry
	pair   bool // it has a key
	// column is where it begins: its key, its dash, or its first character; inner is that of its entries.
	column, inner int
	bracketed     bool // its value is a map or list in brackets
	opened        int  // where its bracket opens
	started       bool // the sweep has come to it
}

func (e *entry) add(child *entry) *entry {
	e.entries = append(e.entries, child)
	return child
}

func (e *entry) child(key string) *entry {
	for _, c := range e.entries {
		if e.kind == yaml.MappingNode && c.key == key {
			return c
		}
	}
	return nil
}

// nothing reports whether the entry has no value that is written, or an empty map or list: what stands deeper below it
// can only be a comment.
func (e *entry) nothing() bool {
	return e.kind == yaml.ScalarNode && e.bare && e.text == "" || e.kind != yaml.ScalarNode && len(e.entries) == 0
}

// settle notes which texts are exact: words that the schema knows, and what is sent as it stands, of which it says
// nothing. All others are texts of a message, to which the line break after a | does not belong.
func (e *entry) settle(at schema.Place) {
	e.exact = !takesAnyText(at)
	for _, c := range e.entries {
		if e.kind == yaml.MappingNode {
			c.settle(at.Key(c.key))
		} else {
			c.settle(at.Item())
		}
	}
}

// takesAnyText reports whether a place takes a text of any kind, for which a number or a truth value will do too.
func takesAnyText(at schema.Place) bool { return at.Takes("string") && at.Takes("number") }

// placeOf is where in the schemas a document belongs.
func placeOf(root *entry) schema.Place {
	if root.child("type") != nil && root.child("body") == nil {
		return schema.Root(schema.Message)
	}
	return schema.Root(schema.Template)
}
