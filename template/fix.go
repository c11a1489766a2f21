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
	all := slices.Clone(made)
	for _, c := range more {
		i, _ := slices.BinarySearchFunc(all, c, func(a, b change) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
		if i > 0 && touch(all[i-1], c) || i < len(all) && touch(c, all[i]) {
			return made, false
		}
		all = slices.Insert(all, i, c)
	}
	return all, true
}

// touch reports whether two changes, the first before the second, overlap, or an insertion stands at the other's edge,
// where it could come before or after.
func touch(a, b change) bool {
	return b.start < a.end || b.start == a.end && (a.start == a.end || b.start == b.end)
}
