package render

import (
	"math"
	"strings"
)

// draw wraps lines and draws them. A paragraph that reads from right to left stands on the right, its letters in
// logical order: to turn them around is the terminal's business.
func (p *picture) draw(lines []Line, base ink, width int) []cardRow {
	if p.palette == nil {
		lines = fenced(lines)
	}
	var rows []cardRow
	for _, l := range lines {
		at := left
		if fromRight(l) {
			at = right
		}
		if p.palette == nil {
			l = p.spelled(l)
		}
		for _, wrapped := range p.wrap(l, width) {
			rows = append(rows, cardRow{text: p.line(wrapped, base, at), at: at})
		}
	}
	return rows
}

func fromRight(l Line) bool {
	var text strings.Builder
	for _, r := range l.Runs {
		text.WriteString(r.Text)
	}
	return RTL(text.String())
}

// line draws a line with its marker. Bullets and bars stand to the right of a text from right to left; numbers do
// not, because a terminal that orders the letters would take the digits for a part of the text.
func (p *picture) line(l Line, base ink, at align) string {
	text := p.runs(l.Runs, base)
	if l.Marker == "" {
		return text
	}
	in := ink{role: base.role}
	if l.Kind == Quote {
		in.role = accent
	}
	marker := p.paint(l.Marker, in)
	switch {
	case at == left:
		return marker + p.blanks(1) + text
	case l.Kind != Numbered:
		return text + p.blanks(1) + marker
	case strings.TrimSpace(l.Marker) == "":
		return text
	}
	return marker + p.blanks(1) + text
}

func (p *picture) runs(runs []Run, base ink) string {
	var text strings.Builder
	for _, r := range runs {
		in := base
		in.style |= r.Style
		in.mark = p.scene.markOf(r)
		text.WriteString(p.paint(r.Text, in))
	}
	return text.String()
}

// short draws a line in one row. One that is too long is cut in its middle, so that both ends of an address are seen.
func (p *picture) short(l Line, base ink, width int) string {
	if p.palette == nil {
		l = p.spelled(l)
	}
	return p.runs(p.cutMiddle(p.wrap(l, math.MaxInt32)[0].Runs, width), base)
}

// cutMiddle shortens runs to a width.
func (m measure) cutMiddle(runs []Run, width int) []Run {
	chars, total := m.characters(runs)
	if total <= width {
		return runs
	}
	head, tail := 0, len(chars)
	for room := width / 2; chars[head].width <= room; head++ {
		room -= chars[head].width
	}
	for room := width - width/2 - 1; chars[tail-1].width <= room; tail-- {
		room -= chars[tail-1].width
	}
	var short []Run
	for _, c := range chars[:head] {
		short = extend(short, c.run)
	}
	short = append(short, Run{Text: "…"})
	for _, c := range chars[tail:] {
		short = extend(short, c.run)
	}
	return short
}

// character is a run of one user-perceived character.
type character struct {
	run   Run
	width int
}

func (m measure) characters(runs []Run) (chars []character, total int) {
	for _, r := range runs {
		for rest := r.Text; rest != ""; {
			text, width := m.first(rest)
			chars = append(chars, character{Run{text, r.Style, r.Param}, width})
			rest = rest[len(text):]
			total += width
		}
	}
	return chars, total
}

// extend appends a run to its like.
func extend(runs []Run, r Run) []Run {
	if n := len(runs); n > 0 && runs[n-1].Style == r.Style && runs[n-1].Param == r.Param {
		runs[n-1].Text += r.Text
		return runs
	}
	return append(runs, r)
}
