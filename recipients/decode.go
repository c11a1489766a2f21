package recipients

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// decode is a text in UTF-8 without its mark, and its beginning. What begins with a mark of UTF-16 is written in that, as
// the "Unicode text" of Excel is.
func decode(src io.Reader) (text io.Reader, head []byte, err error) {
	raw := bufio.NewReaderSize(src, 1<<16)
	mark, err := raw.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	b := raw
	switch {
	case bytes.HasPrefix(mark, []byte("\ufeff")):
		_, _ = raw.Discard(3)
	case bytes.HasPrefix(mark, []byte("\xff\xfe")):
		_, _ = raw.Discard(2)
		b = bufio.NewReaderSize(&utf16Text{raw, binary.LittleEndian}, 1<<16)
	case bytes.HasPrefix(mark, []byte("\xfe\xff")):
		_, _ = raw.Discard(2)
		b = bufio.NewReaderSize(&utf16Text{raw, binary.BigEndian}, 1<<16)
	}
	head, err = b.Peek(b.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	return b, head, nil
}

// utf16Text writes UTF-16 as UTF-8. Half a character becomes U+FFFD, which no cell may have.
type utf16Text struct {
	src   *bufio.Reader
	order binary.ByteOrder
}

func (t *utf16Text) Read(p []byte) (int, error) {
	if len(p) < utf8.UTFMax {
		return 0, io.ErrShortBuffer
	}
	n := 0
	for n+utf8.UTFMax <= len(p) {
		unit, err := t.src.Peek(2)
		if len(unit) < 2 {
			if n > 0 && errors.Is(err, io.EOF) {
				return n, nil
			}
			if len(unit) == 1 && errors.Is(err, io.EOF) {
				_, _ = t.src.Discard(1)
				return utf8.EncodeRune(p, utf8.RuneError), nil
			}
			return n, err
		}
		c := rune(t.order.Uint16(unit))
		_, _ = t.src.Discard(2)
		if utf16.IsSurrogate(c) {
			c = t.second(c)
		}
		n += utf8.EncodeRune(p[n:], c)
	}
	return n, nil
}

// second joins the first half of a character with the one that follows it.
func (t *utf16Text) second(first rune) rune {
	unit, _ := t.src.Peek(2)
	if len(unit) < 2 {
		return utf8.RuneError
	}
	c := utf16.DecodeRune(first, rune(t.order.Uint16(unit)))
	if c != utf8.RuneError {
		_, _ = t.src.Discard(2)
	}
	return c
}

// errLong says that a row did not end.
var errLong = errors.New("the row is too long")

// metered reads so many bytes, and then more only if it is granted more.
type metered struct {
	r     io.Reader
	left  int
	lines byte // what ends a line
}

func (m *metered) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLong
	}
	n, err := m.r.Read(p)
	m.left -= n
	if m.lines == '\r' {
		for i, c := range p[:n] {
			if c == '\r' {
				p[i] = '\n'
			}
		}
	}
	return n, err
}
