package main

import (
	"cmp"
	"fmt"
	"html"
	"strings"
)

// The measures of the picture in pixels. A cell is as wide as a character of the usual monospaced fonts at this size.
const (
	cellWidth  = 8.4
	cellHeight = 18
	fontSize   = 14
	margin     = 14
	titleBar   = 34
)

const (
	ground = "#22272e"
	ink    = "#cdd9e5"
)

// frame is what stood on the terminal for some seconds.
type frame struct {
	screen  string
	seconds float64
}

// strokes are the characters that are drawn as lines, so that borders have no gaps whatever the font: the ends of the
// lines from the middle of the cell, l, r, u and d, and whether they are heavy.
var strokes = map[string]struct {
	to    string
	heavy bool
}{
	"─": {"lr", false}, "━": {"lr", true}, "│": {"ud", false}, "├": {"udr", false}, "┤": {"udl", false},
	"┬": {"lrd", false}, "┴": {"lru", false}, "╭": {"rd", false}, "╮": {"ld", false}, "╰": {"ru", false}, "╯": {"lu", false},
}

// movie draws the frames one after another, again and again, as an SVG that needs no script. Parts of rows that are seen
// in several frames are drawn once.
func movie(title string, frames []frame, columns, rows int) string {
	width, height := 2*margin+cellWidth*float64(columns), titleBar+margin+cellHeight*float64(rows)
	total := 0.0
	for _, f := range frames {
		total += f.seconds
	}
	var out, defs, style strings.Builder
	known := map[string]string{}
	at := 0.0
	for i, f := range frames {
		from, to := 100*at/total, 100*(at+f.seconds)/total
		at += f.seconds
		fmt.Fprintf(&style, "@keyframes f%d{0%%{opacity:0}%.3f%%{opacity:1}%.3f%%{opacity:0}100%%{opacity:0}}#f%d{animation:f%d %.2fs step-end infinite}\n",
			i, from, to, i, i, total)
		fmt.Fprintf(&out, `<g id="f%d" class="f">`, i)
		var l look
		for y, row := range strings.Split(strings.TrimRight(f.screen, "\n"), "\n") {
			for _, part := range parts(spans(row, &l)) {
				drawn := drawRow(part)
				if drawn == "" {
					continue
				}
				id, ok := known[drawn]
				if !ok {
					id = fmt.Sprintf("r%d", len(known))
					known[drawn] = id
					fmt.Fprintf(&defs, `<g id="%s">%s</g>`+"\n", id, drawn)
				}
				fmt.Fprintf(&out, `<use href="#%s" y="%d"/>`, id, y*cellHeight)
			}
		}
		out.WriteString("</g>\n")
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="%d">
<title>%s</title>
<style>
text{white-space:pre}.f{opacity:0}
%s@media (prefers-reduced-motion:reduce){.f{animation:none!important}#f%d{opacity:1}}
</style>
<defs>
%s</defs>
<rect width="100%%" height="100%%" rx="10" fill="%s"/>
<circle cx="20" cy="17" r="6" fill="#f47067"/><circle cx="40" cy="17" r="6" fill="#daaa3f"/><circle cx="60" cy="17" r="6" fill="#57ab5a"/>
<text x="50%%" y="22" text-anchor="middle" fill="%s" opacity=".6">%s</text>
<g transform="translate(%d %d)" fill="%s">
%s</g>
</svg>
`, width, height, width, height, fontSize, html.EscapeString(title), style.String(), len(frames)-1, defs.String(), ground,
		ink, html.EscapeString(title), margin, titleBar, ink, out.String())
}

// parts cuts a row behind its vertical lines, since what is between two of them changes by itself.
func parts(row []span) [][]span {
	var all [][]span
	from := 0
	for i, p := range row {
		if i+1 == len(row) || p.boxDrawing && strings.HasSuffix(p.text, "│") {
			all = append(all, row[from:i+1])
			from = i + 1
		}
	}
	return all
}

func drawRow(row []span) string {
	var s strings.Builder
	for _, p := range row {
		fg, bg := p.look.fg, p.look.bg
		if p.look.turns {
			fg, bg = cmp.Or(bg, ground), cmp.Or(fg, ink)
		}
		x, width := cellWidth*float64(p.at), cellWidth*float64(p.cells)
		if bg != "" {
			fmt.Fprintf(&s, `<rect x="%.1f" width="%.1f" height="%d" fill="%s"/>`, x, width+.3, cellHeight, bg)
		}
		switch {
		case strings.TrimSpace(p.text) == "":
		case strings.Trim(p.text, "▀") == "": // a part of a picture
			fmt.Fprintf(&s, `<rect x="%.1f" width="%.1f" height="%d" fill="%s"/>`, x, width+.3, cellHeight/2, cmp.Or(fg, ink))
		case p.boxDrawing:
			drawBox(&s, p, x, cmp.Or(fg, ink))
		default:
			drawText(&s, p, x, width, fg)
		}
	}
	return s.String()
}

func drawText(s *strings.Builder, p span, x, width float64, fg string) {
	fmt.Fprintf(s, `<text x="%.1f" y="13.5" textLength="%.1f" lengthAdjust="spacingAndGlyphs"`, x, width)
	for _, a := range []struct {
		when        bool
		name, value string
	}{
		{fg != "", "fill", fg},
		{p.look.bold, "font-weight", "bold"},
		{p.look.italic, "font-style", "italic"},
		{p.look.faint, "opacity", ".6"},
		{p.look.underline, "text-decoration", "underline"},
		{p.look.strike, "text-decoration", "line-through"},
	} {
		if a.when {
			fmt.Fprintf(s, ` %s="%s"`, a.name, a.value)
		}
	}
	fmt.Fprintf(s, `>%s</text>`, html.EscapeString(p.text))
}

// drawBox draws a stretch of box-drawing characters as one path for each weight of line.
func drawBox(s *strings.Builder, p span, x float64, fg string) {
	paths := map[bool]*strings.Builder{false: {}, true: {}}
	for _, r := range p.text {
		stroke := strokes[string(r)]
		for _, to := range stroke.to {
			ends := map[rune]string{'l': "h-4.2", 'r': "h4.2", 'u': "v-9", 'd': "v9"}
			fmt.Fprintf(paths[stroke.heavy], "M%.1f 9%s", x+cellWidth/2, ends[to])
		}
		x += cellWidth
	}
	for _, heavy := range []bool{false, true} {
		if path := paths[heavy].String(); path != "" {
			fmt.Fprintf(s, `<path d="%s" stroke="%s" stroke-width="%s"/>`, path, fg, map[bool]string{false: "1", true: "2"}[heavy])
		}
	}
}
