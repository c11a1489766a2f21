package template

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"
)

// quickParse reads the YAML that people mostly write: maps and lists in block style or on one line, plain and quoted
// texts on one line, | blocks, comments. It takes a tenth of the library's time. What it is not certain of it leaves
// to the library: ok is false then, whether the text is faulty or merely unusual. What it does read it reads as the
// library would, down to the places, but for the comments: of those it keeps the ones behind a plain text alone.
func quickParse(src []byte) (doc *yaml.Node, ok bool) {
	if !bytes.HasSuffix(src, []byte("\n")) || bytes.IndexByte(src, '\t') >= 0 || bytes.IndexByte(src, '\r') >= 0 || bytes.HasPrefix(src, []byte(bom)) {
		return nil, false
	}
	q := quick{text: string(src)}
	q.next()
	if q.indent == 0 && strings.HasPrefix(q.rest(), "---") {
		if q.rest() != "---" {
			return nil, false
		}
		q.next()
	}
	if q.end() || q.indent != 0 {
		return nil, false
	}
	doc = q.node(yaml.DocumentNode, 0, "", "")
	child := q.block(0, 0)
	if q.failed || !q.end() || child.Kind != yaml.MappingNode {
		return nil, false
	}
	doc.Line, doc.Column = child.Line, child.Column
	doc.Content = []*yaml.Node{child}
	return doc, true
}

// quick is a reader of lines. Once it has failed all that it returns is worthless.
type quick struct {
	text   string
	line   int // of the content in hand, from 1
	start  int // where that line begins
	stop   int // where it ends
	at     int // where its content begins
	indent int // how far the content is indented
	failed bool

	nodes []yaml.Node // to be given out
}

// maxQuickDepth is how deep the quick reader goes. A template needs eight levels.
const maxQuickDepth = 16

func (q *quick) fail() *yaml.Node {
	q.failed = true
	return &yaml.Node{}
}

func (q *quick) end() bool { return q.start >= len(q.text) }

// rest is what stands on the line from the content on.
func (q *quick) rest() string { return q.text[q.at:q.stop] }

// next goes to the next line that has content.
func (q *quick) next() {
	for {
		q.line++
		if q.line > 1 {
			q.start = q.stop + 1
		}
		if q.end() {
			q.at, q.stop, q.indent = len(q.text), len(q.text), -1
			return
		}
		q.stop = q.start + strings.IndexByte(q.text[q.start:], '\n')
		q.at = q.blanks(q.start)
		q.indent = q.at - q.start
		if q.at < q.stop && q.text[q.at] != '#' {
			return
		}
	}
}

// node makes a node whose text begins at a byte of the line in hand.
func (q *quick) node(kind yaml.Kind, at int, tag, value string) *yaml.Node {
	if len(q.nodes) == 0 {
		q.nodes = make([]yaml.Node, 24)
	}
	n := &q.nodes[0]
	q.nodes = q.nodes[1:]
	n.Kind, n.Tag, n.Value, n.Line, n.Column = kind, tag, value, q.line, q.column(at)
	return n
}

// column is the column of a byte of the line in hand, in characters from 1.
func (q *quick) column(at int) int {
	n := 1
	for i := q.start; i < at; i++ {
		if q.text[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// block reads the map or list that begins at the content in hand.
func (q *quick) block(indent, depth int) *yaml.Node {
	switch {
	case depth > maxQuickDepth:
		return q.fail()
	case strings.HasPrefix(q.rest(), "- "):
		return q.blockList(indent, depth)
	}
	return q.blockMap(indent, depth)
}

// blockMap reads lines of key and value. indent is the column, from 0, at which the keys stand.
func (q *quick) blockMap(indent, depth int) *yaml.Node {
	m := q.node(yaml.MappingNode, q.at, "!!map", "")
	m.Content = make([]*yaml.Node, 0, 8)
	for !q.failed && q.indent == indent {
		keyEnd := identifierEnd(q.text, q.at)
		if keyEnd == q.at || keyEnd >= q.stop || q.text[keyEnd] != ':' {
			return q.fail()
		}
		name := q.text[q.at:keyEnd]
		key := q.node(yaml.ScalarNode, q.at, plainTag(name), name)
		value := keyEnd + 1
		if value < q.stop && q.text[value] != ' ' {
			return q.fail()
		}
		m.Content = append(m.Content, key, q.value(value, indent, true, depth))
	}
	if q.indent > indent {
		return q.fail()
	}
	return m
}

func (q *quick) blockList(indent, depth int) *yaml.Node {
	l := q.node(yaml.SequenceNode, q.at, "!!seq", "")
	l.Content = make([]*yaml.Node, 0, 4)
	for !q.failed && q.indent == indent && strings.HasPrefix(q.rest(), "- ") {
		item := q.blanks(q.at + 2)
		if end := identifierEnd(q.text, item); end > item && end < q.stop && q.text[end] == ':' && (end+1 == q.stop || q.text[end+1] == ' ') {
			// A map whose first key stands on the item's line.
			q.at, q.indent = item, item-q.start
			l.Content = append(l.Content, q.blockMap(q.indent, depth+1))
			continue
		}
		l.Content = append(l.Content, q.value(item, indent, false, depth))
	}
	if q.indent > indent {
		return q.fail()
	}
	return l
}

// value reads what stands behind a key or a dash, from a byte of the line in hand on, and goes to the line after it.
// indent is that of the key or dash.
func (q *quick) value(at, indent int, ofKey bool, depth int) *yaml.Node {
	at = q.blanks(at)
	if at == q.stop || q.text[at] == '#' {
		q.next()
		// A list may stand below its key without being indented.
		if q.indent > indent || ofKey && q.indent == indent && strings.HasPrefix(q.rest(), "- ") {
			return q.block(q.indent, depth+1)
		}
		return q.fail() // nothing is there: null
	}
	var n *yaml.Node
	switch c := q.text[at]; c {
	case '|':
		return q.literal(at, indent)
	case '\'', '"', '[', '{':
		n, at = q.flow(at, depth)
	default:
		n, at = q.plain(at)
	}
	if q.failed || !q.lineEnds(n, at) {
		return q.fail()
	}
	q.next()
	if q.indent > indent {
		return q.fail() // the text goes on
	}
	return n
}
