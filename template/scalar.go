package template

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// byteRange is a part of the source.
type byteRange struct{ start, end int }

// scalarMap says where the bytes of a decoded scalar stand in the source.
type scalarMap struct {
	bytes []byteRange // for each byte of the value, the source of its character
	end   int         // just after the last character of content
	whole byteRange   // what a person would underline
}

// span returns the source bytes of the decoded bytes [i, j). An empty range
// stays empty. The bytes of one character share its source, so that half an
// "é" is all of it.
func (m scalarMap) span(i, j int) (start, end int) {
	i = min(max(i, 0), len(m.bytes))
	j = min(j, len(m.bytes))
	switch {
	case i == len(m.bytes):
		return m.end, m.end
	case j <= i:
		return m.bytes[i].start, m.bytes[i].start
	}
	return m.bytes[i].start, m.bytes[j-1].end
}

// scalar reads the source of n again, because yaml.v3 tells only where a scalar
// begins. ok is false if the second reading differs from n.Value: where its
// characters stand is then unknown, and no guess is made.
func (s *source) scalar(n *yaml.Node) (m scalarMap, ok bool) {
	if n.Kind != yaml.ScalarNode {
		return scalarMap{}, false
	}
	r := &scalarReader{src: s.text, at: s.offset(n.Line, n.Column), want: n.Value}
	switch style := n.Style &^ yaml.TaggedStyle; style {
	case yaml.SingleQuotedStyle:
		r.properties(false)
		ok = r.quoted('\'')
	case yaml.DoubleQuotedStyle:
		r.properties(false)
		ok = r.quoted('"')
	case yaml.LiteralStyle, yaml.FoldedStyle:
		r.properties(false)
		ok = r.block(style == yaml.FoldedStyle)
	default:
		properties := r.properties(n.Value == "")
		ok = r.plain()
		if n.Value == "" {
			r.m.whole = properties
		}
	}
	if !ok || !r.done() {
		return scalarMap{}, false
	}
	return r.m, true
}

// braces returns the bytes of a map that begins with {{, to the }} of its line,
// or its opening brace alone.
func (s *source) braces(n *yaml.Node) (start, end int) {
	start = s.offset(n.Line, n.Column)
	rest, _, _ := bytes.Cut(s.text[start:], []byte("\n"))
	if i := bytes.Index(rest, []byte("}}")); i >= 0 && bytes.HasPrefix(rest, []byte("{{")) {
		return start, start + i + 2
	}
	return start, min(start+1, len(s.text))
}

// extent returns the source bytes a person would underline for n: a scalar with
// its quotes, the text of a block scalar without the | or > before it, an
// alias, the first key of a mapping, the first item of a list. A scalar of
// which nothing is written has its anchor and tag as extent, or else an empty
// one. What cannot be read again is represented by its first character.
func (s *source) extent(n *yaml.Node) (start, end int) {
	outer := n
	if n.Kind == yaml.MappingNode && len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode {
		return s.braces(n) // an unquoted {{1}}
	}
	for n.Kind != yaml.ScalarNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	if n.Kind == yaml.ScalarNode {
		m, ok := s.scalar(n)
		if ok && (n == outer || m.whole.start < m.whole.end) {
			return m.whole.start, m.whole.end
		}
		n = outer // its first scalar shows nothing to point at
	}
	r := &scalarReader{src: s.text, at: s.offset(n.Line, n.Column)}
	if n.Kind != yaml.ScalarNode {
		r.properties(false)
	}
	start = r.at
	switch {
	case n.Kind == yaml.AliasNode && r.peek() == '*':
		r.at++
		r.skip(isNameByte)
	case start < len(s.text) && isInLine(s.text[start]):
		_, width := utf8.DecodeRune(s.text[start:])
		r.at += width
	}
	return start, r.at
}

// scalarReader reads one scalar by the rules of yaml.v3's scanner. It compares
// what it decodes with want as it goes, so that a false attempt ends early.
type scalarReader struct {
	src  []byte
	at   int // the next byte of src
	want string
	m    scalarMap
	bad  bool // what was read differs from want
}

// done reports whether all of want has been read, and nothing else.
func (r *scalarReader) done() bool { return !r.bad && len(r.m.bytes) == len(r.want) }

// peek returns the next byte, 0 at the end.
func (r *scalarReader) peek() byte {
	if r.at < len(r.src) {
		return r.src[r.at]
	}
	return 0
}

// skip steps over the bytes of a class.
func (r *scalarReader) skip(class func(byte) bool) {
	for r.at < len(r.src) && class(r.src[r.at]) {
		r.at++
	}
}

// emit says that src[start:end] stands for text.
func (r *scalarReader) emit(text string, start, end int) {
	if !strings.HasPrefix(r.want[len(r.m.bytes):], text) {
		r.bad = true
		return
	}
	for range len(text) {
		r.m.bytes = append(r.m.bytes, byteRange{start, end})
	}
}

// char copies the next character, which stands for itself.
func (r *scalarReader) char() {
	if r.at >= len(r.src) {
		r.bad = true
		return
	}
	_, width := utf8.DecodeRune(r.src[r.at:])
	r.emit(string(r.src[r.at:r.at+width]), r.at, r.at+width)
	r.at += width
}

// properties steps over the anchor and the tag before a node, in any order, and
// over the comments and line breaks up to the node itself. An empty scalar ends
// with its properties: what follows on the next lines is another node.
func (r *scalarReader) properties(empty bool) byteRange {
	found := byteRange{r.at, r.at}
	anchor, tag := false, false
	for {
		switch c := r.peek(); {
		case c == '&' && !anchor:
			anchor = true
			r.at++
			r.skip(isNameByte)
		case c == '!' && !tag:
			tag = true
			r.skip(isInk)
		case empty:
			r.at = found.end
			return found
		default:
			return found
		}
		found.end = r.at
		r.skip(isBlank)
		for !empty && (breakWidth(r.src, r.at) > 0 || r.peek() == '#') {
			r.skip(isInLine)
			r.skip(isSpace)
		}
	}
}

// isBlank reports whether c is a space or a tab.
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isInLine reports whether c is no part of a line break.
func isInLine(c byte) bool { return c != '\n' && c != '\r' }

// isSpace reports whether c is a blank or part of a line break.
func isSpace(c byte) bool { return isBlank(c) || !isInLine(c) }

// isInk reports whether c is not a space.
func isInk(c byte) bool { return !isSpace(c) }

// isNameByte reports whether c may stand in the name of an anchor.
func isNameByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-'
}
