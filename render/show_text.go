package render

import (
	"fmt"
	"strings"
)

// fixed is a text without values; an empty one has no pieces.
func fixed(text string) []Piece {
	if text == "" {
		return nil
	}
	return []Piece{{Text: text}}
}

// literal cuts a text into lines without reading WhatsApp's formatting, which only bodies and captions have.
func literal(pieces []Piece) []Line {
	var lines []Line
	var runs []Run
	for _, piece := range pieces {
		for i, part := range strings.Split(piece.Text, "\n") {
			if i > 0 {
				lines = append(lines, Line{Runs: runs})
				runs = nil
			}
			if part = strings.TrimSuffix(part, "\r"); part != "" {
				runs = append(runs, Run{Text: part, Param: piece.Param})
			}
		}
	}
	if len(lines) == 0 && len(runs) == 0 {
		return nil
	}
	return append(lines, Line{Runs: runs})
}

// oneLine is a text that has no lines, such as a label. A line break in it is written out.
func oneLine(pieces ...Piece) Line {
	var l Line
	for _, piece := range pieces {
		l.Runs = append(l.Runs, Run{Text: piece.Text, Param: piece.Param})
	}
	return l
}

// joined puts what there is of some texts beside each other.
func joined(between string, parts ...[]Piece) []Piece {
	var all []Piece
	for _, part := range parts {
		if len(part) > 0 && len(all) > 0 {
			all = append(all, Piece{Text: between})
		}
		all = append(all, part...)
	}
	return all
}

// after puts a word before a text, unless there is no text.
func after(word string, text []Piece) []Piece {
	if len(text) == 0 {
		return nil
	}
	return append(fixed(word+" "), text...)
}

// words are a block of one text, none where there are no lines.
func words(as role, lines []Line) []block {
	if len(lines) == 0 {
		return nil
	}
	return []block{{texts: []text{{role: as, lines: lines}}}}
}

// more counts what the scene leaves out.
func more(n int, of string) text {
	return text{role: faint, lines: []Line{oneLine(fixed(fmt.Sprintf("… %d%s", n, of))...)}}
}
