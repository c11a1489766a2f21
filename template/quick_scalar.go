package template

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// lineEnds reports whether nothing but a comment follows, and keeps the one that follows a plain text.
func (q *quick) lineEnds(n *yaml.Node, at int) bool {
	rest := strings.TrimRight(q.text[at:q.stop], " ")
	comment := strings.TrimLeft(rest, " ")
	if comment == "" {
		return true
	}
	if comment[0] != '#' || len(comment) == len(rest) {
		return false
	}
	if n.Kind == yaml.ScalarNode && n.Style == 0 {
		n.LineComment = comment
	}
	return true
}

// plain reads a plain text to the end of its line, or to the comment behind it.
func (q *quick) plain(at int) (*yaml.Node, int) {
	if !beginsPlain(q.text, at, q.stop) {
		return q.fail(), at
	}
	end := at
	for end < q.stop {
		switch c := q.text[end]; {
		case c == ':' && (end+1 == q.stop || q.text[end+1] == ' '):
			return q.fail(), at
		case c == '#' && q.text[end-1] == ' ':
			return q.plainNode(at, end)
		}
		end++
	}
	return q.plainNode(at, end)
}

func (q *quick) plainNode(at, end int) (*yaml.Node, int) {
	for q.text[end-1] == ' ' {
		end--
	}
	value := q.text[at:end]
	return q.node(yaml.ScalarNode, at, plainTag(value), value), end
}

// beginsPlain reports whether a plain text begins here for certain.
func beginsPlain(text string, at, stop int) bool {
	switch c := text[at]; c {
	case '-':
		return at+1 < stop && text[at+1] != ' ' && text[at+1] != '-'
	case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '=', '.':
		return false
	}
	return true
}

// literal reads the lines of a | block.
func (q *quick) literal(at, indent int) *yaml.Node {
	n := q.node(yaml.ScalarNode, at, "!!str", "")
	n.Style = yaml.LiteralStyle
	header := strings.TrimRight(q.text[at:q.stop], " ")
	if header != "|" && header != "|-" {
		return q.fail()
	}
	var b strings.Builder
	inner, breaks := -1, 0
	for {
		start := q.stop + 1
		if start >= len(q.text) {
			break
		}
		stop := start + strings.IndexByte(q.text[start:], '\n')
		content := start
		for content < stop && q.text[content] == ' ' {
			content++
		}
		switch width := content - start; {
		case content == stop && (inner < 0 || width > inner):
			return q.fail() // blank lines with something to think about
		case content == stop:
			breaks++
		case inner < 0 && width <= indent:
			return q.fail() // an empty block
		case inner >= 0 && width < inner:
			if width > indent && q.text[content] != '#' {
				return q.fail()
			}
			stop = -1
		default:
			if inner < 0 {
				inner = width
			}
			for ; breaks > 0; breaks-- {
				b.WriteByte('\n')
			}
			b.WriteString(q.text[start+inner : stop])
			breaks = 1
		}
		if stop < 0 {
			break
		}
		q.line, q.start, q.stop = q.line+1, start, stop
	}
	if inner < 0 {
		return q.fail()
	}
	if header == "|" {
		b.WriteByte('\n')
	}
	n.Value = b.String()
	q.next()
	if q.indent > indent {
		return q.fail()
	}
	return n
}

// identifierEnd returns where a key of letters, digits and underscores ends that begins at a byte.
func identifierEnd(text string, at int) int {
	for i := at; i < len(text); i++ {
		if c := text[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == at || c != '_' && (c < '0' || c > '9')) {
			return i
		}
	}
	return len(text)
}

// plainTag is the tag of a plain text: most are text, and of those that may be a number, a truth value, a date or
// nothing the library is asked.
func plainTag(value string) string {
	if value != "" {
		switch c := value[0]; {
		case c >= '0' && c <= '9', strings.IndexByte("+-.~yYnNtTfFoO<", c) >= 0 && len(value) < 40:
		default:
			return "!!str"
		}
	}
	return (&yaml.Node{Kind: yaml.ScalarNode, Value: value}).ShortTag()
}
