package template

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"

	"gopkg.in/yaml.v3"
)

// Comment is a comment of a file: to the end of its line, with its #.
type Comment struct {
	Text string
	At   Span
	// From and To are the first and the last line of the entry that the comment speaks of: the one that it follows on
	// its line, or, of a comment on a line of its own, the one below. An entry is a key or an item of a list with all
	// that belongs to it. They are 0 where there is none.
	From, To int
}

// Comments returns the comments of a file in their order. A # inside a text is none. Of what cannot be read as YAML
// there are none.
func (f *File) Comments() []Comment {
	if f.src == nil {
		return nil
	}
	var found []Comment
	start := f.src.lines[0]
	for _, seg := range segments(f.Source) {
		end := start + len(bytes.TrimPrefix(seg.text, []byte(bom)))
		c := commented{source: f.src, from: seg.lines + 1, end: end}
		if c.read(seg) {
			found = append(found, c.comments(start)...)
		}
		start = end
	}
	return found
}

// commented is a segment of a file with the places of its texts.
type commented struct {
	*source

	from  int // its first line
	end   int // the byte behind it
	texts []byteRange
}

// read finds the texts; false if one of them is not to be found.
func (c *commented) read(seg segment) bool {
	documents := yaml.NewDecoder(bytes.NewReader(seg.text))
	for {
		var doc yaml.Node
		switch err := decode(documents, &doc); {
		case errors.Is(err, io.EOF):
			slices.SortFunc(c.texts, func(a, b byteRange) int { return cmp.Compare(a.start, b.start) })
			return true
		case err != nil:
			return false
		}
		shift(&doc, seg.lines)
		if !c.note(&doc) {
			return false
		}
	}
}

func (c *commented) note(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode {
		return !slices.ContainsFunc(n.Content, func(child *yaml.Node) bool { return !c.note(child) })
	}
	m, ok := c.scalar(n)
	switch {
	case !ok:
		return false
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0:
		c.texts = append(c.texts, m.whole)
	case len(m.bytes) > 0: // from the line break on: a comment may stand before that, behind the | or >
		first, _ := c.bounds(c.pos(m.bytes[0].start).Line)
		c.texts = append(c.texts, byteRange{first - 1, max(m.end, first)})
	}
	return true
}

// comments goes over what stands between the texts.
func (c *commented) comments(start int) []Comment {
	var found []Comment
	at := start
	for _, t := range append(c.texts, byteRange{c.end, c.end}) {
		for at < t.start {
			i := bytes.IndexByte(c.text[at:t.start], '#')
			if i < 0 {
				break
			}
			at += i
			line := c.pos(at).Line
			_, end := c.bounds(line)
			found = append(found, c.comment(line, at, end))
			at = end
		}
		at = max(at, t.end)
	}
	return found
}

func (c *commented) comment(line, start, end int) Comment {
	text := bytes.TrimRight(c.text[start:end], " \t")
	note := Comment{Text: string(text), At: c.span(start, start+len(text))}
	first, _ := c.bounds(line)
	if before := bytes.TrimSpace(c.text[first:start]); len(before) == 0 || string(before) == "---" {
		line = c.below(line)
	} else {
		line = c.begin(line)
	}
	if line > 0 {
		note.From, note.To = line, c.last(line)
	}
	return note
}

// ink is the text of a line and the blanks before it; none of a line that is empty or a comment.
func (c *commented) ink(line int) (indent int, text []byte) {
	start, end := c.bounds(line)
	text = bytes.TrimLeft(c.text[start:end], " \t")
	indent = end - start - len(text)
	if len(text) == 0 || text[0] == '#' && !c.inside(line) {
		return 0, nil
	}
	return indent, text
}

// inside reports whether a line begins inside a text.
func (c *commented) inside(line int) bool { return c.around(line) != nil }

// around is the text inside which a line begins; nil if there is none.
func (c *commented) around(line int) *byteRange {
	at, _ := c.bounds(line)
	i, _ := slices.BinarySearchFunc(c.texts, at, func(t byteRange, at int) int { return cmp.Compare(t.start, at) })
	if i > 0 && c.texts[i-1].end > at {
		return &c.texts[i-1]
	}
	return nil
}

// begin is the line on which the text of a line begins.
func (c *commented) begin(line int) int {
	for {
		t := c.around(line)
		if t == nil {
			return line
		}
		first := c.pos(t.start).Line
		if first == line {
			return line
		}
		line = first
	}
}

// below is the line of the next entry; 0 if there is none.
func (c *commented) below(line int) int {
	for line++; line <= len(c.lines); line++ {
		if start, _ := c.bounds(line); start >= c.end {
			return 0
		}
		if _, text := c.ink(line); len(text) > 0 && text[0] != '%' && !documentMarker(text) {
			return line
		}
	}
	return 0
}

// last is the last line of the entry that begins on a line: those that stand deeper belong to it, and so do the items
// of a list right below its key, and the bracket that closes it.
func (c *commented) last(line int) int {
	indent, text := c.ink(line)
	last, item := line, isItem(text)
	for line++; line <= len(c.lines); line++ {
		if start, _ := c.bounds(line); start >= c.end {
			break
		}
		deep, text := c.ink(line)
		switch {
		case c.inside(line):
		case len(text) == 0:
			continue
		case deep > indent:
		case deep == indent && !item && isItem(text):
		case deep == indent && (text[0] == ']' || text[0] == '}'):
		default:
			return last
		}
		last = line
	}
	return last
}

func isItem(text []byte) bool {
	return len(text) > 0 && text[0] == '-' && (len(text) == 1 || isBlank(text[1]))
}
