package template

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

// pages is a file read for its form: its documents with everything that stands around them.
type pages struct {
	pages    []*page
	comments []string // all of them, in the order of the file
	meanings []string // what each document says, however it is written
}

// readPages reads a file that has no faults of syntax.
func readPages(text []byte) (*pages, error) {
	all := &pages{}
	src := newSource(text)
	start := src.lines[0]
	for _, seg := range segments(text) {
		end := start + len(bytes.TrimPrefix(seg.text, []byte(bom)))
		if err := all.segment(src, seg, start, end); err != nil {
			return nil, err
		}
		start = end
	}
	for _, p := range all.pages {
		if p.root != nil {
			p.splitHead()
			at := placeOf(p.root)
			p.root.settle(at)
			p.root.house(at, "")
		}
	}
	return all, nil
}

// segment reads the documents between start and end.
func (all *pages) segment(src *source, seg segment, start, end int) error {
	r := reader{src: src}
	documents := yaml.NewDecoder(bytes.NewReader(seg.text))
	for {
		var doc yaml.Node
		err := decode(documents, &doc)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if len(doc.Content) == 0 || doc.Content[0].ShortTag() == "!!null" && doc.Content[0].Value == "" {
			continue
		}
		shift(&doc, seg.lines)
		root, err := r.entry(doc.Content[0], nil, 0)
		if err != nil {
			return err
		}
		all.meanings = append(all.meanings, meaning(doc.Content[0], placeOf(root), ""))
	}
	s := sweep{reader: r, all: all, at: start}
	return s.run(end)
}

// maxNesting is how deep a file may nest that is formatted; the schema allows less.
const maxNesting = 64

// reader makes entries of nodes, and notes where in the source they stand.
type reader struct {
	src     *source
	inks    []ink    // in the order of the file
	entries []*entry // so are these
}

// ink is a stretch of the source that is written for an entry: its key, its text, or the bracket that opens it.
type ink struct {
	start, end int
	entry      *entry
	opens      bool
}

func (r *reader) entry(n *yaml.Node, parent *entry, depth int) (*entry, error) {
	e := &entry{kind: n.Kind, spot: spot{parent: parent}}
	r.entries = append(r.entries, e)
	return e, r.value(e, n, depth)
}

func (r *reader) value(e *entry, n *yaml.Node, depth int) error {
	switch {
	case depth > maxNesting:
		return fmt.Errorf("it nests deeper than %d levels", maxNesting)
	case n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0:
		return errors.New("anchors, aliases and tags are not part of the language")
	case n.Kind == yaml.ScalarNode:
		return r.scalar(e, n)
	}
	at := r.src.offset(n.Line, n.Column)
	e.bracketed = n.Style&yaml.FlowStyle != 0
	e.flow = e.bracketed
	if c := r.src.text[min(at, len(r.src.text)-1)]; c == '{' || c == '[' {
		r.inks = append(r.inks, ink{at, at + 1, e, true})
	}
	if n.Kind == yaml.SequenceNode {
		return r.items(e, n, depth)
	}
	return r.pairs(e, n, depth)
}

func (r *reader) items(e *entry, n *yaml.Node, depth int) error {
	for _, item := range n.Content {
		c, err := r.entry(item, e, depth+1)
		if err != nil {
			return err
		}
		e.add(c)
	}
	return nil
}

func (r *reader) pairs(e *entry, n *yaml.Node, depth int) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!null" || key.ShortTag() == "!!merge" {
			return fmt.Errorf("a key on line %d is no text", key.Line)
		}
		c := e.add(&entry{kind: n.Content[i+1].Kind, key: key.Value, bareKey: unquoted(key), spot: spot{parent: e, pair: true}})
		r.entries = append(r.entries, c)
		if key.Anchor != "" || key.Style&yaml.TaggedStyle != 0 {
			return errors.New("anchors and tags are not part of the language")
		}
		if _, err := r.inked(c, key); err != nil {
			return err
		}
		if err := r.value(c, n.Content[i+1], depth+1); err != nil {
			return err
		}
	}
	return nil
}

func unquoted(n *yaml.Node) bool {
	return n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

func (r *reader) scalar(e *entry, n *yaml.Node) error {
	e.text = n.Value
	e.block = n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if unquoted(n) {
		switch n.ShortTag() {
		case "!!null", "!!bool", "!!int", "!!float":
			e.bare = true
		}
	}
	m, err := r.inked(e, n)
	e.folds = folds(r.src.text, n.Value, m)
	return err
}

// folds are the lines of the source into which a text of one line is broken; none if it is not.
func folds(src []byte, text string, m scalarMap) []string {
	if strings.Contains(strings.TrimRight(text, "\n"), "\n") {
		return nil
	}
	var lines []string
	start := 0
	for i, b := range m.bytes {
		if text[i] == ' ' && bytes.ContainsAny(src[b.start:b.end], "\r\n") {
			lines = append(lines, text[start:i])
			start = i + 1
		}
	}
	if start == 0 {
		return nil
	}
	return append(lines, strings.TrimRight(text[start:], "\n"))
}

// inked notes where a scalar is written: a block in two parts, because a comment may stand between them.
func (r *reader) inked(e *entry, n *yaml.Node) (scalarMap, error) {
	m, ok := r.src.scalar(n)
	if !ok {
		return m, fmt.Errorf("the text on line %d cannot be found again", n.Line)
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		if m.whole.start < m.whole.end {
			r.inks = append(r.inks, ink{m.whole.start, m.whole.end, e, false})
		}
		return m, nil
	}
	head := scalarReader{src: r.src.text, at: r.src.offset(n.Line, n.Column)}
	start := head.at
	head.skip(func(c byte) bool { return c == '|' || c == '>' || c == '+' || c == '-' || c >= '0' && c <= '9' })
	r.inks = append(r.inks, ink{start, head.at, e, false})
	if len(m.bytes) > 0 {
		r.inks = append(r.inks, ink{m.bytes[0].start, max(m.end, m.bytes[0].start), e, false})
	}
	return m, nil
}
