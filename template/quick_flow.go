package template

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// flow reads a quoted text, or a list or map on one line, and returns where it ends.
func (q *quick) flow(at, depth int) (*yaml.Node, int) {
	if depth > maxQuickDepth || at >= q.stop {
		return q.fail(), at
	}
	switch q.text[at] {
	case '\'':
		return q.singleQuoted(at)
	case '"':
		return q.doubleQuoted(at)
	case '[':
		return q.flowList(at, depth)
	case '{':
		return q.flowMap(at, depth)
	}
	return q.flowPlain(at)
}

func (q *quick) singleQuoted(at int) (*yaml.Node, int) {
	for i := at + 1; i < q.stop; i++ {
		if q.text[i] != '\'' {
			continue
		}
		if i+1 < q.stop && q.text[i+1] == '\'' {
			i++
			continue
		}
		n := q.node(yaml.ScalarNode, at, "!!str", strings.ReplaceAll(q.text[at+1:i], "''", "'"))
		n.Style = yaml.SingleQuotedStyle
		return n, i + 1
	}
	return q.fail(), at
}

// doubleQuoted reads a text with the commonest escapes.
func (q *quick) doubleQuoted(at int) (*yaml.Node, int) {
	escaped := false
	for i := at + 1; i < q.stop; i++ {
		switch q.text[i] {
		case '\\':
			if i++; i == q.stop || strings.IndexByte(`\"n`, q.text[i]) < 0 {
				return q.fail(), at
			}
			escaped = true
		case '"':
			value := q.text[at+1 : i]
			if escaped {
				value = unescape.Replace(value)
			}
			n := q.node(yaml.ScalarNode, at, "!!str", value)
			n.Style = yaml.DoubleQuotedStyle
			return n, i + 1
		}
	}
	return q.fail(), at
}

var unescape = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n")

func (q *quick) flowList(at, depth int) (*yaml.Node, int) {
	l := q.node(yaml.SequenceNode, at, "!!seq", "")
	l.Style = yaml.FlowStyle
	l.Content = make([]*yaml.Node, 0, 4)
	at++
	for {
		var item *yaml.Node
		item, at = q.flow(q.blanks(at), depth+1)
		if q.failed {
			return l, at
		}
		l.Content = append(l.Content, item)
		if at = q.blanks(at); at >= q.stop {
			return q.fail(), at
		}
		switch q.text[at] {
		case ']':
			return l, at + 1
		case ',':
			at++
		default:
			return q.fail(), at
		}
	}
}

func (q *quick) flowMap(at, depth int) (*yaml.Node, int) {
	m := q.node(yaml.MappingNode, at, "!!map", "")
	m.Style = yaml.FlowStyle
	m.Content = make([]*yaml.Node, 0, 4)
	at++
	for {
		at = q.blanks(at)
		end := identifierEnd(q.text, at)
		if end == at || end+1 >= q.stop || q.text[end] != ':' || q.text[end+1] != ' ' {
			return q.fail(), at
		}
		name := q.text[at:end]
		key := q.node(yaml.ScalarNode, at, plainTag(name), name)
		var value *yaml.Node
		value, at = q.flow(q.blanks(end+1), depth+1)
		if q.failed {
			return m, at
		}
		m.Content = append(m.Content, key, value)
		if at = q.blanks(at); at >= q.stop {
			return q.fail(), at
		}
		switch q.text[at] {
		case '}':
			return m, at + 1
		case ',':
			at++
		default:
			return q.fail(), at
		}
	}
}

// flowPlain reads a plain text inside brackets, to the comma or bracket behind it.
func (q *quick) flowPlain(at int) (*yaml.Node, int) {
	if !beginsPlain(q.text, at, q.stop) || q.text[at] == '-' {
		return q.fail(), at
	}
	for end := at; end < q.stop; end++ {
		switch c := q.text[end]; c {
		case ',', ']', '}':
			return q.plainNode(at, end)
		case '[', '{', '#', '?':
			return q.fail(), at
		case ':':
			if end+1 >= q.stop || q.text[end+1] != '/' {
				return q.fail(), at
			}
		}
	}
	return q.fail(), at
}

func (q *quick) blanks(at int) int {
	for at < q.stop && q.text[at] == ' ' {
		at++
	}
	return at
}
