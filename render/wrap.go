package render

import (
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/bidi"

	"github.com/watemplate/watemplate/template"
)

// Wrap breaks a line into lines of at most width cells, marker included: at
// blanks where it can, between wide characters as their scripts allow, and
// otherwise wherever no character is torn. Only a single character wider than
// width makes a wider line. Blanks at a break are dropped.
//
// The lines that follow keep the kind and stand under the text of the first;
// a quote's bar is repeated. What a terminal would obey instead of showing is
// written out, as \x1b.
func Wrap(line Line, width int) []Line { return whole.wrap(line, width) }

func (m measure) wrap(line Line, width int) []Line {
	width = max(width, 1)
	line.Marker = printable(line.Marker)
	indent := 0
	if line.Marker != "" {
		indent = m.StringWidth(line.Marker) + 1
	}
	if indent > 0 && width-indent < 2 { // not even a wide character would fit
		line.Runs = append([]Run{{Text: line.Marker + " "}}, line.Runs...)
		line.Marker, indent = "", 0
	}
	p := m.paragraph(line.Runs, width-indent)
	var lines []Line
	for from := 0; from < len(p.clusters) || len(lines) == 0; {
		to := from + fit(p.clusters[from:], width-indent)
		runs := p.line(from, to, width-indent)
		from = to
		if len(runs) == 0 && to < len(p.clusters) {
			continue // leading blanks wider than the line
		}
		lines = append(lines, Line{line.Kind, line.Marker, runs})
		if line.Kind != Quote {
			line.Marker = strings.Repeat(" ", max(indent-1, 0))
		}
	}
	return lines
}

// paragraph is the text of some runs, cut into the smallest parts that may
// stand on a line.
type paragraph struct {
	runs     []Run
	text     string
	clusters []cluster
}

// cluster is a user-perceived character. It belongs to the run it starts in,
// even if a combining mark comes from the next: torn apart by a change of
// style, the two would be drawn and measured as two.
type cluster struct {
	from, to int
	run      int
	width    int
	blank    bool
	breaks   bool // a line may end after it
}

// paragraph cuts the text of some runs. A character that is wider than a line is cut, too, where a terminal does not take
// it for one.
func (m measure) paragraph(runs []Run, width int) *paragraph {
	p := &paragraph{runs: runs}
	var text strings.Builder
	ends := make([]int, len(runs))
	for i, r := range runs {
		text.WriteString(printable(r.Text))
		ends[i] = text.Len()
	}
	p.text = text.String()
	run := 0
	// The boundaries are those of the package that measures. uniseg knows an
	// older Unicode, cuts Devanagari conjuncts in two and then counts them twice.
	for from := 0; from < len(p.text); {
		s, cells := m.first(p.text[from:])
		if cells > width && m != whole {
			s, cells = m.piece(s, width)
		}
		for from >= ends[run] {
			run++
		}
		c := cluster{from: from, to: from + len(s), run: run, width: cells}
		c.blank = s == " " || s == "\u3000"
		p.clusters = append(p.clusters, c)
		from = c.to
	}
	p.markBreaks()
	return p
}

// markBreaks takes from Unicode's line breaking what concerns blanks and wide
// characters: no line starts with an ideographic full stop. The breaks it
// allows at hyphens and slashes are left out, to keep links and numbers whole.
func (p *paragraph) markBreaks() {
	rest, state, pos, i := p.text, -1, 0, 0
	for rest != "" {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		pos += len(segment)
		for i < len(p.clusters) && p.clusters[i].to < pos {
			i++
		}
		if i+1 >= len(p.clusters) || p.clusters[i].to != pos {
			continue
		}
		c := &p.clusters[i]
		c.breaks = c.blank || c.width > 1 || p.clusters[i+1].width > 1 || p.text[c.from:c.to] == "\u200b"
	}
}

// fit returns how many clusters the next line takes, with the blanks that hang
// over its end.
func fit(clusters []cluster, width int) int {
	used, last, inked := 0, 0, false
	for i, c := range clusters {
		if !c.blank && i > 0 && used+c.width > width {
			if last > 0 {
				return last
			}
			return i
		}
		used += c.width
		inked = inked || !c.blank
		if c.breaks && inked {
			last = i + 1
		}
	}
	return len(clusters)
}

// line returns the runs of some clusters, without the blanks at a break. At
// the end of the paragraph blanks go only if they do not fit.
func (p *paragraph) line(from, to, width int) []Run {
	used := 0
	for _, c := range p.clusters[from:to] {
		used += c.width
	}
	for last := to == len(p.clusters); to > from && p.clusters[to-1].blank && (!last || used > width); {
		to--
	}
	var runs []Run
	for i, j := from, from; i < to; i = j {
		for j < to && p.clusters[j].run == p.clusters[i].run {
			j++
		}
		r := p.runs[p.clusters[i].run]
		r.Text = p.text[p.clusters[i].from:p.clusters[j-1].to]
		runs = append(runs, r)
	}
	return runs
}

// printable writes out what a terminal would obey; a tab is four blanks.
func printable(s string) string {
	return template.Visible(strings.ReplaceAll(s, "\t", "    "))
}

// RTL reports whether a text reads from right to left: whether the first
// character with a direction is Hebrew, Arabic or of another such script.
// Digits, punctuation, emoji and markers have none.
func RTL(s string) bool {
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
