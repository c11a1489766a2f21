package template

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"
)

// Replace is the edit after which the text reads with where it has Value[start:end], written as the text's style wants
// it. ok is false where that cannot be said for certain: the text in the file does not read as Value does, half a
// character would be replaced, or what stands around it would be read otherwise.
func (t Text) Replace(start, end int, with string) (e Edit, ok bool) {
	m, found := t.mapped()
	if !found || start < 0 || start >= end || end > len(t.Value) {
		return e, false
	}
	if start > 0 && m.bytes[start-1] == m.bytes[start] || end < len(m.bytes) && m.bytes[end-1] == m.bytes[end] {
		return e, false
	}
	seam := seam{t, m.whole, start, end, with}
	from, to := m.bytes[start].start, m.bytes[end-1].end
	if seam.emptyLines() {
		// With the blanks on the lines that go: they belong to no character.
		return Edit{t.src.span(m.bytes[start-1].end, to), ""}, true
	}
	if strings.ContainsAny(with, "\r\n") || strings.IndexFunc(with, hidden) >= 0 || seam.breaks(m) {
		return e, false
	}
	before, after := t.src.text[m.whole.start:from], t.src.text[to:max(to, m.whole.end)]
	switch style := t.node.Style &^ yaml.TaggedStyle; style {
	case yaml.DoubleQuotedStyle:
		e.New = strings.TrimSuffix(strings.TrimPrefix(quoted(with), `"`), `"`)
		ok = !swallows(before, after, e.New)
	case yaml.SingleQuotedStyle:
		e.New = strings.ReplaceAll(with, "'", "''")
		ok = !swallows(before, after, e.New)
	case yaml.LiteralStyle, yaml.FoldedStyle:
		line, _ := t.src.bounds(t.src.pos(from).Line)
		e.New, ok = with, seam.inBlock(style == yaml.FoldedStyle, t.src.text[line:from], t.src.text[to:])
	default:
		e.New, ok = with, seam.inPlain() && !swallows(before, after, with)
	}
	e.At = t.src.span(from, to)
	return e, ok
}

// Rewrite is the edit after which the text is another one, in quotes if it had none.
func (t Text) Rewrite(value string) (Edit, bool) {
	if t.Quoted() {
		return t.Replace(0, len(t.Value), value)
	}
	m, found := t.mapped()
	if !found || t.Value == "" {
		return Edit{}, false
	}
	return Edit{t.src.span(m.whole.start, m.whole.end), quoted(value)}, true
}

// seam is a stretch of a text that is to be replaced.
type seam struct {
	Text
	whole      byteRange
	start, end int
	with       string
}

// emptyLines reports whether lines are taken out below an empty one that stays.
func (s seam) emptyLines() bool {
	return s.with == "" && strings.Trim(s.Value[s.start:s.end], "\n") == "" &&
		strings.TrimRight(s.Value[:s.start], "\n") != "" && s.Value[s.start-1] == '\n' && s.end < len(s.Value)
}

// breaks reports whether one of the characters to be replaced is a line break in the file too, which is never there
// alone: another one before it, or the indentation after it, belongs to no character.
func (s seam) breaks(m scalarMap) bool {
	for i := s.start; i < s.end; i++ {
		if s.Value[i] == '\n' && breakWidth(s.src.text, m.bytes[i].start) > 0 {
			return true
		}
	}
	return false
}

// inPlain reports whether the new text is still one without quotes, and a text. What stands away from the seam has not
// changed.
func (s seam) inPlain() bool {
	first, last := s.start == 0, s.end == len(s.Value)
	near := s.Value[max(0, s.start-1):s.start] + s.with + s.Value[s.end:min(len(s.Value), s.end+1)]
	if near == "" || strings.ContainsAny(s.with, ",[]{}") {
		return false
	}
	if first && (isSpace(near[0]) || strings.IndexByte("-?:,[]{}#&*!|>'\"%@`.", near[0]) >= 0) {
		return false
	}
	if end := near[len(near)-1]; last && (isSpace(end) || end == ':') {
		return false
	}
	for _, sign := range []string{": ", ":\t", " #", "\t#"} {
		if strings.Contains(near, sign) {
			return false
		}
	}
	const number = 40 // is longer than any number, date or truth value
	if len(s.Value) > number+s.end-s.start {
		return true
	}
	n := yaml.Node{Kind: yaml.ScalarNode, Value: s.Value[:s.start] + s.with + s.Value[s.end:]}
	return n.ShortTag() == "!!str"
}

// inBlock reports whether the lines of a block keep their indentation and their breaks. What stands before the stretch
// on its line, and after it, is given.
func (s seam) inBlock(folded bool, before, after []byte) bool {
	if len(bytes.Trim(before, " \t")) > 0 {
		return true
	}
	// The line's first character changes: a blank there means something in a folded text, and in the first line.
	next := s.with
	if next == "" {
		next = s.Value[s.end:]
	}
	if next == "" || next[0] == '\n' || len(after) == 0 && s.with == "" {
		return false
	}
	was, is := isBlank(s.Value[s.start]), isBlank(next[0])
	return !was && !is || strings.TrimSpace(s.Value[:s.start]) != "" && (was == is || !folded)
}

// swallows reports whether blanks would come to stand beside a line break, where they are not read.
func swallows(before, after []byte, with string) bool {
	tail := string(before[len(bytes.TrimRight(before, " \t\r\n")):])
	head := string(after[:len(after)-len(bytes.TrimLeft(after, " \t\r\n"))])
	if with == "" {
		return lost(tail, head)
	}
	return lost(tail, with[:len(with)-len(strings.TrimLeft(with, " \t"))]) || lost(with[len(strings.TrimRight(with, " \t")):], head)
}

// lost reports whether one of two neighbouring runs of blanks has a line break.
func lost(a, b string) bool { return a != "" && b != "" && strings.ContainsAny(a+b, "\r\n") }
