package render

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// SVGLook says how a scene is drawn as a picture.
type SVGLook struct {
	// Title is what the picture is called, for those who cannot see it. Their description is the message's own text.
	Title string
	// Dark gives the phone dark colours.
	Dark bool
	// Time stands in the bubble's corner, such as 12:00, unless it is empty.
	Time string
	// Image returns a picture as [HTMLLook.Image] does. It may be nil.
	Image func(link string) string
}

// The measures of a picture are tenths of a pixel, so that whole numbers are fine enough.
const (
	svgBubble  = 3600 // the width of the bubble
	svgCard    = 2400 // that of a card of the carousel
	svgEdge    = 200  // of the chat around the bubble
	svgPadding = 110  // of a sheet
	svgGap     = 70   // between blocks, boxes and sheets
	svgColumns = 3    // cards beside each other; the others stand below
)

// SVG draws the scene as a picture that stands by itself: the bubble on the chat's background, below it what its
// buttons open and the cards of a carousel beside each other. It has no script, asks for nothing, and uses the
// reader's own fonts: every word has a place of its own, with room for the widest of the usual ones.
func (s *Scene) SVG(look SVGLook) string {
	w := &svgWriter{scene: s, time: printable(look.Time), image: look.Image, y: svgEdge}
	w.tail()
	w.sheet(s.bubble, svgEdge, svgBubble)
	w.options(s.bubble)
	for _, list := range s.lists {
		w.y += svgGap
		w.sheet(list, svgEdge, svgBubble)
	}
	width := max(svgBubble, w.carousel()) + 2*svgEdge
	for _, note := range s.notes {
		w.pill(Line{Runs: []Run{{Text: note}}})
	}
	w.legend()
	height := w.y + svgEdge
	colors := svgLight
	if look.Dark {
		colors = svgDark
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title desc">
<title id="title">%s</title>
<desc id="desc">%s</desc>
<style>%s%s</style>
<rect class="chat" width="%[3]d" height="%[4]d" rx="160"/>
%[9]s</svg>
`, width/10, height/10, width, height, escapeXML(look.Title), escapeXML(strings.Join(w.said, "\n")), colors, svgStyle, w.out.String())
}

const (
	svgLight = ".chat{fill:#efeae2}.bubble{fill:#fff}.box{fill:#f0f2f5}.scene{fill:#bfe7d9}.line{stroke:#e2e6e9}.ink{fill:#111b21}.faint{fill:#5b6871}" +
		".tap{fill:#00729b;color:#00729b}.green{fill:#00705c;color:#00705c}.sent{fill:#d9fdd3}.example{fill:#fff0c9}.missing{fill:#fde3e1}.on-sent{fill:#0a4a36}.on-example{fill:#654200}.on-missing{fill:#97150c}"
	svgDark = ".chat{fill:#0b141a}.bubble{fill:#202c33}.box{fill:#17222a}.scene{fill:#17493f}.line{stroke:#374248}.ink{fill:#e9edef}.faint{fill:#9aa8b0}" +
		".tap{fill:#53bdeb;color:#53bdeb}.green{fill:#25d0a0;color:#25d0a0}.sent{fill:#0b4a3f}.example{fill:#4a3b13}.missing{fill:#5b2320}.on-sent{fill:#d7f7ea}.on-example{fill:#ffe2a0}.on-missing{fill:#ffcdc8}"
	svgStyle = ".line{stroke-width:10}.icon{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif}" +
		".b{font-weight:600}.i{font-style:italic}.s{text-decoration:line-through}.m{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}"
)

func escapeXML(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a builder takes everything
	return out.String()
}

// svgWriter is a picture in the making.
type svgWriter struct {
	scene *Scene
	time  string
	image func(link string) string // may be nil
	y     int                      // where the next thing begins
	// end is where the last row ended, if something may stand to the right of it; else 0.
	end  int
	said []string // the text, line by line
	out  strings.Builder
}

func (w *svgWriter) draw(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

func (w *svgWriter) rect(class string, x, y, width, height, radius int) {
	w.draw(`<rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`, class, x, y, width, height, radius)
}

// tail is the bubble's, which points to who writes.
func (w *svgWriter) tail() {
	w.draw(`<path class="bubble" d="M%d %dh200v120z"/>`, svgEdge-90, svgEdge)
}

// behind draws what is in front first, which says how high what is behind has to be.
func (w *svgWriter) behind(front, back func()) {
	before := w.out.String()
	w.out.Reset()
	front()
	after := w.out.String()
	w.out.Reset()
	w.out.WriteString(before)
	back()
	w.out.WriteString(after)
}

func (w *svgWriter) sheet(s sheet, x, width int) {
	top := w.y
	w.behind(
		func() { w.content(s, x, width) },
		func() { w.rect("bubble", x, top, width, w.y-top, 100) },
	)
}

// content is all that is on a sheet.
func (w *svgWriter) content(s sheet, x, width int) {
	inner := area{x + svgPadding, width - 2*svgPadding}
	w.y += svgPadding
	if s.title != "" {
		w.line(Line{Runs: []Run{{Text: s.title}}}, inner, svgFont{size: 130, class: "green", style: Bold}, left)
		w.y += svgGap / 2
	}
	if len(s.head) > 0 {
		w.blocks(s.head, inner)
		w.y += svgGap
		w.rule(x, width)
	}
	w.blocks(s.body, inner)
	if s.timed {
		w.stamp(inner)
	}
	w.y += svgPadding * 8 / 10
	for _, t := range s.taps {
		w.tap(t, x, width)
	}
	switch {
	case len(s.options) > 0:
		w.tap(seeAll, x, width)
	case s.more > 0:
		w.tap(tap{label: more(s.more, " more").lines[0]}, x, width)
	}
	if len(s.question) > 0 {
		w.rule(x, width)
		w.texts(s.question, inner, centre)
		w.y += svgGap
	}
}

// options are the buttons that the bubble hides, on a sheet of their own.
func (w *svgWriter) options(s sheet) {
	if len(s.options) > 0 {
		w.y += svgGap
		w.sheet(sheet{title: seeAll.label.Runs[0].Text, taps: s.options, more: s.more}, svgEdge, svgBubble)
	}
}

// carousel draws the cards in rows, those of a row equally high, and returns how wide they are together.
func (w *svgWriter) carousel() int {
	width := 0
	for from := 0; from < len(w.scene.cards); from += svgColumns {
		w.y += svgGap
		row := w.scene.cards[from:min(from+svgColumns, len(w.scene.cards))]
		top, bottom := w.y, 0
		w.behind(func() {
			for i, card := range row {
				w.y = top
				w.content(card, svgEdge+i*(svgCard+svgGap), svgCard)
				bottom = max(bottom, w.y)
			}
		}, func() {
			for i := range row {
				w.rect("bubble", svgEdge+i*(svgCard+svgGap), top, svgCard, bottom-top, 100)
			}
		})
		w.y = bottom
		width = max(width, len(row)*(svgCard+svgGap)-svgGap)
	}
	if w.scene.more > 0 {
		w.pill(more(w.scene.more, " more").lines[0])
	}
	return width
}

// pill is a line of our own below the sheets.
func (w *svgWriter) pill(l Line) {
	font, inner := svgFont{size: 120, class: "faint"}, area{svgEdge + svgPadding, svgBubble - 2*svgPadding}
	width := 0
	for _, r := range l.Runs {
		width += advance(r.Text, font)
	}
	width = min(width, inner.width) + 2*svgPadding
	w.y += svgGap * 2
	top := w.y
	w.behind(
		func() {
			w.y += svgGap / 2
			w.line(l, inner, font, centre)
			w.y += svgGap / 2
		},
		func() { w.rect("bubble", svgEdge+(svgBubble-width)/2, top, width, w.y-top, 80) },
	)
}

// legend explains the marks.
func (w *svgWriter) legend() {
	entries := w.scene.explained()
	if len(entries) == 0 {
		return
	}
	var all Line
	for i, entry := range entries {
		if i > 0 {
			all.Runs = append(all.Runs, Run{Text: "  ·  "})
		}
		all.Runs = append(all.Runs, entry.words)
	}
	w.pill(all)
}
