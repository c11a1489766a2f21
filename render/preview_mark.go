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

// markSigns are what plain text has around a marked stretch, and what the legend says of it.
var markSigns = [markCount]struct{ before, after, sample, meaning string }{
	sent:    {"[", "]", "[..]", "value"},
	dynamic: {"[", "$]", "[..$]", "example, filled in when sent"},
	example: {"[", "?]", "[..?]", "example, no value yet"},
	missing: {"", "", "<<..>>", "no value"},
	field:   {"", "", "{{$..}}", "filled in when sent"},
}

// noText stands for a value that is empty, which would not be seen.
const noText = "∅"

// pieces puts the values into a text. The Param of a value's piece is its own, even if the parameter occurs twice.
func (p *picture) pieces(t template.Text, at slot) []Piece {
	var pieces []Piece
	for _, piece := range t.Pieces() {
		if piece.Number == 0 {
			pieces = append(pieces, Piece{Text: piece.Text})
			continue
		}
		at.number = piece.Number
		pieces = append(pieces, p.value(at, piece.Text))
	}
	return pieces
}

// entry is the piece of a value that no text has a placeholder for, none where the file does not speak of it. One that
// the file gives without a name is as fixed as the words around it, and not marked.
func (p *picture) entry(at slot) []Piece {
	v, ok := p.values[at]
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
	return []Piece{p.value(at, "<<"+cmp.Or(given, name)+">>")}
}

// value is the piece of a value, or of its placeholder if it has none.
func (p *picture) value(at slot, placeholder string) Piece {
	v := p.values[at]
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
	sample := markSigns[mark].sample
	if mark == missing && strings.HasPrefix(placeholder, "{{") {
		sample = "{{..}}"
	}
	return p.marked(text, mark, sample)
}

func (p *picture) marked(text string, mark valueMark, sample string) Piece {
	p.marks = append(p.marks, mark)
	p.seen[mark] = sample
	return Piece{Text: text, Param: len(p.marks)}
}

func (p *picture) markOf(r Run) valueMark {
	if r.Param == 0 {
		return unmarked
	}
	return p.marks[r.Param-1]
}

// legend explains the marks, on one line if there is room. That a value is one needs no words where colours show it.
func (p *picture) legend() {
	var items []Line
	for mark := sent; mark < markCount; mark++ {
		sample, ok := p.seen[mark]
		switch {
		case !ok, p.palette != nil && mark == sent && len(p.seen) == 1:
		case p.palette == nil:
			items = append(items, oneLine(Piece{Text: sample + " " + markSigns[mark].meaning}))
		default:
			items = append(items, oneLine(p.marked(markSigns[mark].meaning, mark, sample)))
		}
	}
	var all Line
	for i, item := range items {
		if i > 0 {
			all.Runs = append(all.Runs, Run{Text: " · "})
		}
		all.Runs = append(all.Runs, item.Runs...)
	}
	if len(items) == 0 {
		return
	}
	rows := p.draw([]Line{all}, ink{role: aside}, p.width-2)
	if len(rows) > 1 {
		rows = p.draw(items, ink{role: aside}, p.width-2)
	}
	p.below(rows)
}
