package template

import (
	"math"
	"slices"
)

// note is a comment on a line of its own, or an empty line.
type note struct {
	text   string
	column int
}

// take gives the comments that are pending to some lines, in an entry that is unfolded if there are any.
func (s *sweep) take(lines *[]string, in *entry) {
	for _, n := range s.pending {
		if n.text != "" {
			*lines = append(*lines, n.text)
			in.unfold()
		}
	}
	s.pending = nil
}

// attach gives the pending lines to the entries around them: to the next one, or, what stands deeper than that, to the
// end of what went before. Without a next one the document ends.
func (s *sweep) attach(next *entry) {
	if len(s.stack) > 0 {
		s.take(&next.head, next.parent)
		return
	}
	before := s.last
	for before != nil && before.parent != nil && before.parent.bracketed {
		before = before.parent
	}
	var empty []string
	reach := math.MaxInt
	for _, n := range s.pending {
		if n.text == "" {
			empty = []string{""}
			continue
		}
		reach = min(reach, n.column)
		to := target(before, next, reach)
		*to = append(append(*to, empty...), n.text)
		empty = nil
	}
	if next != nil {
		next.head = append(next.head, empty...)
	}
	s.pending = nil
}

// target finds the lines to which a comment belongs that stands in a column between two entries.
func target(before, next *entry, column int) *[]string {
	var shared *entry // what holds both
	switch {
	case next != nil && (before == nil || next.parent == before):
		return &next.head
	case column > before.column && before.nothing():
		return &before.foot
	case next != nil:
		shared = next.parent
		if column <= next.column {
			return &next.head
		}
	}
	for e := before.parent; e != shared && e != nil; e = e.parent {
		if e.inner <= column {
			for e.parent != shared && e.parent != nil && e.parent.inner == e.inner {
				e = e.parent
			}
			return &e.foot
		}
	}
	if next != nil {
		return &next.head
	}
	for before.parent != nil {
		before = before.parent
	}
	return &before.foot
}

// unfold writes a map or list that holds a comment on lines of its own, and what holds it too.
func (e *entry) unfold() {
	for ; e != nil; e = e.parent {
		e.flow = false
	}
}

// splitHead leaves the first of several groups of comments above a document to the document, and the one right above
// its first key to that.
func (p *page) splitHead() {
	head := p.root.head
	for len(head) > 0 && head[0] == "" {
		head = head[1:]
	}
	i := len(head)
	for i > 0 && head[i-1] != "" {
		i--
	}
	if i > 0 && i < len(head) && len(p.root.entries) > 0 {
		first := p.root.entries[0]
		first.head = slices.Concat(head[i-1:], first.head)
		head = head[:i]
	}
	p.root.head = head
}
