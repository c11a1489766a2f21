package template

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSourcePosAndOffset(t *testing.T) {
	text := "\ufeffab\r\ncafé 😀!\re\u0301\n\n\tz"
	s := newSource([]byte(text))
	for _, tt := range []struct {
		at   string // the text at the place
		want Pos
	}{
		{"ab", Pos{1, 1}},
		{"b\r", Pos{1, 2}},
		{"\r\nc", Pos{1, 3}},
		{"café", Pos{2, 1}},
		{"é", Pos{2, 4}},
		{"😀", Pos{2, 6}},
		{"!", Pos{2, 7}},
		{"\re", Pos{2, 8}},
		{"e\u0301", Pos{3, 1}},
		{"\u0301", Pos{3, 2}},
		{"\n\n", Pos{3, 3}},
		{"\n\t", Pos{4, 1}},
		{"\tz", Pos{5, 1}},
		{"z", Pos{5, 2}},
	} {
		offset := strings.Index(text, tt.at)
		require.GreaterOrEqual(t, offset, 0)
		assert.Equal(t, tt.want, s.pos(offset), "pos of %q", tt.at)
		assert.Equal(t, offset, s.offset(tt.want.Line, tt.want.Column), "offset of %q", tt.at)
	}
}

func TestSourceClamps(t *testing.T) {
	s := newSource([]byte("\ufeffaé\r\nb"))
	assert.Equal(t, Pos{1, 1}, s.pos(-5), "before the text")
	assert.Equal(t, Pos{1, 1}, s.pos(1), "in the BOM")
	assert.Equal(t, Pos{1, 2}, s.pos(5), "inside a character")
	assert.Equal(t, Pos{1, 3}, s.pos(7), "between CR and LF")
	assert.Equal(t, Pos{2, 2}, s.pos(99), "behind the text")

	assert.Equal(t, 3, s.offset(0, 0), "before the text")
	assert.Equal(t, 3, s.offset(1, -1), "before the line")
	assert.Equal(t, 6, s.offset(1, 99), "behind the line")
	assert.Equal(t, 9, s.offset(3, 1), "below the text")

	empty := newSource(nil)
	assert.Equal(t, Pos{1, 1}, empty.pos(3))
	assert.Equal(t, 0, empty.offset(2, 2))
}

func TestSourceLine(t *testing.T) {
	s := newSource([]byte("\ufeffa\r\n\rb\n"))
	var lines []string
	for n := range 7 {
		lines = append(lines, s.line(n))
	}
	assert.Equal(t, []string{"", "a", "", "b", "", "", ""}, lines)
	assert.Equal(t, Span{Pos{1, 1}, Pos{3, 2}}, s.span(3, 8))
}

// TestSourceAgainstCounting compares the index with plain counting, on lines
// that are longer than the stride of the index.
func TestSourceAgainstCounting(t *testing.T) {
	text := strings.Repeat("é", 400) + "\n" + strings.Repeat("a😀", 300) + "\r\n\n" + strings.Repeat("x", stride)
	s := newSource([]byte(text))
	line, start := 1, 0
	for i, c := range text {
		want := Pos{line, 1 + utf8.RuneCountInString(text[start:i])}
		if c != '\n' || text[max(i-1, 0)] != '\r' { // no caret between CR and LF
			require.Equal(t, want, s.pos(i), "pos of %d", i)
			require.Equal(t, i, s.offset(want.Line, want.Column), "offset of %v", want)
		}
		if c == '\n' {
			line, start = line+1, i+1
		}
	}
}

func FuzzSource(f *testing.F) {
	f.Add([]byte("\ufeffaé\r\n\rb\xff\n"), 3, 2)
	f.Fuzz(func(t *testing.T, text []byte, n, column int) {
		s := newSource(text)
		for i := -1; i <= len(text)+1; i++ {
			p := s.pos(i)
			require.True(t, p.Line >= 1 && p.Line <= len(s.lines) && p.Column >= 1)
			if utf8.Valid(text) {
				require.Equal(t, p, s.pos(s.offset(p.Line, p.Column)), "a position names its own offset")
			}
		}
		offset := s.offset(n, column)
		require.True(t, offset >= 0 && offset <= len(text))
		_ = s.line(n)
	})
}
