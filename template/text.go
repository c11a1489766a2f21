package template

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"gopkg.in/yaml.v3"
)

// Text is a scalar of a file that knows where each of its characters stands. The zero Text is one that the file does
// not have.
type Text struct {
	// Value is the text as YAML reads it, never through a number: 10.00 stays 10.00.
	Value string
	// Placeholders are the parameters' marks in Value, in order; only the texts of components and URLs have them.
	Placeholders []Placeholder

	place
	read *reading // nil for a value that stands nowhere as it is
}

// place is where a node stands in its file. The zero place is nowhere.
type place struct {
	node *yaml.Node
	src  *source
}

// At is the stretch of the file to point at: a quoted text with its quotes, a block from its first character to its
// last, a map by its first key.
func (p place) At() Span {
	if p.node == nil {
		return Span{}
	}
	return p.src.span(p.src.extent(p.node))
}

// reading is a scalar read again for the places of its characters, on the first question and once: a long text may
// have many faults.
type reading struct {
	once sync.Once
	scalarMap
	ok bool
}

// IsSet reports whether the file has this text, be it empty.
func (t Text) IsSet() bool { return t.node != nil }

// Is reports whether two texts are the same one of a file.
func (t Text) Is(other Text) bool { return t.node != nil && t.node == other.node }

// Span is the place of Value[start:end] in the file. Where the text in the file does not read as Value does, it is
// the place of the whole text, never a guess.
func (t Text) Span(start, end int) Span {
	m, ok := t.mapped()
	if !ok {
		return t.At()
	}
	return t.src.span(m.span(start, end))
}

// mapped is where the characters of the text stand in the file; not ok where the file does not read as Value does.
func (t Text) mapped() (m scalarMap, ok bool) {
	if t.read == nil {
		return m, false
	}
	t.read.once.Do(func() { t.read.scalarMap, t.read.ok = t.src.scalar(t.node) })
	return t.read.scalarMap, t.read.ok
}

// Quoted reports whether the text stands in quotes or in a block, so that no reader takes it for anything else.
func (t Text) Quoted() bool {
	return t.node != nil && !unquoted(t.node)
}

// Comment is the comment that follows the text on its line, with its #, and where it stands; empty if there is none.
// To YAML, "deal #1 of the day" is the text "deal" and a comment.
func (t Text) Comment() (string, Span) {
	if t.read == nil || t.node.LineComment == "" || t.Quoted() {
		return "", Span{}
	}
	_, end := t.src.extent(t.node)
	last := t.src.pos(end).Line
	line, from := t.src.line(last), t.src.offset(last, 1)
	i := strings.Index(line[end-from:], "#")
	if i < 0 {
		return "", Span{}
	}
	return line[end-from+i:], t.src.span(end+i, from+len(line))
}

// Number reports whether YAML reads the text as a number, and the number as other tools would write it back:
// +60123 is 60123 to them, 10.00 is 10, 012 is 10.
func (t Text) Number() (string, bool) {
	if t.node == nil || t.Quoted() {
		return "", false
	}
	switch t.node.ShortTag() {
	case "!!int", "!!float":
		var v any
		if t.node.Decode(&v) != nil {
			return "", false
		}
		if f, ok := v.(float64); ok {
			return strconv.FormatFloat(f, 'g', -1, 64), true
		}
		return fmt.Sprint(v), true
	}
	return "", false
}

// Placeholder is the mark of a parameter in a text: <<1>> or {{1}}, <<order_id>> or {{order_id}}.
type Placeholder struct {
	// Name is what stands between the marks, without blanks around it.
	Name string
	// Number is the number of a positional placeholder, from 1, and 0 for any other.
	Number int
	// Slot is the placeholder's number in the payload, from 1, and 0 where no value can be bound to it. A positional
	// one keeps its own; named ones are numbered by their first appearance in the text.
	Slot int
	// Start and End are where the mark stands in Text.Value, in bytes.
	Start, End int
}

// Named reports whether the placeholder has a well-formed name: lower-case letters, digits and underscores, a letter
// first.
func (p Placeholder) Named() bool {
	if p.Name == "" || p.Name[0] < 'a' || p.Name[0] > 'z' {
		return false
	}
	for i := range len(p.Name) {
		if c := p.Name[i]; c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// maxPlaceholder is how many bytes may stand between the marks: a longer stretch is text that happens to have them.
const maxPlaceholder = 100

// scanPlaceholders finds the marks in s. Both spellings are marks whatever stands between them, so that a malformed
// one can be reported, as long as it is short and has neither a line break nor another brace or angle.
func scanPlaceholders(s string) []Placeholder {
	var found []Placeholder
	var slots map[string]int // of the named ones
	for i := 0; i+1 < len(s); i++ {
		closing := ""
		switch s[i : i+2] {
		case "{{":
			closing = "}}"
		case "<<":
			closing = ">>"
		default:
			continue
		}
		// Of {{{1}}} the innermost braces are the mark.
		if i+2 < len(s) && s[i+2] == s[i] {
			continue
		}
		n := strings.IndexAny(s[i+2:], "{}<>\r\n")
		if n < 0 || n > maxPlaceholder {
			continue
		}
		end := i + 2 + n
		if !strings.HasPrefix(s[end:], closing) {
			continue
		}
		p := Placeholder{Name: strings.TrimSpace(s[i+2 : end]), Start: i, End: end + 2}
		p.Number = positional(p.Name)
		p.Slot = p.Number
		if p.Named() {
			if slots == nil {
				slots = map[string]int{}
			}
			if slots[p.Name] == 0 {
				slots[p.Name] = len(slots) + 1
			}
			p.Slot = slots[p.Name]
		}
		found = append(found, p)
		i = end + 1
	}
	return found
}

// positional reads a placeholder's number: digits without a leading zero, at most 9 of them.
func positional(name string) int {
	if name == "" || name[0] == '0' || len(name) > 9 {
		return 0
	}
	for i := range len(name) {
		if name[i] < '0' || name[i] > '9' {
			return 0
		}
	}
	n, _ := strconv.Atoi(name)
	return n
}

// Length counts the characters of s as Meta's own editor does: in UTF-16 code units, so that an emoji outside the
// basic plane counts two. It is never laxer than counting code points.
func Length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// NewText is a text that stands in no file, with its placeholders: what a registration has, or somebody is about to
// write.
func NewText(s string) Text { return Text{Value: s, Placeholders: scanPlaceholders(s)} }

// Authored is the text as its author spells it: every placeholder that a value can be bound to as <<1>> or <<order_id>>.
func (t Text) Authored() string {
	return t.spelled("<<", ">>", func(p Placeholder) string { return p.Name })
}

// True reports whether the text is YAML's true.
func (t Text) True() bool { return strings.EqualFold(t.Value, "true") }
