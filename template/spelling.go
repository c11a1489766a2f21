package template

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Slots returns the distinct placeholders of a text that a value can be bound to, each by its first mark, in the order
// of their slots.
func (t Text) Slots() []Placeholder {
	if len(t.Placeholders) == 0 {
		return nil
	}
	slots := make([]Placeholder, 0, len(t.Placeholders))
	seen := make(map[int]bool, len(t.Placeholders))
	for _, p := range t.Placeholders {
		if p.Slot > 0 && !seen[p.Slot] {
			seen[p.Slot] = true
			slots = append(slots, p)
		}
	}
	slices.SortFunc(slots, func(a, b Placeholder) int { return cmp.Compare(a.Slot, b.Slot) })
	return slots
}

// Piece is a stretch of a text: static, or the mark of slot Number.
type Piece struct {
	Text   string
	Number int
}

// Pieces cuts a text at its placeholders. A malformed one is static text.
func (t Text) Pieces() []Piece {
	var pieces []Piece
	rest := 0
	for _, p := range t.Placeholders {
		if p.Slot == 0 {
			continue
		}
		if p.Start > rest {
			pieces = append(pieces, Piece{Text: t.Value[rest:p.Start]})
		}
		pieces = append(pieces, Piece{Text: t.Value[p.Start:p.End], Number: p.Slot})
		rest = p.End
	}
	if rest < len(t.Value) {
		pieces = append(pieces, Piece{Text: t.Value[rest:]})
	}
	return pieces
}

// Wire is the text as the payload carries it: every placeholder as {{n}}.
func (t Text) Wire() string {
	return t.spelled("{{", "}}", func(p Placeholder) string { return strconv.Itoa(p.Slot) })
}

// WireNamed is the text as a registration with names carries it: every placeholder as {{order_id}}.
func (t Text) WireNamed() string {
	return t.spelled("{{", "}}", func(p Placeholder) string { return p.Name })
}

func (t Text) spelled(before, after string, name func(Placeholder) string) string {
	var b strings.Builder
	rest := 0
	for _, p := range t.Placeholders {
		if p.Slot > 0 {
			b.WriteString(t.Value[rest:p.Start] + before + name(p) + after)
			rest = p.End
		}
	}
	b.WriteString(t.Value[rest:])
	return b.String()
}
