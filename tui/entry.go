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
	current  []byte // the text of its file, in which its faults stand
	at       template.Pos
	label    string // safe to print, as language and path are
	language string
	path     string
	category string
	text     string // what it is called, in lower case, for the filter
	problems []template.Diagnostic
	errors   int
	warnings int
	// stale says that the document is how it was before its file was broken.
	stale bool

	// source is the text in which it is the document of that number; negative if it cannot be read.
	source   []byte
	document int
	// template or message is the document, of that file. Only the entries that [list.selected] and [list.variants] return
	// have it.
	file     *template.File
	template *template.Template
	message  *template.Message
}

// identity is what a document is known by while its file is read again and again; whoever keeps something for a document
// keeps it under [identity.named]. That stays the same while the file changes, moves its documents about or is broken
// for a while, and whatever becomes of other files. A document that is given another name or language, or whose file is
// renamed, has another one: [identity.near] and [identity.moved] tell which it may have been.
type identity struct {
	file, name, language string
	// nth tells apart the documents of a file that are alike, from 1.
	nth int
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

// moved reports whether one document may be the other in another file.
func (id identity) moved(other identity) bool {
	return id.name != "" && id.name == other.name && id.language == other.language
}

func (e *entry) readable() bool { return e.document >= 0 }

// opened is the entry with its document, read again.
func (e *entry) opened() *entry {
	o := *e
	if e.readable() {
		o.file = template.Parse(e.id.file, e.source)
		d := o.file.Documents()[e.document]
		o.template, o.message = d.Template, d.Message
	}
	return &o
}

// rows makes the rows of a file and gives each the faults that stand in it.
func rows(f *template.File, problems []template.Diagnostic) []*entry {
	var rs []*entry
	for i, d := range f.Documents() {
		rs = append(rs, row(f, i, d))
	}
	rs = assign(rs, f, problems)
	seen := map[identity]int{}
	for i, e := range rs {
		e.label, e.language = template.Visible(e.label), template.Visible(e.language)
		e.category, e.path = template.Visible(e.category), template.Visible(f.Name)
		e.text = strings.ToLower(strings.Join([]string{e.label, e.language, e.category, e.path}, " "))
		seen[e.id]++
		e.id.nth, e.id.row = seen[e.id], i
	}
	return rs
}

func row(f *template.File, number int, d template.Document) *entry {
	e := &entry{id: identity{file: f.Name}, at: d.At().Start, label: path.Base(f.Name), source: f.Source, current: f.Source, document: number}
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
func assign(rs []*entry, f *template.File, problems []template.Diagnostic) []*entry {
	for _, d := range problems {
		at := d.At.Start
		within := func(i int) bool {
			return i >= 0 && i < len(rs) && f.Segment(rs[i].at.Line) == f.Segment(at.Line)
		}
		next, found := slices.BinarySearchFunc(rs, at, func(e *entry, at template.Pos) int { return e.at.Compare(at) })
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
			rs = slices.Insert(rs, to, &entry{id: identity{file: f.Name}, at: at, label: path.Base(f.Name), current: f.Source, document: -1})
		}
		rs[to].add(d)
	}
	for i := range rs {
		if rs[i].id.name == "" && len(rs) > 1 { // its file's name does not tell it from the others
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

// keep puts the documents of a file as they were in the place of those that cannot be read, so that a half-written one
// is still seen.
func keep(old, fresh []*entry) []*entry {
	was := missing(old, fresh)
	if len(was) == 0 {
		return fresh
	}
	var all []*entry
	for i, e := range fresh {
		if e.readable() || len(was) == 0 {
			all = append(all, e)
			continue
		}
		// One broken place takes the place of one document, the last of all that remain.
		n := 1
		if !slices.ContainsFunc(fresh[i+1:], func(next *entry) bool { return !next.readable() }) {
			n = len(was)
		}
		for _, w := range was[:n] {
			stale := *w
			stale.current, stale.at, stale.problems, stale.errors, stale.warnings = e.current, e.at, e.problems, e.errors, e.warnings
			stale.stale = true
			all = append(all, &stale)
		}
		was = was[n:]
	}
	return all
}

// missing returns the documents that are no more among the fresh ones.
func missing(old, fresh []*entry) []*entry {
	present := map[identity]bool{}
	for _, e := range fresh {
		present[e.id.named()] = true
	}
	var gone []*entry
	for _, e := range old {
		if e.readable() && !present[e.id.named()] {
			gone = append(gone, e)
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
