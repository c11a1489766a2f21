package render

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// svgFont is how a text looks in a picture.
type svgFont struct {
	size  int // tenths of a pixel
	class string
	style Style
}

func (f svgFont) height() int { return f.size * 14 / 10 }

func (f svgFont) with(style Style) svgFont {
	f.style |= style
	return f
}

// classes are the names of the font's looks in the picture's style sheet.
func (f svgFont) classes() string {
	names := f.class
	for _, look := range []struct {
		style Style
		name  string
	}{{Bold, " b"}, {Italic, " i"}, {Strike, " s"}, {Code | Mono, " m"}} {
		if f.style&look.style != 0 {
			names += look.name
		}
	}
	return names
}

// asciiWidths are the widths of the characters from the blank to the tilde in hundredths of the font's size: about those
// of the wider among the fonts that a reader is likely to have. In a narrower one the gaps between words are wider.
var asciiWidths = [...]int{
	30, 37, 43, 78, 60, 89, 73, 25, 36, 36, 55, 78, 30, 33, 30, 37,
	60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 32, 32, 78, 78, 78, 56,
	102, 67, 67, 72, 73, 67, 61, 78, 74, 34, 50, 67, 56, 91, 76, 78,
	67, 78, 72, 67, 61, 73, 67, 94, 67, 67, 64, 36, 37, 36, 78, 56,
	47, 57, 61, 51, 61, 58, 34, 61, 62, 26, 26, 54, 26, 93, 62, 60,
	61, 61, 41, 50, 36, 62, 55, 79, 55, 55, 50, 60, 55, 60, 78,
}

// advance is how wide a text may be.
func advance(text string, f svgFont) int {
	hundredths := 0
	for rest := text; rest != ""; {
		character, cells := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		rest = rest[len(character):]
		hundredths += characterWidth(character, cells, f)
	}
	return hundredths * f.size / 100
}

// characterWidth is the width of a user-perceived character in hundredths of the font's size.
func characterWidth(character string, cells int, f svgFont) int {
	width := 0
	switch first := character[0]; {
	case cells > 1 && (strings.ContainsRune(character, '\ufe0f') || strings.IndexFunc(character, isPictograph) >= 0):
		return 125
	case cells > 1:
		return 100
	case f.style&(Code|Mono) != 0:
		width = 61
	case len(character) == 1 && first >= ' ' && int(first-' ') < len(asciiWidths):
		width = asciiWidths[first-' ']
	default:
		for _, r := range character {
			switch {
			case unicode.Is(unicode.Mn, r): // stands above or below the letter
			case r >= 0x2600 && r < 0x27c0: // symbols, which some systems show as emoji
				width += 125
			case unicode.IsUpper(r) || r >= 0x2000:
				width += 90
			default:
				width += 72
			}
		}
	}
	if f.style&Bold != 0 {
		width = width * 106 / 100
	}
	return width
}

// isPictograph reports whether a character stands where Unicode has its emoji.
func isPictograph(r rune) bool { return r >= 0x1f000 && r < 0x20000 }

// wrap breaks runs into rows of at most width tenths of a pixel, at the places where a terminal breaks them.
func (f svgFont) wrap(runs []Run, width int) [][]Run {
	p := whole.paragraph(runs, math.MaxInt)
	for i := range p.clusters {
		c := &p.clusters[i]
		c.width = characterWidth(p.text[c.from:c.to], c.width, f.with(runs[c.run].Style)) * f.size / 100
	}
	var rows [][]Run
	for from := 0; from < len(p.clusters) || len(rows) == 0; {
		to := from + fit(p.clusters[from:], width)
		rows = append(rows, p.line(from, to, width))
		from = to
	}
	return rows
}

// words writes each word of a text at its place, and returns where the text ends.
func (f svgFont) words(out *strings.Builder, text string, x int) int {
	for text != "" {
		blank := len(text) - len(strings.TrimLeft(text, " "))
		x += advance(text[:blank], f)
		text = text[blank:]
		word, _, _ := strings.Cut(text, " ")
		if word != "" {
			out.WriteString(`<tspan class="` + f.classes() + `" x="` + strconv.Itoa(x) + `">` + escapeXML(word) + `</tspan>`)
		}
		x += advance(word, f)
		text = text[len(word):]
	}
	return x
}
