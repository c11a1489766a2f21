package render

import (
	"cmp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// valueMark says what a stretch of text stands for.
type valueMark uint8

const (
	unmarked valueMark = iota
	sent               // a value as it will be sent
	dynamic            // an example of what the platform puts in place of the value
	example            // an example of a value that nobody has given yet
	missing            // a placeholder without anything
	field              // a variable of the platform in a message
	markCount
)

// markMeanings are what the legend says of the marks, with a sample of how plain text has them.
var markMeanings = [markCount]struct{ sample, words string }{
	sent:    {"[..]", "value"},
	dynamic: {"[..$]", "example, filled in when sent"},
	example: {"[..?]", "example, no value yet"},
	missing: {"<<..>>", "no value"},
	field:   {"{{$..}}", "filled in when sent"},
}

// noText stands for a value that is empty, which would not be seen.
const noText = "∅"

// pieces puts the values into a text. The Param of a value's piece is its own, even if the parameter occurs twice.
func (s *stage) pieces(t template.Text, at slot) []Piece {
	var pieces []Piece
	for _, piece := range t.Pieces() {
		if piece.Number == 0 {
			pieces = append(pieces, Piece{Text: piece.Text})
			continue
		}
		at.number = piece.Number
		pieces = append(pieces, s.value(at, piece.Text))
	}
	return pieces
}

// entry is the piece of a value that no text has a placeholder for, none where the file does not speak of it. One that
// the file gives without a name is as fixed as the words around it, and not marked.
func (s *stage) entry(at slot) []Piece {
	v, ok := s.values[at]
	if !ok {
		return nil
	}
	name, given := cmp.Or(at.key, "code"), ""
	if v.Param != nil {
		given = v.Param.Name.Value
	}
	if at.key != "" && given == "" && v.Source == File && v.Sent != "" && !strings.HasPrefix(v.Sent, "$") {
		return fixed(v.Sent)
	}
	return []Piece{s.value(at, "<<"+cmp.Or(given, name)+">>")}
}

// value is the piece of a value, or of its placeholder if it has none.
func (s *stage) value(at slot, placeholder string) Piece {
	v := s.values[at]
	mark, text := missing, placeholder
	switch {
	case v.Source == Example:
		mark, text = example, v.Shown
	case v.Source != Missing && v.Shown != v.Sent:
		mark, text = dynamic, v.Shown
	case v.Source != Missing:
		mark, text = sent, v.Shown
	}
	if text == "" {
		text = noText
	}
	sample := markMeanings[mark].sample
	if mark == missing && strings.HasPrefix(placeholder, "{{") {
		sample = "{{..}}"
	}
	return s.marked(text, mark, sample)
}

// marked is the piece of a text that stands for something else.
func (s *stage) marked(text string, mark valueMark, sample string) Piece {
	s.scene.marks = append(s.scene.marks, mark)
	s.seen[mark] = sample
	return Piece{Text: text, Param: len(s.scene.marks)}
}
