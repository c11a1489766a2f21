package render

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// line wraps a line and draws it at y, which moves below it. One that reads from right to left begins at the right.
func (w *svgWriter) line(l Line, at area, font svgFont, align align) {
	rtl := fromRight(l)
	if rtl && align == left {
		align = right
	}
	if at = w.marker(l, at, font, align); l.Kind == Block {
		font.style |= Mono
	}
	var said strings.Builder
	for _, row := range font.wrap(l.Runs, at.width) {
		if l.Kind == Quote {
			bar := at.x - quoteIndent
			if align == right {
				bar = at.x + at.width + quoteIndent - 30
			}
			w.rect("green", bar, w.y, 30, font.height(), 0)
		}
		w.directed(row, at, font, align, rtl)
		for _, r := range row {
			said.WriteString(r.Text)
		}
		said.WriteString(" ")
	}
	w.said = append(w.said, strings.TrimSpace(said.String()))
}

const quoteIndent = 110

// marker draws what stands before a line, and returns what it leaves of the area.
func (w *svgWriter) marker(l Line, at area, font svgFont, align align) area {
	marker := printable(l.Marker)
	switch {
	case marker == "":
		return at
	case l.Kind == Quote:
		return at.indented(quoteIndent, align)
	}
	width := advance(marker, font) + font.size/2
	if width > at.width/2 {
		return at
	}
	top := w.y
	if strings.TrimSpace(marker) != "" {
		w.directed([]Run{{Text: marker}}, at, font, align, align == right)
	}
	w.y = top
	return at.indented(width, align)
}

// row draws runs that need no wrapping, from left to right.
func (w *svgWriter) row(runs []Run, at area, font svgFont, align align) {
	for i := range runs {
		runs[i].Text = printable(runs[i].Text)
	}
	w.directed(runs, at, font, align, false)
}

// directed draws one row of runs. Each word has a place, so that the row is as wide as it was measured in any font.
// Only a row with letters from right to left is put in order by who shows the picture.
func (w *svgWriter) directed(runs []Run, at area, font svgFont, align align, rtl bool) {
	base := w.y + font.height()*3/4
	top := w.y
	w.y += font.height()
	if rtl || hasRTL(runs) {
		w.ordered(runs, at, font, align, rtl, base)
		w.end = 0
		return
	}
	total := 0
	for _, r := range runs {
		total += advance(r.Text, font.with(r.Style))
	}
	x := at.x
	switch align {
	case centre:
		x += max(at.width-total, 0) / 2
	case right:
		x += max(at.width-total, 0)
	}
	var words strings.Builder
	for _, r := range runs {
		f := w.fontOf(r, font)
		if mark := w.scene.markOf(r); mark != unmarked {
			w.rect(svgMarks[mark], x-15, top+10, advance(r.Text, f)+30, font.height()-20, 40)
		}
		x = f.words(&words, r.Text, x)
	}
	if words.Len() > 0 {
		w.draw(`<text y="%d" font-size="%d">%s</text>`, base, font.size, words.String())
	}
	if w.end = x; align != left {
		w.end = 0
	}
}

// svgMarks are the classes of marks.
var svgMarks = [markCount]string{sent: "sent", dynamic: "sent", example: "example", missing: "missing", field: "sent"}

// fontOf is how a run looks where a font is used.
func (w *svgWriter) fontOf(r Run, font svgFont) svgFont {
	f := font.with(r.Style)
	if r.Style&Link != 0 {
		f.class = "tap"
	}
	if mark := w.scene.markOf(r); mark != unmarked {
		f.class = "on-" + svgMarks[mark]
	}
	return f
}

// ordered draws a row that has letters from right to left.
func (w *svgWriter) ordered(runs []Run, at area, font svgFont, align align, rtl bool, base int) {
	x, anchor, direction := at.x, "start", "ltr"
	switch {
	case align == centre:
		x, anchor = at.x+at.width/2, "middle"
	case align == right && !rtl:
		x, anchor = at.x+at.width, "end"
	case align == right:
		x = at.x + at.width
	}
	if rtl {
		direction = "rtl"
	}
	var spans strings.Builder
	for _, r := range runs {
		f := w.fontOf(r, font)
		spans.WriteString(`<tspan class="` + f.classes() + `">` + escapeXML(r.Text) + `</tspan>`)
	}
	w.draw(`<text x="%d" y="%d" font-size="%d" direction="%s" text-anchor="%s" xml:space="preserve">%s</text>`, x, base, font.size, direction, anchor, spans.String())
}

func hasRTL(runs []Run) bool {
	for _, r := range runs {
		for _, c := range r.Text {
			p, _ := bidi.LookupRune(c)
			if class := p.Class(); class == bidi.R || class == bidi.AL || class == bidi.AN {
				return true
			}
		}
	}
	return false
}
