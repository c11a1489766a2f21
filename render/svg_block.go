package render

import "slices"

// area is where a text stands: from x, so many tenths of a pixel wide.
type area struct{ x, width int }

func (a area) indented(by int, at align) area {
	if at == right {
		return area{a.x, a.width - by}
	}
	return area{a.x + by, a.width - by}
}

// rule parts what is above from what is below.
func (w *svgWriter) rule(x, width int) {
	w.draw(`<path class="line" d="M%d %dh%d"/>`, x, w.y, width)
	w.y += svgGap
}

func (w *svgWriter) blocks(blocks []block, at area) {
	for i, b := range blocks {
		if i > 0 {
			w.y += svgGap
		}
		w.texts(b.texts, at, left)
		if b.box != nil {
			w.box(b.box, at)
		}
		for j, p := range b.products {
			if j > 0 || len(b.texts) > 0 {
				w.y += svgGap
			}
			w.product(p, at)
		}
	}
}

// roleFonts are how texts look, by their roles.
var roleFonts = [...]svgFont{
	normal: {size: 150, class: "ink"},
	strong: {size: 150, class: "ink", style: Bold},
	faint:  {size: 130, class: "faint"},
	accent: {size: 150, class: "tap"},
}

func (w *svgWriter) texts(texts []text, at area, align align) {
	for _, t := range texts {
		for _, l := range t.lines {
			if t.short {
				l.Runs = whole.cutMiddle(l.Runs, longAddress)
			}
			w.line(l, at, roleFonts[t.role], align)
		}
	}
}

// longAddress is how many characters of an address there is room for.
const longAddress = 100

// stamp puts the time into the corner: beside the last row if there is room, else below it.
func (w *svgWriter) stamp(at area) {
	if w.time == "" {
		return
	}
	font := svgFont{size: 115, class: "faint"}
	width := advance(w.time, font)
	if w.end > 0 && w.end+width+100 <= at.x+at.width {
		w.y -= font.height() + 10
	}
	w.row([]Run{{Text: w.time}}, area{at.x + at.width - width, width}, font, left)
}

func (w *svgWriter) tap(t tap, x, width int) {
	at := area{x + svgPadding, width - 2*svgPadding}
	w.rule(x, width)
	if t.symbol == "" {
		w.line(t.label, at, roleFonts[faint], centre)
	} else {
		w.iconed(t.kind, t.symbol, t.label, at, roleFonts[accent], centre)
	}
	for _, detail := range t.details {
		w.line(Line{Runs: whole.cutMiddle(detail.Runs, longAddress)}, at, svgFont{size: 120, class: "faint"}, centre)
	}
	w.y += svgGap
}

// icon draws the icon of a kind, so many times as large as its field.
func (w *svgWriter) icon(kind, class string, x, y, scale int) {
	w.draw(`<path class="%s icon" transform="translate(%d %d) scale(%d)" d="%s"/>`, class, x, y, scale, icons[kind])
}

// iconed draws a line with the icon of a kind to its left, or with the symbol of one that has none.
func (w *svgWriter) iconed(kind, symbol string, l Line, at area, font svgFont, align align) {
	const scale, room = 7, 230
	if icons[kind] == "" {
		w.line(labelled(symbol, l), at, font, align)
		return
	}
	text := at.indented(room, left)
	x := at.x
	if align == centre {
		width := 0
		for _, r := range font.wrap(l.Runs, text.width)[0] {
			width += advance(r.Text, font.with(r.Style))
		}
		x += max(text.width-width, 0) / 2
	}
	w.icon(kind, "tap", x, w.y+(font.height()-24*scale)/2, scale)
	w.line(l, text, font, align)
}

// box draws a thing that is no text, with its picture or a scene where the phone has one.
func (w *svgWriter) box(b *box, at area) {
	top, picture, photo := w.y, 0, b.embedded(w.image)
	height := at.width * 10 / 21
	inner := area{at.x + svgPadding, at.width - 2*svgPadding}
	w.behind(func() {
		if photo == "" && slices.Contains(pictured, b.kind) {
			picture = w.picture(b, inner, height)
		} else {
			if photo != "" {
				w.y += height
			}
			w.y += svgGap
			head := b.name
			if b.label != "" {
				head = Line{Runs: append([]Run{{Text: b.label + " "}}, b.name.Runs...)}
			}
			w.iconed(b.kind, b.symbol, head, inner, roleFonts[normal], left)
		}
		if len(b.details) > 0 {
			w.y += svgGap / 2
			w.texts(b.details, inner, left)
		}
		if len(b.details) > 0 || picture == 0 {
			w.y += svgGap
		}
	}, func() {
		w.rect("box", at.x, top, at.width, w.y-top, 70)
		if picture > 0 {
			w.rect("scene", at.x, top, at.width, picture, 70)
		}
		if photo != "" {
			w.draw(`<image style="clip-path:inset(0 round 70px)" x="%d" y="%d" width="%d" height="%d" preserveAspectRatio="xMidYMid slice" href="%s"/>`, at.x, top, at.width, height, photo)
		}
	})
	w.end = 0
}

// picture says what there is a picture of, in the middle of a place for it, and returns how high that is.
func (w *svgWriter) picture(b *box, at area, height int) int {
	top := w.y
	const scale, usual = 16, 800 // of an icon's own field of 24; of icon, kind and name together
	w.y += max((height-usual)/2, svgGap)
	w.icon(b.kind, "green", at.x+(at.width-24*scale)/2, w.y, scale)
	w.y += 24*scale + svgGap/2
	w.row([]Run{{Text: b.label}}, at, svgFont{size: 110, class: "green"}, centre)
	w.said = append(w.said, b.label)
	w.line(b.name, at, roleFonts[normal], centre)
	w.y = max(w.y+svgGap, top+height)
	return w.y - top
}

// product draws a name with its price on the right, and what is said of it below.
func (w *svgWriter) product(p product, at area) {
	top := w.y
	inner := area{at.x + svgPadding, at.width - 2*svgPadding}
	price := svgFont{size: 140, class: "green", style: Bold}
	w.behind(func() {
		w.y += svgGap
		width := advance(p.price, price)
		if width > inner.width/2 {
			w.line(Line{Runs: []Run{{Text: p.name}}}, inner, roleFonts[normal], left)
			w.line(Line{Runs: []Run{{Text: p.price}}}, inner, price, left)
		} else {
			w.row([]Run{{Text: p.price}}, area{inner.x + inner.width - width, width}, price, left)
			w.y = top + svgGap
			w.line(Line{Runs: []Run{{Text: p.name}}}, area{inner.x, inner.width - width - svgGap}, roleFonts[normal], left)
			w.said = append(w.said, p.price)
		}
		if p.about != "" {
			w.line(Line{Runs: []Run{{Text: p.about}}}, inner, svgFont{size: 120, class: "faint"}, left)
		}
		w.y += svgGap
	}, func() { w.rect("box", at.x, top, at.width, w.y-top, 70) })
	w.end = 0
}
