package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	bulletMarker = "•"
	quoteMarker  = "▌"
	fence        = "```"
)

var markerStyle = map[byte]Style{'*': Bold, '_': Italic, '~': Strike, '`': Code}

// Markup reads a body as WhatsApp shows it. WhatsApp formats the text after the
// values are in, so markers work around values and inside them; the pieces are
// read as one text, and the runs tell afterwards what came from a parameter.
// A marker that does nothing is text like any other; there is no escape.
//
// No text gives no lines.
func Markup(pieces []Piece) []Line {
	m := joinPieces(pieces)
	var lines []Line
	pos := 0
	for _, b := range m.fences() {
		lines = append(lines, m.linesBefore(pos, b.from)...)
		lines = append(lines, m.block(b)...)
		pos = b.to
		if strings.HasPrefix(m.text[pos:], "\n") {
			pos++ // it ends the fence's line, it does not make an empty one
		}
	}
	if pos == len(m.text) {
		return lines
	}
	return append(lines, m.lines(pos, len(m.text))...)
}

// markupText is a text with what is known of each byte. WhatsApp publishes no
// grammar; where clients are known to disagree the code says so.
type markupText struct {
	text  string
	param []int
	style []Style
}

type byteRange struct{ from, to int }

func joinPieces(pieces []Piece) *markupText {
	var text []byte
	var param []int
	for _, p := range pieces {
		for i := range len(p.Text) {
			if n := len(text); p.Text[i] == '\n' && n > 0 && text[n-1] == '\r' {
				text, param = text[:n-1], param[:n-1]
			}
			text, param = append(text, p.Text[i]), append(param, p.Param)
		}
	}
	return &markupText{string(text), param, make([]Style, len(text))}
}

// fences marks the text between triple backticks and returns the spans that
// hold a newline, fences included. It goes first because it alone crosses
// lines and because nothing in it is formatted.
func (m *markupText) fences() []byteRange {
	var blocks []byteRange
	for open := 0; ; {
		before, rest, _ := strings.Cut(m.text[open:], fence)
		content, _, closed := strings.Cut(rest, fence)
		if !closed {
			return blocks
		}
		from := open + len(before)
		to := from + len(fence) + len(content)
		if strings.TrimSpace(content) == "" {
			open = to // the fence that closes nothing may still open
			continue
		}
		open = to + len(fence)
		m.paint(from, open, Mono)
		m.paint(from, from+len(fence), hidden)
		m.paint(to, open, hidden)
		if strings.Contains(content, "\n") {
			blocks = append(blocks, byteRange{from, open})
		}
	}
}

// block returns the lines between two fences. A newline next to a fence only
// puts the fence on a line of its own.
func (m *markupText) block(b byteRange) []Line {
	from, to := b.from+len(fence), b.to-len(fence)
	if m.text[from] == '\n' {
		from++
	}
	if to > from && m.text[to-1] == '\n' {
		to--
	}
	var lines []Line
	for _, l := range m.split(from, to) {
		lines = append(lines, Line{Kind: Block, Runs: m.runs(l.from, l.to)})
	}
	return lines
}

// linesBefore returns the lines up to a block. What stands on the fence's own
// line becomes a line, unless there is nothing.
func (m *markupText) linesBefore(from, to int) []Line {
	lines := m.lines(from, to)
	if from == to || m.text[to-1] == '\n' {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func (m *markupText) lines(from, to int) []Line {
	var lines []Line
	for _, l := range m.split(from, to) {
		lines = append(lines, m.line(l.from, l.to))
	}
	return lines
}

func (m *markupText) line(from, to int) Line {
	var l Line
	if from == 0 || m.text[from-1] == '\n' {
		var n int
		l.Kind, l.Marker, n = linePrefix(m.text[from:to])
		from += n
	}
	m.spans(from, to, "`") // first: nothing in code is a marker
	m.links(from, to)
	m.spans(from, to, "*_~")
	l.Runs = m.runs(from, to)
	return l
}

// linePrefix reads what makes a line a list item or a quote, n bytes long. It
// comes before the spans, so "* a*" is an item and not bold.
func linePrefix(s string) (kind LineKind, marker string, n int) {
	switch {
	case strings.HasPrefix(s, "* "), strings.HasPrefix(s, "- "):
		return Bullet, bulletMarker, 2
	case strings.HasPrefix(s, "> "):
		return Quote, quoteMarker, 2
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if (digits == 1 || digits == 2) && strings.HasPrefix(s[digits:], ". ") {
		return Numbered, s[:digits+1], digits + 2
	}
	return Plain, "", 0
}

// spans formats what stands between pairs of the markers. A span holds no
// marker of its own kind, so the search inside is at most three deep, and no
// byte is read more often than that.
func (m *markupText) spans(from, to int, markers string) {
	for i := from; i < to; i++ {
		if strings.IndexByte(markers, m.text[i]) < 0 || m.done(i) {
			continue
		}
		end := m.closer(i, to)
		if end < 0 {
			continue
		}
		m.spans(i+1, end, markers)
		m.paint(i+1, end, markerStyle[m.text[i]])
		m.paint(i, i+1, hidden)
		m.paint(end, end+1, hidden)
		i = end
	}
}

// closer finds the marker that closes a span opened at i, or -1. Only the next
// one of its kind can: "_a_b_" is literal here, though some clients read it as
// italic "a_b".
func (m *markupText) closer(i, to int) int {
	if !m.opens(i) {
		return -1
	}
	for j := i + 1; j < to; j++ {
		if m.text[j] != m.text[i] || m.done(j) {
			continue
		}
		if j > i+1 && m.closes(j) {
			return j
		}
		return -1
	}
	return -1
}

// opens reports whether the marker at i may open a span: no word may run into
// it, and the text must touch it. Some clients also want a blank before it;
// they would leave "(*a*)" alone. Doubled markers, as in "**a**", open nothing.
func (m *markupText) opens(i int) bool {
	if i > 0 && m.text[i-1] == m.text[i] || endsWord(m.text[:i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(m.text[i+1:])
	return !unicode.IsSpace(r)
}

// closes is opens, seen from the other side.
func (m *markupText) closes(i int) bool {
	last, _ := utf8.DecodeLastRuneInString(m.text[:i])
	next, _ := utf8.DecodeRuneInString(m.text[i+1:])
	return !unicode.IsSpace(last) && !isWord(next) && next != rune(m.text[i])
}

// endsWord reports whether s ends in a word character and its marks. Marks
// that make an emoji of their base make it no word: in "1️⃣*a*" bold may start.
func endsWord(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch {
		case r == '\uFE0F' || r == '\u20E3':
			return false
		case !unicode.IsMark(r):
			return isWord(r)
		}
		s = s[:len(s)-n]
	}
	return false
}

// isWord counts letters of every script, so Chinese and Thai need blanks around
// a span. That is what the Latin rule says when read literally; unconfirmed.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// done reports whether byte i is no longer open to marking: it is a marker in
// use, code, or part of an address.
func (m *markupText) done(i int) bool { return m.style[i]&(Code|Mono|Link|hidden) != 0 }

func (m *markupText) paint(from, to int, s Style) {
	for i := from; i < to; i++ {
		m.style[i] |= s
	}
}

// split returns the ranges of the lines between two offsets, at least one.
func (m *markupText) split(from, to int) []byteRange {
	var ranges []byteRange
	for line := range strings.SplitSeq(m.text[from:to], "\n") {
		ranges = append(ranges, byteRange{from, from + len(line)})
		from += len(line) + 1
	}
	return ranges
}

func (m *markupText) runs(from, to int) []Run {
	var runs []Run
	for i, j := from, from; i < to; i = j {
		j = i + 1
		if m.style[i]&hidden != 0 {
			continue
		}
		for j < to && m.style[j] == m.style[i] && m.param[j] == m.param[i] {
			j++
		}
		runs = append(runs, Run{m.text[i:j], m.style[i], m.param[i]})
	}
	return runs
}
