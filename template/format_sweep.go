package template

import (
	"bytes"
	"fmt"
	"strings"
)

// sweep goes over the source of a segment from ink to ink. What stands between them are marks of YAML, comments and
// empty lines: it gives the comments to the entries they belong to. yaml.v3 does so too, but loses some, and knows the
// place of none.
type sweep struct {
	reader
	all  *pages
	page *page
	at   int // how far it has come

	pending []note   // the lines since the last ink
	stack   []*entry // the brackets that are open
	last    *entry   // the entry that started last
	tail    *entry   // the one to which a comment at the end of the line belongs
	inked   bool     // the line has ink
	used    bool     // the line has ink or a comment
}

func (s *sweep) run(end int) error {
	s.newPage()
	for _, k := range s.inks {
		if err := s.gap(k.start); err != nil {
			return err
		}
		if err := s.ink(k); err != nil {
			return err
		}
	}
	if err := s.gap(end); err != nil {
		return err
	}
	s.finish()
	if len(s.entries) > 0 || len(s.stack) > 0 {
		return s.lost()
	}
	return nil
}

// lost says where the sweep cannot follow the source: a tag, a directive, or what only yaml.v3 understands.
func (s *sweep) lost() error {
	p := s.src.pos(s.at)
	return fmt.Errorf("line %d, column %d cannot be kept as it stands", p.Line, p.Column)
}

func (s *sweep) newPage() {
	s.page = &page{}
	s.all.pages = append(s.all.pages, s.page)
	s.last, s.tail = nil, nil
}

// gap reads what stands before the next ink.
func (s *sweep) gap(end int) error {
	if end < s.at {
		return s.lost()
	}
	for s.at < end {
		switch c := s.src.text[s.at]; {
		case breakWidth(s.src.text, s.at) > 0:
			if !s.used {
				s.pending = append(s.pending, note{})
			}
			s.inked, s.used = false, false
			s.at += breakWidth(s.src.text, s.at)
		case isBlank(c):
			s.at++
		case c == '#':
			s.comment(end)
		default:
			s.inked, s.used = true, true
			if err := s.mark(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// comment reads a comment to the end of its line. At the end of a line with ink it belongs to that.
func (s *sweep) comment(end int) {
	start := s.at
	for s.at < end && isInLine(s.src.text[s.at]) {
		s.at++
	}
	text := string(bytes.TrimRight(s.src.text[start:s.at], " \t"))
	column := s.src.pos(start).Column
	s.all.comments = append(s.all.comments, text)
	s.used = true
	if !s.inked || s.tail == nil {
		s.pending = append(s.pending, note{text, column})
		return
	}
	if s.tail.tail != "" {
		s.tail.head = append(s.tail.head, s.tail.tail)
	}
	s.tail.tail, s.tail.tailColumn = text, 0
	if gap := s.src.text[:start]; len(gap)-len(bytes.TrimRight(gap, " \t")) > 1 {
		s.tail.tailColumn = column
	}
	s.tail.parent.unfold()
}

// mark reads a mark of YAML.
func (s *sweep) mark(c byte) error {
	rest := s.src.text[s.at:]
	lineStart := s.src.pos(s.at).Column == 1
	switch {
	case lineStart && documentMarker(rest):
		s.at += len("---")
		for _, n := range s.pending {
			s.page.before = append(s.page.before, n.text)
		}
		s.pending = nil
		if s.page.mark != nil || s.page.root != nil {
			return s.lost()
		}
		s.page.mark = &entry{}
		s.tail = s.page.mark
	case lineStart && bytes.HasPrefix(rest, []byte("...")):
		s.at += len("...")
		s.finish()
		s.newPage()
	case c == '-':
		return s.dash()
	case c == ']' || c == '}':
		return s.closeBracket()
	case strings.IndexByte(",:?", c) >= 0:
		s.at++
	default:
		return s.lost()
	}
	return nil
}

// dash starts the next item of a list.
func (s *sweep) dash() error {
	next := s.next()
	if next != nil && next.parent == nil && !next.started && len(s.entries) > 1 {
		next = s.entries[1]
	}
	if next == nil || next.pair || next.parent == nil || next.parent.bracketed {
		return s.lost()
	}
	if err := s.start(next); err != nil {
		return err
	}
	s.at++
	return nil
}

func (s *sweep) next() *entry {
	if len(s.entries) == 0 {
		return nil
	}
	return s.entries[0]
}

// start comes to an entry, and to what holds it if that begins with it.
func (s *sweep) start(e *entry) error {
	column := s.src.pos(s.at).Column
	for first := true; !e.started; first = false {
		next := s.next()
		if next == nil || next != e && (next.pair || next.parent != nil && !next.parent.bracketed) {
			return s.lost()
		}
		if next.parent == nil {
			if s.page.root != nil {
				return s.lost()
			}
			s.page.root = next
		} else if next.parent.inner == 0 {
			next.parent.inner = column
		}
		next.started, next.column = true, column
		if first {
			s.attach(next)
		}
		s.entries = s.entries[1:]
		s.last, s.tail = next, next
	}
	return nil
}

// ink reads what is written for an entry.
func (s *sweep) ink(k ink) error {
	e := k.entry
	if !e.started {
		if !e.pair && e.parent != nil && !e.parent.bracketed {
			return s.lost() // an item without its dash
		}
		if err := s.start(e); err != nil {
			return err
		}
	} else {
		s.take(&e.head, e.parent) // between a key and its value
	}
	s.tail, s.inked, s.used = e, true, true
	if k.opens {
		s.stack = append(s.stack, e)
		e.opened = k.start
	}
	s.at = k.end
	return nil
}

func (s *sweep) closeBracket() error {
	if len(s.stack) == 0 {
		return s.lost()
	}
	e := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.take(&e.foot, e)
	if bytes.ContainsAny(s.src.text[e.opened:s.at], "\r\n") {
		e.unfold()
	}
	s.tail = e
	s.at++
	return nil
}

// finish ends a page: what is pending stands below its last entry.
func (s *sweep) finish() {
	if s.page.root != nil && len(s.stack) == 0 {
		s.attach(nil)
		return
	}
	for i := len(s.pending); i > 0 && s.pending[i-1].text == ""; i-- {
		s.pending = s.pending[:i-1]
	}
	for _, n := range s.pending {
		s.page.after = append(s.page.after, n.text)
	}
	s.pending = nil
}
