package tui

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// entry is a row of the list: a document, or a file of which nothing can be read.
type entry struct {
	id       identity
	file     *template.File
	at       template.Pos
	label    string // safe to print, as language and path are
	language string
	path     string
	category string
	template *template.Template
	message  *template.Message
	problems []template.Diagnostic
	errors   int
	warnings int
	// stale says that the document is how it was before its file was broken.
	stale bool
}

// identity finds a document again when its file was read anew. nth tells apart those that are alike.
type identity struct {
	file, name, language string
	nth                  int
	// row counts the rows of one file; it finds a document that was given another name.
	row int
}

// same reports whether two documents go by one name.
func (id identity) same(other identity) bool { return id.named() == other.named() }

// named is the identity without the place.
func (id identity) named() identity {
	id.row = 0
	return id
}

// near reports whether one document may be the other under a new name.
func (id identity) near(other identity) bool {
	return id.file == other.file && id.row == other.row
}

func (e *entry) readable() bool { return e.template != nil || e.message != nil }

// entries makes the rows for some files and gives each the faults that stand in it.
func entries(files []*template.File, problems []template.Diagnostic) []entry {
	byFile := map[string][]template.Diagnostic{}
	for _, d := range problems {
		byFile[d.File] = append(byFile[d.File], d)
	}
	var all []entry
	for _, f := range files {
		all = append(all, rows(f, byFile[f.Name])...)
	}
	return all
}

func rows(f *template.File, problems []template.Diagnostic) []entry {
	var rs []entry
	for _, d := range f.Documents() {
		rs = append(rs, row(f, d))
	}
	rs = assign(rs, f, problems)
	seen := map[identity]int{}
	for i := range rs {
		e := &rs[i]
		e.label, e.language = template.Visible(e.label), template.Visible(e.language)
		e.category, e.path = template.Visible(e.category), template.Visible(f.Name)
		seen[e.id]++
		e.id.nth, e.id.row = seen[e.id], i
	}
	return rs
}

func row(f *template.File, d template.Document) entry {
	e := entry{id: identity{file: f.Name}, file: f, at: d.At().Start, label: path.Base(f.Name), template: d.Template, message: d.Message}
	if t := d.Template; t != nil {
		e.id.name, e.language, e.category = t.Name.Value, t.Language.Value, t.Category.Value
		e.label = cmp.Or(t.Name.Value, e.label)
	} else {
		e.language = d.Message.Type.Value
	}
	e.id.language = e.language
	return e
}

// assign gives every fault to the document it stands in: the last that begins before it, in its segment of the file.
// Where the document cannot be read, its faults get a row of their own. The rows stay in the order of the file.
func assign(rs []entry, f *template.File, problems []template.Diagnostic) []entry {
	for _, d := range problems {
		at := d.At.Start
		within := func(i int) bool {
			return i >= 0 && i < len(rs) && f.Segment(rs[i].at.Line) == f.Segment(at.Line)
		}
		next, found := slices.BinarySearchFunc(rs, at, func(e entry, at template.Pos) int { return e.at.Compare(at) })
		if found {
			next++
		}
		to := next - 1
		switch {
		case within(to):
		case within(next):
			to = next
		default:
			to = next
			rs = slices.Insert(rs, to, entry{id: identity{file: f.Name}, file: f, at: at, label: path.Base(f.Name)})
		}
		rs[to].add(d)
	}
	for i := range rs {
		if rs[i].template == nil && len(rs) > 1 { // its file's name does not tell it from the others
			rs[i].label += fmt.Sprintf(":%d", rs[i].at.Line)
		}
	}
	return rs
}

func (e *entry) add(d template.Diagnostic) {
	e.problems = append(e.problems, d)
	if d.Severity == template.Error {
		e.errors++
	} else {
		e.warnings++
	}
}

// keep puts documents as they were in the place of those that cannot be read, so that a half-written one is still
// seen.
func keep(old, fresh []entry) []entry {
	var all []entry
	gone := missing(old, fresh)
	for i, e := range fresh {
		was := gone[e.id.file]
		if e.readable() || len(was) == 0 {
			all = append(all, e)
			continue
		}
		// One broken place takes the place of one document, the last of all that remain.
		n := 1
		if !slices.ContainsFunc(fresh[i+1:], func(next entry) bool { return next.id.file == e.id.file && !next.readable() }) {
			n = len(was)
		}
		for _, w := range was[:n] {
			w.at, w.problems, w.errors, w.warnings, w.stale = e.at, e.problems, e.errors, e.warnings, true
			all = append(all, w)
		}
		gone[e.id.file] = was[n:]
	}
	return all
}

// missing returns, by file, the documents that are no more among the fresh ones.
func missing(old, fresh []entry) map[string][]entry {
	present := map[identity]bool{}
	for _, e := range fresh {
		present[e.id.named()] = true
	}
	gone := map[string][]entry{}
	for _, e := range old {
		if e.readable() && !present[e.id.named()] {
			gone[e.id.file] = append(gone[e.id.file], e)
		}
	}
	return gone
}

// heading is what the entry is called, in full.
func (e *entry) heading() string {
	parts := []string{e.label}
	for _, part := range []string{e.language, e.category} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// matches reports whether every word of the filter stands somewhere in what the entry is called.
func (e *entry) matches(filter string) bool {
	text := strings.ToLower(strings.Join([]string{e.label, e.language, e.category, e.path}, " "))
	for word := range strings.FieldsSeq(strings.ToLower(filter)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// mark is the state of an entry in a few cells.
func (e *entry) mark() string {
	switch {
	case e.errors > 0:
		return fmt.Sprintf("✗ %d", e.errors)
	case e.warnings > 0:
		return fmt.Sprintf("⚠ %d", e.warnings)
	}
	return "✓"
}
