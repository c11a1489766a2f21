package template

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// check reports where a text says anything else than the pages do. That of a file without faults has none either.
func (all *pages) check(text []byte, sound bool) error {
	f := Parse("", text)
	for _, d := range f.Problems {
		if sound || d.Rule == RuleSyntax {
			return fmt.Errorf("line %d: %s", d.At.Start.Line, d.Message)
		}
	}
	after, err := readPages(text)
	if err != nil {
		return err
	}
	if !slices.Equal(all.meanings, after.meanings) {
		return errors.New("a value would change")
	}
	if !slices.Equal(sorted(all.comments), sorted(after.comments)) {
		return errors.New("a comment would be lost")
	}
	return nil
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// meaning is what a document says, in a form that has only what counts: keys in order, texts with their placeholders
// spelt alike, and what is no text with its type.
func meaning(n *yaml.Node, at schema.Place, path string) string {
	switch n.Kind {
	case yaml.MappingNode:
		var all []string
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			all = append(all, strconv.Quote(key)+":"+meaning(n.Content[i+1], at.Key(key), path+"."+key))
		}
		// Of a key that is there twice the first counts: two of them keep their order.
		slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(keyOf(a), keyOf(b)) })
		return "{" + strings.Join(all, ",") + "}"
	case yaml.SequenceNode:
		var all []string
		for _, item := range n.Content {
			all = append(all, meaning(item, at.Item(), path))
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	return scalarMeaning(n, at, path)
}

// keyOf is the quoted key with which the meaning of an entry begins.
func keyOf(meaning string) string {
	key, _ := strconv.QuotedPrefix(meaning)
	return key
}

func scalarMeaning(n *yaml.Node, at schema.Place, path string) string {
	value := schema.Scalar(n)
	if value == nil {
		return "null"
	}
	if _, text := value.(string); !takesAnyText(at) {
		if text {
			return strconv.Quote(n.Value)
		}
		return fmt.Sprintf("%T %v", value, value)
	}
	text := (&decoder{}).text(n).Value
	if holdsPlaceholders(path) {
		text = NewText(text).WireNamed()
	}
	return strconv.Quote(text)
}
