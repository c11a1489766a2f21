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
		all, ok := f.src.changes(fix.Edits)
		if ok && len(all) > 0 {
			made, applied[i] = merge(made, all)
		}
	}
	at := 0
	for _, c := range made {
		text = append(append(text, f.Source[at:c.start]...), c.text...)
		at = c.end
	}
	return append(text, f.Source[at:]...), applied
}

// change is an edit in bytes.
type change struct {
	byteRange
	text string
}

// changes are the edits of a fix in bytes; ok is false for one that speaks of a place where no caret can stand.
func (s *source) changes(edits []Edit) (all []change, ok bool) {
	for _, e := range edits {
		c := change{byteRange{s.offset(e.At.Start.Line, e.At.Start.Column), s.offset(e.At.End.Line, e.At.End.Column)}, e.New}
		if s.span(c.start, c.end) != e.At || c.start > c.end {
			return nil, false
		}
		all = append(all, c)
	}
	return all, true
}

// merge adds changes to others, in their order, if none of them touches another; otherwise it adds none.
func merge(made, more []change) ([]change, bool) {
	slices.SortFunc(more, change.compare)
	for i, c := range more {
		at, _ := slices.BinarySearchFunc(made, c, change.compare)
		if i > 0 && touch(more[i-1], c) || at > 0 && touch(made[at-1], c) || at < len(made) && touch(c, made[at]) {
			return made, false
		}
	}
	for _, c := range more {
		at, _ := slices.BinarySearchFunc(made, c, change.compare)
		made = slices.Insert(made, at, c)
	}
	return made, true
}

func (c change) compare(d change) int {
	return cmp.Or(cmp.Compare(c.start, d.start), cmp.Compare(c.end, d.end))
}

// touch reports whether two changes, the first before the second, overlap, or an insertion stands at the other's edge,
// where it could come before or after.
func touch(a, b change) bool {
	return b.start < a.end || b.start == a.end && (a.start == a.end || b.start == b.end)
}
