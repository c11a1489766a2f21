package schema

import (
	"math/big"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Certify reports whether a template, a message or a configuration has the shape that its schema wants, at a fiftieth
// of the validator's price: most documents are fine, and of those nobody asks why. It holds the document against
// plans, which are the same schemas made ready. Its yes is the validator's: [Validate] would find nothing. So is its no,
// but for maps of hundreds of keys.
func Certify(k Kind, doc *yaml.Node) bool {
	switch k {
	case Template:
		return templatePlan.fits(root(doc), 0)
	case Message:
		return messagePlan.fits(root(doc), 0)
	case Config:
		return configPlan.fits(root(doc), 0)
	}
	return false
}

// plan is a schema made ready to be held against nodes. Plans stand in plans.go, which is generated from the schemas,
// because to read a schema takes longer than to check a hundred templates.
type plan struct {
	types              typeSet
	enum               []string // empty for any text, as all the lists are
	pattern            func(string) bool
	minimum, maximum   int64 // of a whole number, where bounded
	bounded            bool
	minItems, maxItems int // a maximum of 0 is none
	minKeys            int
	required           []string
	keys               []keyPlan
	open               bool  // there may be other keys, which hold what they like
	free               *plan // what other keys hold; nil where there may be none
	keyNames           []string
	keyPattern         func(string) bool
	items              *plan // nil for any
	branches           []branchPlan
}

type keyPlan struct {
	name string
	plan *plan
}

// branchPlan asks more of a map in which a key has one of some values, or of any other.
type branchPlan struct {
	key             string
	values          []string
	then, otherwise *plan
}

// typeSet is a set of JSON's types.
type typeSet uint8

const (
	aString typeSet = 1 << iota
	anInteger
	aNumber // that is no integer
	aBoolean
	aMap
	aList
	aNull
)

// fits reports whether a node's value is what the plan wants, and what a JSON value can say.
func (p *plan) fits(n *yaml.Node, depth int) bool {
	if depth > maxDepth || n.Style&yaml.TaggedStyle != 0 || n.Anchor != "" {
		return false
	}
	t := jsonType(n)
	if p.types&t == 0 {
		return false
	}
	switch n.Kind {
	case yaml.ScalarNode:
		return p.fitsScalar(n, t)
	case yaml.SequenceNode:
		return p.fitsList(n, depth)
	}
	return p.fitsMap(n, depth)
}

// jsonType is the JSON type of a node, none for an alias.
func jsonType(n *yaml.Node) typeSet {
	switch n.Kind {
	case yaml.MappingNode:
		return aMap
	case yaml.SequenceNode:
		return aList
	case yaml.AliasNode:
		return 0
	}
	switch n.ShortTag() {
	case "!!null":
		return aNull
	case "!!bool":
		return aBoolean
	case "!!int", "!!float":
		if _, isText := Scalar(n).(string); isText {
			return aString
		}
		if v, fine := new(big.Rat).SetString(n.Value); fine && v.IsInt() {
			return anInteger // 1.0 is one too
		}
		return aNumber
	}
	return aString
}

func (p *plan) fitsScalar(n *yaml.Node, t typeSet) bool {
	if len(p.enum) > 0 && (t != aString || !slices.Contains(p.enum, n.Value)) {
		return false
	}
	if t == aString && p.pattern != nil && !p.pattern(n.Value) {
		return false
	}
	if p.bounded && t == anInteger {
		v, _ := new(big.Rat).SetString(n.Value)
		return v.Cmp(big.NewRat(p.minimum, 1)) >= 0 && v.Cmp(big.NewRat(p.maximum, 1)) <= 0
	}
	return true
}

func (p *plan) fitsList(n *yaml.Node, depth int) bool {
	if len(n.Content) < p.minItems || p.maxItems > 0 && len(n.Content) > p.maxItems {
		return false
	}
	for _, item := range n.Content {
		if !p.items.orAny().fits(item, depth+1) {
			return false
		}
	}
	return true
}

// anything is the plan of what a schema says nothing of.
var anything = plan{types: aString | anInteger | aNumber | aBoolean | aMap | aList | aNull, open: true}

func (p *plan) orAny() *plan {
	if p == nil {
		return &anything
	}
	return p
}

func (p *plan) fitsMap(n *yaml.Node, depth int) bool {
	if len(n.Content)/2 < p.minKeys || len(n.Content) > maxContent || !p.hasKeys(n) {
		return false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if !plainKey(key) || hasKey(n.Content[:i], key.Value) {
			return false
		}
		if p.keyPattern != nil && !p.keyPattern(key.Value) {
			return false
		}
		value := p.below(key.Value)
		if value == nil || !value.fits(n.Content[i+1], depth+1) {
			return false
		}
	}
	for _, b := range p.branches {
		more := b.otherwise
		if b.holds(n) {
			more = b.then
		}
		if more != nil && !more.hasKeys(n) {
			return false
		}
	}
	return true
}

// maxContent is how many keys and values of a map are looked through. The validator has an index for more.
const maxContent = 500

// plainKey reports whether a node can be a key of a JSON object.
func plainKey(key *yaml.Node) bool {
	if key.Kind != yaml.ScalarNode || key.Style&yaml.TaggedStyle != 0 || key.Anchor != "" {
		return false
	}
	tag := key.ShortTag()
	return tag != "!!merge" && tag != "!!null"
}

// hasKeys reports whether a map has the keys that it must have, and none that it must not.
func (p *plan) hasKeys(n *yaml.Node) bool {
	for _, name := range p.required {
		if !hasKey(n.Content, name) {
			return false
		}
	}
	if len(p.keyNames) > 0 {
		for i := 0; i < len(n.Content); i += 2 {
			if !slices.Contains(p.keyNames, n.Content[i].Value) {
				return false
			}
		}
	}
	return true
}

func hasKey(content []*yaml.Node, name string) bool {
	for i := 0; i < len(content); i += 2 {
		if content[i].Value == name {
			return true
		}
	}
	return false
}

// below is the plan of a key's value; nil if there may be no such key.
func (p *plan) below(name string) *plan {
	for i := range p.keys {
		if p.keys[i].name == name {
			return p.keys[i].plan
		}
	}
	if p.open {
		return &anything
	}
	return p.free
}

func (b *branchPlan) holds(n *yaml.Node) bool {
	if len(b.values) == 0 {
		return hasKey(n.Content, b.key)
	}
	return slices.Contains(b.values, valueOf(n, b.key))
}

// blanks are the characters \s of a pattern.
const blanks = " \t\n\f\r"

// notBlank is the pattern \S, which most texts have.
func notBlank(s string) bool { return strings.Trim(s, blanks) != "" }

// identifier is the pattern of parameters' names.
func identifier(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}

// webAddress is the pattern ^https?://[^\s/]+ and mailAddress ^[^@\s]+@[^@\s]+$.
func webAddress(s string) bool {
	s, secure := strings.CutPrefix(s, "https://")
	if !secure {
		var plain bool
		if s, plain = strings.CutPrefix(s, "http://"); !plain {
			return false
		}
	}
	return s != "" && !strings.ContainsRune("/"+blanks, rune(s[0]))
}

func mailAddress(s string) bool {
	user, host, found := strings.Cut(s, "@")
	return found && user != "" && host != "" && !strings.ContainsAny(user+host, "@"+blanks)
}
