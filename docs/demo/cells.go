package main

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// look is how a cell is drawn. Colours are written as CSS has them, empty for the terminal's own.
type look struct {
	fg, bg                                        string
	bold, faint, italic, underline, strike, turns bool
}

// span is a stretch of a row with one look.
type span struct {
	text       string
	at, cells  int
	look       look
	boxDrawing bool
}

// spans reads a captured row. The look goes on from row to row.
func spans(row string, l *look) []span {
	var all []span
	at := 0
	var state byte
	for row != "" {
		seq, width, n, next := ansi.DecodeSequence(row, state, nil)
		row, state = row[n:], next
		if width == 0 {
			if codes, ok := strings.CutPrefix(seq, "\x1b["); ok && strings.HasSuffix(codes, "m") {
				l.apply(strings.TrimSuffix(codes, "m"))
			}
			continue
		}
		_, box := strokes[seq]
		if k := len(all) - 1; k >= 0 && all[k].look == *l && all[k].boxDrawing == box && width == 1 && len(seq) < 4 {
			all[k].text += seq
			all[k].cells++
		} else {
			all = append(all, span{seq, at, width, *l, box})
		}
		at += width
	}
	return all
}

// apply takes the parameters of SGR.
func (l *look) apply(codes string) {
	params := strings.FieldsFunc(codes, func(r rune) bool { return r == ';' || r == ':' })
	if len(params) == 0 {
		*l = look{}
	}
	for i := 0; i < len(params); i++ {
		n, _ := strconv.Atoi(params[i]) // tmux writes numbers
		switch {
		case n == 0:
			*l = look{}
		case n == 1:
			l.bold = true
		case n == 2:
			l.faint = true
		case n == 3:
			l.italic = true
		case n == 4:
			l.underline = true
		case n == 7:
			l.turns = true
		case n == 9:
			l.strike = true
		case n >= 30 && n <= 37:
			l.fg = colour(n - 30)
		case n >= 90 && n <= 97:
			l.fg = colour(n - 90 + 8)
		case n >= 40 && n <= 47:
			l.bg = colour(n - 40)
		case n >= 100 && n <= 107:
			l.bg = colour(n - 100 + 8)
		case n == 39:
			l.fg = ""
		case n == 49:
			l.bg = ""
		case n == 38 || n == 48:
			c, used := extended(params[i+1:])
			i += used
			if n == 38 {
				l.fg = c
			} else {
				l.bg = c
			}
		}
	}
}

// extended reads a colour of 256, or of all, and returns how many parameters it took.
func extended(params []string) (string, int) {
	number := func(i int) int {
		if i >= len(params) {
			return 0
		}
		n, _ := strconv.Atoi(params[i])
		return n
	}
	if number(0) == 5 {
		return colour(number(1)), 2
	}
	return rgb(number(1), number(2), number(3)), 4
}

// sixteen are the colours that a terminal may choose; these are soft on dark.
var sixteen = [16]string{
	"#1c2128", "#f47067", "#57ab5a", "#c69026", "#539bf5", "#b083f0", "#39c5cf", "#adbac7",
	"#636e7b", "#ff938a", "#6bc46d", "#daaa3f", "#6cb6ff", "#dcbdfb", "#56d4dd", "#cdd9e5",
}

// colour is one of the 256: the sixteen, a cube of 6 x 6 x 6, and 24 greys.
func colour(n int) string {
	switch {
	case n < 16:
		return sixteen[n]
	case n >= 232:
		grey := 8 + 10*(n-232)
		return rgb(grey, grey, grey)
	}
	level := func(i int) int {
		if i == 0 {
			return 0
		}
		return 55 + 40*i
	}
	n -= 16
	return rgb(level(n/36), level(n/6%6), level(n%6))
}

func rgb(r, g, b int) string {
	const digits = "0123456789abcdef"
	var s strings.Builder
	s.WriteByte('#')
	for _, n := range []int{r, g, b} {
		s.WriteByte(digits[n>>4&15])
		s.WriteByte(digits[n&15])
	}
	return s.String()
}
