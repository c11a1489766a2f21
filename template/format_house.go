package template

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// house gives an entry the house's form: the order of its keys, and the spelling of its texts. The path has the keys
// down to the entry, but no numbers.
func (e *entry) house(at schema.Place, path string) {
	switch e.kind {
	case yaml.MappingNode:
		order := at.Keys()
		slices.SortStableFunc(e.entries, func(a, b *entry) int { return rank(order, a.key) - rank(order, b.key) })
		for _, c := range e.entries {
			c.house(at.Key(c.key), path+"."+c.key)
		}
	case yaml.SequenceNode:
		for _, c := range e.entries {
			c.house(at.Item(), path)
		}
	case yaml.ScalarNode:
		e.houseText(at, path)
	}
}

// rank is a key's place in an order; what the order does not have comes last.
func rank(order []string, key string) int {
	if i := slices.Index(order, key); i >= 0 {
		return i
	}
	return len(order)
}

// houseText quotes a number that is a text, takes the last line break off a block, and writes placeholders as <<1>>.
// An exact text stays as it is.
func (e *entry) houseText(at schema.Place, path string) {
	if e.exact {
		e.block = e.block && !at.Known() // a word needs no line of its own
		return
	}
	if e.bare {
		n := yaml.Node{Kind: yaml.ScalarNode, Value: e.text}
		e.bare = n.ShortTag() == "!!null"
	}
	if e.block {
		e.text = strings.TrimRight(e.text, "\n")
	}
	if holdsPlaceholders(path) {
		e.text = angled(e.text)
		for i, line := range e.folds {
			e.folds[i] = angled(line)
		}
	}
}

// holdsPlaceholders reports whether the text at a path of keys may hold placeholders.
func holdsPlaceholders(path string) bool {
	switch strings.TrimPrefix(path, ".carousel.cards") {
	case ".header", ".header.text", ".body", ".body.text", ".footer", ".footer.text",
		".buttons.text", ".buttons.url", ".limited_time_offer.text":
		return true
	}
	return false
}

// angled writes the well-formed placeholders of a text as <<1>>. A text that would be read otherwise then stays as it
// is.
func angled(s string) string {
	before := NewText(s)
	after := NewText(before.Authored())
	if after.Wire() != before.Wire() || after.WireNamed() != before.WireNamed() {
		return s
	}
	return after.Value
}
