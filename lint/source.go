package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// source is a file cut into lines.
type source struct {
	text   string
	starts []int // where each line begins

	// The last place that was asked for and where it stands in its line: diagnostics come in order, and a line may be
	// a whole file.
	last   template.Pos
	lastAt int
}

// newSource finds the lines of a text, which end with LF, CRLF or a lone CR. A byte order mark is no part of them.
func newSource(src []byte) *source {
	s := &source{text: strings.TrimPrefix(string(src), "\ufeff"), starts: []int{0}}
	for i := 0; i < len(s.text); i++ {
		if s.text[i] == '\n' || s.text[i] == '\r' && (i+1 == len(s.text) || s.text[i+1] != '\n') {
			s.starts = append(s.starts, i+1)
		}
	}
	return s
}

// has reports whether the file has that line.
func (s *source) has(line int) bool { return line >= 1 && line <= len(s.starts) }

// line returns a line, counted from 1, without its break.
func (s *source) line(n int) string {
	end := len(s.text)
	if n < len(s.starts) {
		end = s.starts[n]
	}
	return strings.TrimRight(s.text[s.starts[n-1]:end], "\r\n")
}

// offset returns the byte of its line at which a place stands.
func (s *source) offset(at template.Pos) int {
	line := s.line(at.Line)
	from := template.Pos{Line: at.Line, Column: 1}
	i := 0
	if s.last.Line == at.Line && s.last.Column <= at.Column {
		from, i = s.last, s.lastAt
	}
	i = advance(line, i, at.Column-from.Column)
	s.last, s.lastAt = at, i
	return i
}

// advance returns the byte that stands n characters after byte i.
func advance(s string, i, n int) int {
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}
