package lint

import (
	"fmt"
	"iter"
	"slices"

	"github.com/watemplate/watemplate/template"
)

// Finding is a diagnostic that has left its file: with the piece of the source that its reader has to see, so that the
// file can be forgotten. It survives encoding/json, but for the bytes of a file's name that are no UTF-8.
type Finding struct {
	template.Diagnostic
	// Excerpt is nil where the diagnostic has no line in the file.
	Excerpt *Excerpt `json:",omitempty"`
}

// Findings takes the diagnostics of one file out of it.
func Findings(ds []template.Diagnostic, f *template.File) []Finding {
	if len(ds) == 0 {
		return nil
	}
	found := make([]Finding, len(ds))
	for i, d := range ds {
		found[i] = Finding{d, excerpt(f, d.At)}
	}
	return found
}

// SortFindings puts findings in the order of template.Sort, and drops those said twice as it does.
func SortFindings(found []Finding) []Finding {
	slices.SortFunc(found, func(a, b Finding) int { return a.Compare(b.Diagnostic) })
	return slices.CompactFunc(found, func(a, b Finding) bool { return a.Repeats(b.Diagnostic) })
}

// place is where a finding begins and ends, the end never before the start. A finding of a file as a whole has none.
func (f *Finding) place() (start, end template.Pos, ok bool) {
	if f.At.Start.Line < 1 {
		return start, end, false
	}
	start, end = ordered(f.At)
	return start, end, true
}

// ordered is a span with its end not before its start, and nothing before the first line and column.
func ordered(at template.Span) (start, end template.Pos) {
	start = template.Pos{Line: max(1, at.Start.Line), Column: max(1, at.Start.Column)}
	end = at.End
	if end.Compare(start) < 0 {
		end = start
	}
	end.Column = max(1, end.Column)
	return start, end
}

// lastLine is the last line of which a finding covers something: a span that ends before a line's first character does
// not cover the line.
func (f *Finding) lastLine() int {
	start, end, _ := f.place()
	if end.Column == 1 {
		end.Line--
	}
	return max(start.Line, end.Line)
}

// sentence is all that a finding says, on one line.
func (f *Finding) sentence() string {
	if f.Hint == "" {
		return visibleLine(f.Message)
	}
	return visibleLine(f.Message) + " (hint: " + visibleLine(f.Hint) + ")"
}

// byFile yields findings that are in order file by file.
func byFile(found []Finding) iter.Seq2[string, []Finding] {
	return func(yield func(string, []Finding) bool) {
		for len(found) > 0 {
			n := 1
			for n < len(found) && found[n].File == found[0].File {
				n++
			}
			if !yield(found[0].File, found[:n]) {
				return
			}
			found = found[n:]
		}
	}
}

// ordinals tell apart the findings of a file that share a fingerprint.
type ordinals map[entryKey]int

// next is the finding's fingerprint and its number among those that share it.
func (o ordinals) next(f *Finding) string {
	key := f.key()
	o[key]++
	return fmt.Sprintf("%s:%d", key.Fingerprint, o[key])
}

// counted is a number and what it counts: 1 file, 2 files.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
