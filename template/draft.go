package template

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Draft is a document in the making: a map whose keys are set in the order in which they shall stand. A key that is
// set again keeps its place and gets the new value. The writer chooses the style of every text, so that reading the
// document gives exactly what was set; of bytes that are no UTF-8 it makes U+FFFD, because YAML cannot hold them.
type Draft struct{ e *entry }

// NewDraft returns an empty document.
func NewDraft() *Draft { return &Draft{&entry{kind: yaml.MappingNode}} }

// Set gives a key a text.
func (d *Draft) Set(key, value string) { d.put(key, textEntry(value)) }

// SetPlain gives a key a number or a truth value, written as it stands and never quoted: 600, true. Whatever YAML
// would take for a text is one, as with [Draft.Set].
func (d *Draft) SetPlain(key, value string) { d.put(key, bareEntry(value)) }

// SetJSON gives a key a JSON value: a map has its keys in their order, strings stay strings, and numbers stay as they
// are written. What is no JSON is kept as a text.
func (d *Draft) SetJSON(key string, raw []byte) {
	if !json.Valid(raw) {
		d.Set(key, string(raw))
		return
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	d.put(key, jsonEntry(dec))
}

// Map gives a key an empty map, and returns it to be filled. If the key has a map already, it is that one.
func (d *Draft) Map(key string) *Draft {
	if e := d.e.child(key); e != nil && e.kind == yaml.MappingNode {
		return &Draft{e}
	}
	return &Draft{d.put(key, &entry{kind: yaml.MappingNode})}
}

// Flow has this map written in braces on one line, where it fits, and returns it.
func (d *Draft) Flow() *Draft {
	d.e.flow = true
	return d
}

// AddText appends a text to the list under a key, which is made on first use.
func (d *Draft) AddText(key, value string) { d.list(key).add(textEntry(value)) }

// AddMap appends a map to the list under a key, which is made on first use, and returns the map to be filled.
func (d *Draft) AddMap(key string) *Draft {
	return &Draft{d.list(key).add(&entry{kind: yaml.MappingNode})}
}

// Comment puts a comment above a key, or at the map's end if it has no such key. The text may have several lines, and
// needs no #.
func (d *Draft) Comment(key, text string) {
	lines := &d.e.foot
	if e := d.e.child(key); e != nil {
		lines = &e.head
	}
	for line := range strings.SplitSeq(text, "\n") {
		*lines = append(*lines, strings.TrimRight("# "+Visible(strings.Trim(line, " \t\r")), " "))
	}
}

// Has reports whether a key is set.
func (d *Draft) Has(key string) bool { return d.e.child(key) != nil }

// Empty reports whether no key is set.
func (d *Draft) Empty() bool { return len(d.e.entries) == 0 }

// Bytes is the document as YAML. It ends in a line break.
func (d *Draft) Bytes() []byte {
	d.e.settle(placeOf(d.e))
	var w writer
	w.document(d.e)
	return []byte(w.b.String())
}

func (d *Draft) put(key string, e *entry) *entry {
	e.key = strings.ToValidUTF8(key, "\ufffd")
	if old := d.e.child(e.key); old != nil {
		e.head = old.head
		*old = *e
		return old
	}
	return d.e.add(e)
}

func (d *Draft) list(key string) *entry {
	if e := d.e.child(key); e != nil && e.kind == yaml.SequenceNode {
		return e
	}
	return d.put(key, &entry{kind: yaml.SequenceNode})
}

// longText is from how many characters on a text with blanks stands below a |, where nothing can break it: a colon
// that is added later needs no quotes there. One of several lines does anyway.
const longText = 80

func textEntry(value string) *entry {
	value = strings.ToValidUTF8(value, "\ufffd")
	long := len([]rune(value)) > longText && strings.Contains(value, " ")
	return &entry{kind: yaml.ScalarNode, text: value, block: long || strings.Contains(value, "\n")}
}

func bareEntry(value string) *entry {
	n := yaml.Node{Kind: yaml.ScalarNode, Value: value}
	e := textEntry(value)
	e.bare = n.ShortTag() != "!!str" && n.ShortTag() != "!!merge" && plainText(value, false)
	return e
}

// jsonEntry reads the next value of a decoder that is known to have one.
func jsonEntry(dec *json.Decoder) *entry {
	token, _ := dec.Token()
	switch v := token.(type) {
	case json.Delim:
		if v == '{' {
			return jsonObject(dec)
		}
		list := &entry{kind: yaml.SequenceNode}
		for dec.More() {
			list.add(jsonEntry(dec))
		}
		_, _ = dec.Token() // the closing bracket
		return list
	case string:
		return textEntry(v)
	case json.Number:
		return bareEntry(v.String())
	case bool:
		return bareEntry(strconv.FormatBool(v))
	}
	return bareEntry("null")
}

// jsonObject reads the rest of an object. Of a key that is there twice the last value counts, as JSON's readers have it.
func jsonObject(dec *json.Decoder) *entry {
	e := &entry{kind: yaml.MappingNode}
	known := map[string]*entry{}
	for dec.More() {
		token, _ := dec.Token()
		key, _ := token.(string)
		value := jsonEntry(dec)
		value.key = key
		if old := known[key]; old != nil {
			*old = *value
			continue
		}
		known[key] = e.add(value)
	}
	_, _ = dec.Token() // the closing brace
	return e
}
