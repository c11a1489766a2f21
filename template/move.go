package template

import (
	"bytes"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// MoveButtons is the edit that brings the template's buttons into another order: order has their indices. Each moves
// with the comments beside it, right above it and apart below it, and keeps its bytes. ok is false where that is not
// certain: the buttons do not stand one below the other, each behind its dash.
func (t *Template) MoveButtons(order []int) (e Edit, ok bool) {
	if len(order) < 2 || len(order) != len(t.Buttons) {
		return e, false
	}
	s := t.Buttons[0].src
	entries := make([]byteRange, len(order)) // whole lines, but for the empty ones between them
	dash := 0
	for i, b := range t.Buttons {
		start, _ := s.bounds(b.node.Line)
		before := string(s.text[start:s.offset(b.node.Line, b.node.Column)])
		column := strings.IndexByte(before, '-')
		if strings.Trim(before, " ") != "-" || i > 0 && column != dash {
			return e, false
		}
		dash = column
		top := b.node.Line
		for i > 0 && s.isComment(top-1, dash) {
			top--
		}
		entries[i].start = s.lines[top-1]
		if i > 0 {
			entries[i-1].end = s.lastInk(s.lines[t.Buttons[i-1].node.Line-1], entries[i].start)
		}
	}
	last := &entries[len(entries)-1]
	last.end = s.lastInk(last.start, s.blockEnd(t.Buttons[len(order)-1].node.Line, dash))
	for _, r := range entries {
		if !oneItem(s.text[r.start:r.end]) {
			return e, false
		}
	}
	var b strings.Builder
	for i, from := range order {
		if from < 0 || from >= len(entries) || slices.Index(order, from) != i {
			return e, false
		}
		b.Write(s.text[entries[from].start:entries[from].end])
		if i+1 < len(entries) {
			b.Write(s.text[entries[i].end:entries[i+1].start])
		}
	}
	return Edit{s.span(entries[0].start, last.end), b.String()}, true
}

// isComment reports whether a line is nothing but a comment that begins in a column, from 0.
func (s *source) isComment(line, column int) bool {
	text := s.line(line)
	return len(text) > column && text[column] == '#' && strings.Trim(text[:column], " ") == ""
}

// blockEnd is where the lines end that stand deeper than a column, from 0, below a line.
func (s *source) blockEnd(line, column int) int {
	for line++; line <= len(s.lines); line++ {
		text := s.line(line)
		if ink := strings.TrimLeft(text, " "); strings.TrimSpace(text) != "" && len(text)-len(ink) <= column {
			return s.lines[line-1]
		}
	}
	return len(s.text)
}

// lastInk is where the last line with text between two places ends, without its break.
func (s *source) lastInk(start, end int) int {
	return start + len(bytes.TrimRight(s.text[start:end], "\r\n \t"))
}

// oneItem reports whether a text, read by itself, is a list of one item: nothing of an entry stands elsewhere.
func oneItem(text []byte) bool {
	var doc yaml.Node
	return decode(yaml.NewDecoder(bytes.NewReader(text)), &doc) == nil && len(doc.Content) == 1 && len(list(doc.Content[0])) == 1
}
