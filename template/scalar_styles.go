package template

import (
	"bytes"
	"strconv"
	"strings"
)

// escapes are the escapes of one character after the backslash.
var escapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r",
	'e': "\x1b", ' ': " ", '"': `"`, '\'': "'", '/': "/", '\\': `\`,
	'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

// hexDigits are the escapes that name a code point, with the number of digits.
var hexDigits = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// maxParent is the deepest indentation of a parent tried for a block scalar.
const maxParent = 255

// plain reads a scalar without quotes. Where it ends depends on what is around
// it, which a node does not tell; so it reads as far as want goes and then
// requires something that can end a plain scalar.
func (r *scalarReader) plain() bool {
	r.m.whole.start = r.at
	for len(r.m.bytes) < len(r.want) && !r.bad {
		if isSpace(r.peek()) {
			r.space(false)
		} else {
			r.char()
		}
	}
	r.m.end, r.m.whole.end = r.at, r.at
	if r.want == "" || r.at == len(r.src) || isSpace(r.peek()) {
		return true
	}
	atColon := r.peek() == ':' && (r.at+1 == len(r.src) || isSpace(r.src[r.at+1]))
	return atColon || strings.IndexByte(",?[]{}", r.peek()) >= 0
}

// quoted reads a scalar in quotes of the given kind, up to the closing one.
func (r *scalarReader) quoted(quote byte) bool {
	if r.peek() != quote {
		return false
	}
	r.m.whole.start = r.at
	r.at++
	for !r.bad {
		switch c := r.peek(); {
		case quote == '\'' && bytes.HasPrefix(r.src[r.at:], []byte("''")):
			r.emit("'", r.at, r.at+2)
			r.at += 2
		case c == quote:
			r.m.end = r.at
			r.at++
			r.m.whole.end = r.at
			return true
		case quote == '"' && c == '\\':
			r.escape()
		case isSpace(c):
			r.space(false)
		default:
			r.char()
		}
	}
	return false
}

// space reads a run of blanks and line breaks in a plain or quoted scalar. On
// one line, blanks stand for themselves. Across lines they vanish, and a single
// break is a space; of several, the first vanishes and the others are newlines.
// If an escaped break went before, it was the first.
func (r *scalarReader) space(escaped bool) {
	start, breaks := r.at, 0
	if escaped {
		breaks = 1
	}
	for isSpace(r.peek()) {
		width := breakWidth(r.src, r.at)
		if width > 0 && breaks > 0 {
			r.emit("\n", r.at, r.at+width)
		}
		breaks += min(width, 1)
		r.at += max(width, 1)
	}
	switch {
	case breaks == 0:
		for i := start; i < r.at; i++ {
			r.emit(string(r.src[i]), i, i+1)
		}
	case breaks == 1 && !escaped:
		r.emit(" ", start, r.at)
	}
}

// escape reads a backslash and what it escapes, which may be a line break.
func (r *scalarReader) escape() {
	start := r.at
	r.at++
	if width := breakWidth(r.src, r.at); width > 0 {
		r.at += width
		r.space(true)
		return
	}
	digits := hexDigits[r.peek()]
	end := min(r.at+1+digits, len(r.src))
	text, known := escapes[r.peek()]
	if digits > 0 {
		code, err := strconv.ParseUint(string(r.src[r.at+1:end]), 16, 32)
		text, known = string(rune(code)), err == nil
	}
	r.emit(text, start, end)
	r.bad = r.bad || !known
	r.at = end
}

// block reads a block scalar. The indentation of its text may depend on that of
// its parent, which a node does not tell. So the parents are tried in turn, and
// the value decides: with another indentation the first line of text would have
// more blanks, or fewer.
func (r *scalarReader) block(folded bool) bool {
	indicator := r.at
	h, ok := r.blockHeader()
	if !ok || h.folded != folded {
		return false
	}
	text := r.at
	for parent := range maxParent + 1 {
		r.at, r.bad = text, false
		r.m.bytes, r.m.end = r.m.bytes[:0], indicator
		r.blockLines(h, parent)
		if !r.done() {
			continue
		}
		// The lines without text around the others are not underlined.
		before := len(r.want) - len(strings.TrimLeft(r.want, "\n"))
		if r.m.whole = (byteRange{indicator, indicator + 1}); before < len(r.want) {
			r.m.whole = byteRange{r.m.bytes[before].start, r.m.end}
		}
		return true
	}
	return false
}

// blockHeader is what a block scalar begins with.
type blockHeader struct {
	folded bool
	chomp  byte // '+', '-' or 0
	indent int  // relative to the parent; 0 if the text decides
}

// blockHeader reads | or >, then [+-] and [1-9] in either order, a comment, and
// the line break.
func (r *scalarReader) blockHeader() (h blockHeader, ok bool) {
	indicator := r.peek()
	if indicator != '|' && indicator != '>' {
		return h, false
	}
	h.folded = indicator == '>'
	r.at++
	for range 2 {
		switch c := r.peek(); {
		case (c == '+' || c == '-') && h.chomp == 0:
			h.chomp = c
			r.at++
		case c >= '1' && c <= '9' && h.indent == 0:
			h.indent = int(c - '0')
			r.at++
		}
	}
	r.skip(isBlank)
	if r.peek() == '#' {
		r.skip(isInLine)
	}
	width := breakWidth(r.src, r.at)
	ok = width > 0 || r.at == len(r.src)
	r.at += width
	return h, ok
}

// blockLines reads the text of a block scalar, given the indentation of its
// parent. A line break is written only when the line after it is known, because
// folding and chomping depend on both.
func (r *scalarReader) blockLines(h blockHeader, parent int) {
	indent := 0
	if h.indent > 0 {
		indent = parent + h.indent
	}
	var last []byteRange // the break that ended the last line of text
	wasBlank := false    // that line began with a blank, so its break is kept
	column, empty := r.emptyLines(&indent, parent)
	for column == indent && r.at < len(r.src) && !r.bad {
		nowBlank := isBlank(r.peek())
		if !h.folded || wasBlank || nowBlank {
			r.newlines(last)
		} else if len(last) > 0 && len(empty) == 0 {
			r.emit(" ", last[0].start, r.at)
		}
		r.newlines(empty)
		wasBlank = nowBlank
		for r.at < len(r.src) && isInLine(r.peek()) && !r.bad {
			r.char()
		}
		r.m.end = r.at
		last = nil
		if width := breakWidth(r.src, r.at); width > 0 {
			last = []byteRange{{r.at, r.at + width}}
			r.at += width
		}
		column, empty = r.emptyLines(&indent, parent)
	}
	if h.chomp != '-' {
		r.newlines(last)
	}
	if h.chomp == '+' {
		r.newlines(empty)
	}
}

// emptyLines steps over the lines without text and the indentation of the line
// after them. It returns the column reached and the breaks passed. If the
// indentation is still unknown, the deepest of these lines sets it.
func (r *scalarReader) emptyLines(indent *int, parent int) (column int, breaks []byteRange) {
	deepest := 0
	for {
		start := r.at
		for (*indent == 0 || r.at-start < *indent) && r.peek() == ' ' {
			r.at++
		}
		column = r.at - start
		deepest = max(deepest, column)
		width := breakWidth(r.src, r.at)
		if width == 0 {
			break
		}
		breaks = append(breaks, byteRange{r.at, r.at + width})
		r.at += width
	}
	if *indent == 0 {
		*indent = max(deepest, parent+1)
	}
	return column, breaks
}

// newlines writes a newline for each line break.
func (r *scalarReader) newlines(breaks []byteRange) {
	for _, b := range breaks {
		r.emit("\n", b.start, b.end)
	}
}
