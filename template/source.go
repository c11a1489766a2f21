package template

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"
	"unicode/utf8"
)

// stride is the distance, in bytes, between two entries of source.runes.
const stride = 256

// bom is the byte order mark some editors put before a text. It has no column.
const bom = "\ufeff"

// source is the text of a file with an index of its lines. It holds no state
// beyond the index, so it may be shared between goroutines.
//
// Lines end at LF, CRLF or a lone CR, as editors and yaml.v3 count. yaml.v3 also
// ends lines at NEL, LS and PS; a text that holds these is refused before it
// comes here, because no editor agrees with it.
type source struct {
	text  []byte
	lines []int // the offset where each line begins; the first one after the BOM

	// runes[i] counts the characters before offset i*stride. With it a column
	// costs one stride at most, however long the line: a list of 40,000 items
	// on one line stays linear.
	runes []int
}

// newSource indexes text, which must not change afterwards.
func newSource(text []byte) *source {
	s := &source{text: text, lines: []int{0}}
	if bytes.HasPrefix(text, []byte(bom)) {
		s.lines[0] = len(bom)
	}
	s.lines = slices.Grow(s.lines, bytes.Count(text, []byte("\n")))
	if bytes.IndexByte(text, '\r') < 0 {
		for i := 0; ; i++ {
			n := bytes.IndexByte(text[i:], '\n')
			if n < 0 {
				break
			}
			i += n
			s.lines = append(s.lines, i+1)
		}
	} else {
		for i, b := range text {
			if b == '\n' || b == '\r' && breakWidth(text, i) == 1 {
				s.lines = append(s.lines, i+1)
			}
		}
	}
	s.runes = make([]int, 0, len(text)/stride+2)
	count := 0
	for i := 0; i < len(text); i += stride {
		s.runes = append(s.runes, count)
		count += runeStarts(text[i:min(len(text), i+stride)])
	}
	s.runes = append(s.runes, count) // so that the end of the text has an entry at or before it
	return s
}

// runeStarts counts the bytes that begin a character.
func runeStarts(text []byte) int {
	n := len(text)
	for len(text) >= 8 && binary.NativeEndian.Uint64(text)&0x8080808080808080 == 0 {
		text = text[8:]
	}
	for _, b := range text {
		if !utf8.RuneStart(b) {
			n--
		}
	}
	return n
}

// pos returns the line and the column of the character that holds the byte at
// offset. An offset outside the text, in the BOM or in a line break is moved to
// the nearest place a caret can stand.
func (s *source) pos(offset int) Pos {
	offset = max(offset, s.lines[0])
	line := sort.SearchInts(s.lines, offset+1) // the lines that begin at or before offset
	start, end := s.bounds(line)
	offset = min(offset, end)
	for offset > start && offset < end && !utf8.RuneStart(s.text[offset]) {
		offset--
	}
	return Pos{Line: line, Column: 1 + s.runesBefore(offset) - s.runesBefore(start)}
}

// offset returns where the character at line and column begins. It understands
// the Line and Column of a yaml.Node, and clamps: yaml.v3 may put a missing
// value one line below the text.
func (s *source) offset(line, column int) int {
	if line > len(s.lines) {
		return len(s.text)
	}
	start, end := s.bounds(line)
	want := s.runesBefore(start) + max(column, 1) - 1
	// Start at the last entry that is not past the wanted character.
	i := sort.SearchInts(s.runes, want+1) - 1
	at, count := max(start, i*stride), s.runes[i]
	if at > i*stride {
		count = s.runesBefore(at)
	}
	for ; at < end; at++ {
		if utf8.RuneStart(s.text[at]) {
			if count == want {
				return at
			}
			count++
		}
	}
	return end
}

// span returns the range between two offsets as people count.
func (s *source) span(start, end int) Span {
	return Span{Start: s.pos(start), End: s.pos(end)}
}

// line returns the text of a line without its break, and "" where there is none.
func (s *source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	start, end := s.bounds(n)
	return string(s.text[start:end])
}

// bounds returns the offsets between which the text of a line lies, without its
// break. A line outside the text is the nearest one inside.
func (s *source) bounds(line int) (start, end int) {
	line = min(max(line, 1), len(s.lines))
	start = s.lines[line-1]
	if line == len(s.lines) {
		return start, len(s.text)
	}
	end = s.lines[line] - 1 // a break ends here, of one byte or two
	if end > start && s.text[end] == '\n' && s.text[end-1] == '\r' {
		end--
	}
	return start, end
}

// runesBefore counts the characters that begin before offset.
func (s *source) runesBefore(offset int) int {
	i := offset / stride
	count := s.runes[i]
	for _, b := range s.text[i*stride : offset] {
		if utf8.RuneStart(b) {
			count++
		}
	}
	return count
}

// breakWidth returns the length of the line break at text[i], 0 if there is none.
func breakWidth(text []byte, i int) int {
	switch {
	case i >= len(text):
		return 0
	case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
		return 2
	case text[i] == '\r' || text[i] == '\n':
		return 1
	}
	return 0
}
