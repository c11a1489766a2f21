package lint

import (
	"bytes"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// phrase is a line of a list.
type phrase struct {
	list   list
	tier   tier
	pieces []piece
	// next has a bit for what the phrase's second word may begin with, for most phrases that begin with a common word
	// go on otherwise than the text does; alone is true for a phrase that may end with its first word.
	next  uint64
	alone bool
	// gapped is true where next is what stands behind a gap.
	gapped bool
	// last has a bit for what its last word may begin with.
	last uint64
}

// second finds next and alone.
func (p *phrase) second() {
	for _, parts := range p.pieces[0] {
		switch {
		case len(parts) > 1:
			p.next, p.alone = 0, true // too rare to be thought about
		case len(p.pieces) == 1:
			p.alone = true
		case p.pieces[1] == nil:
			p.gapped = len(p.pieces) > 2 && p.pieces[2] != nil
			if p.alone = !p.gapped; p.gapped {
				for _, after := range p.pieces[2] {
					p.next |= after[0].begins()
				}
			}
		default:
			for _, after := range p.pieces[1] {
				p.next |= after[0].begins()
			}
		}
	}
	if p.pieces[0] == nil {
		p.alone = true
	}
	for _, parts := range p.pieces[len(p.pieces)-1] {
		p.last |= parts[len(parts)-1].begins()
	}
	if p.last == 0 {
		p.last = ^uint64(0) // a gap
	}
}

// begins has the bits of what a part may begin with.
func (p part) begins() uint64 {
	switch {
	case string(p.text) == number:
		return beginning(p.text) | beginning([]byte(anyValue))
	case p.beginning && len(p.text) < 2:
		return ^uint64(0)
	}
	return beginning(p.text)
}

// beginning is one of 64 bits for a word, by its first two bytes.
func beginning(word []byte) uint64 {
	n := word[0] * 31
	if len(word) > 1 {
		n += word[1]
	}
	return 1 << (n & 63)
}

// tier is what a phrase counts.
type tier uint8

const (
	strong    tier = iota // fires by itself
	weak                  // fires together with another weak one
	exception             // makes the phrases not count that it touches
)

// piece is one place of a phrase: what may stand there, each one or more words; without any it is a gap, of up to
// maxGap words of any kind.
type piece [][]part

// part is a word of a piece, or the beginning of one.
type part struct {
	text      []byte
	beginning bool
}

// piecesOf reads a phrase: words, of which one that ends with * may go on; word|word for either; 0 for any number or
// placeholder; <<>> for a placeholder; … for a gap.
func piecesOf(line string, s *splitter) []piece {
	pieces := make([]piece, 0, 4)
	for len(line) > 0 {
		field, rest, _ := strings.Cut(line, " ")
		line = rest
		switch field {
		case "":
			continue
		case "…", "...":
			pieces = append(pieces, nil)
			continue
		}
		var either piece
		for len(field) > 0 {
			one, rest, _ := strings.Cut(field, "|")
			field = rest
			words := s.split(template.NewText(one))
			if len(words) == 0 {
				continue
			}
			parts := make([]part, len(words))
			for i, w := range words {
				parts[i].text = bytes.Clone(w.folded)
			}
			parts[len(parts)-1].beginning = strings.HasSuffix(one, "*")
			either = append(either, parts)
		}
		if either != nil {
			pieces = append(pieces, either)
		}
	}
	return pieces
}
