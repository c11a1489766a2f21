package template

import (
	"cmp"
	"slices"
)

// Apply returns the file's bytes with the given fixes made, and which of them they are. A fix is made wholly or not at
// all: of two that touch the same place the first is made, and one whose own edits do, or whose places are not in the
// file, is left out. What no edit covers stays as it is, byte for byte.
func (f *File) Apply(fixes []*Fix) (text []byte, applied []bool) {
	applied = make([]bool, len(fixes))
	if f.src == nil {
		return f.Source, applied
	}
	var made []change // in the order of the file
	for i, fix := range fixes {
		made, applied[i] = f.src.add(made, fix.Edits)
	}
	return changed(f.Source, made), applied
}

// changed is a text after changes, which are in its order.
func changed(text []byte, made []change) []byte {
	var b []byte
	at := 0
	for _, c := range made {
		b = append(append(b, text[at:c.start]...), c.text...)
		at = c.end
	}
	return append(b, text[at:]...)
}

// change is an edit in bytes.
type change struct {
	byteRange
	text string
}

// add adds edits to changes, in their order, if none of them touches another, and a caret can stand where they do;
// otherwise it adds none.
func (s *source) add(made []change, edits []Edit) ([]change, bool) {
	more := make([]change, 0, min(len(edits), 8))
	for _, e := range edits {
		c := change{byteRange{s.offset(e.At.Start.Line, e.At.Start.Column), s.offset(e.At.End.Line, e.At.End.Column)}, e.New}
		at, _ := slices.BinarySearchFunc(made, c, change.compare)
		if at > 0 && touch(made[at-1], c) || at < len(made) && touch(c, made[at]) || c.start > c.end || s.span(c.start, c.end) != e.At {
			return made, false
		}
		more = append(more, c)
	}
	slices.SortFunc(more, change.compare)
	for i := range more {
		if i > 0 && touch(more[i-1], more[i]) {
			return made, false
		}
	}
	for _, c := range more {
		at, _ := slices.BinarySearchFunc(made, c, change.compare)
		made = slices.Insert(made, at, c)
	}
	return made, len(more) > 0
}

func (c change) compare(d change) int {
	return cmp.Or(cmp.Compare(c.start, d.start), cmp.Compare(c.end, d.end))
}

// touch reports whether two changes, the first before the second, overlap, or an insertion stands at the other's edge,
// where it could come before or after.
func touch(a, b change) bool {
	return b.start < a.end || b.start == a.end && (a.start == a.end || b.start == b.end)
}
