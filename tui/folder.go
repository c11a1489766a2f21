package tui

import (
	"bytes"
	"slices"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// folder is all that was read, and the rows that it makes. It never changes: what comes in makes another one, which
// shares with it the rows of the files that are as they were. So it may be read while the next one is made.
type folder struct {
	linter  *lint.Linter // which judged the files
	files   []*held      // in the order in which they are read
	byName  map[string]*held
	entries []*entry
}

// held is a file with its faults and rows. Its text is kept and not what was read of it, which takes fifteen times the
// memory: to read it again takes less than to draw it.
type held struct {
	name   string
	source []byte
	said   lint.Result           // of the file by itself
	across []template.Diagnostic // found by comparing it with others
	rows   []*entry
}

// check lints files, each by itself. One that is as it was is the one that the folder has.
func (f folder) check(files []*template.File) []*held {
	all := make([]*held, len(files))
	for i, file := range files {
		h := &held{name: file.Name, source: file.Source, said: f.linter.File(file)}
		if old := f.byName[h.name]; old != nil && bytes.Equal(old.source, h.source) && slices.EqualFunc(old.said.Faults, h.said.Faults, alike) {
			all[i] = old
			continue
		}
		h.rows = rows(file, h.said.Faults)
		all[i] = h
	}
	return all
}

// alike reports whether two diagnostics look alike on the screen.
func alike(a, b template.Diagnostic) bool {
	return a.Compare(b) == 0 && a.Severity == b.Severity && a.Hint == b.Hint
}

// beside is the file with these faults beside its own.
func (h *held) beside(across []template.Diagnostic) *held {
	if slices.EqualFunc(h.across, across, alike) {
		return h
	}
	next := *h
	next.across = across
	next.rows = keep(h.rows, rows(template.Parse(h.name, h.source), template.Sort(slices.Concat(h.said.Faults, across))))
	return &next
}

// of returns a folder of these files. A document that is broken among them stays as it was in this one.
func (f folder) of(files []*held) folder {
	next := folder{linter: f.linter, files: slices.Clone(files), byName: make(map[string]*held, len(files))}
	for i, h := range files {
		if old := f.byName[h.name]; old != nil && old != h {
			kept := *h
			kept.rows = keep(old.rows, h.rows)
			next.files[i] = &kept
		}
		next.byName[h.name] = next.files[i]
	}
	next.entries = grouped(next.files)
	return next
}

// compared returns the folder with the faults that the rules find which compare files. It takes about a microsecond a
// template, so that all are compared anew whenever one of them changes.
func (f folder) compared() folder {
	across := f.linter.Across()
	for i, h := range f.files {
		across.Add(i, h.said.Templates)
	}
	faults := map[string][]template.Diagnostic{}
	for _, d := range across.Faults(func(i int) *template.File { return template.Parse(f.files[i].name, f.files[i].source) }) {
		faults[d.File] = append(faults[d.File], d)
	}
	files := make([]*held, len(f.files))
	for i, h := range f.files {
		files[i] = h.beside(faults[h.name])
	}
	return f.of(files)
}

// beside returns the files with those behind them that have not come again.
func beside(files, old []*held) []*held {
	came := make(map[string]bool, len(files))
	for _, h := range files {
		came[h.name] = true
	}
	return append(files, slices.DeleteFunc(slices.Clone(old), func(h *held) bool { return came[h.name] })...)
}

// replace puts fresh files in the places of those that had their names, and new ones before the first whose name is
// greater. Those of the names that are not among the fresh files are taken out.
func replace(old, fresh []*held, names []string) []*held {
	gone := make(map[string]bool, len(names))
	for _, name := range names {
		gone[name] = true
	}
	came := make(map[string]*held, len(fresh))
	for _, h := range fresh {
		came[h.name] = h
	}
	all := make([]*held, 0, len(old)+len(fresh))
	for _, h := range old {
		if again := came[h.name]; again != nil {
			all = append(all, again)
			delete(came, h.name)
		} else if !gone[h.name] {
			all = append(all, h)
		}
	}
	for _, h := range fresh {
		if came[h.name] == nil {
			continue
		}
		at := slices.IndexFunc(all, func(other *held) bool { return other.name > h.name })
		if at < 0 {
			at = len(all)
		}
		all = slices.Insert(all, at, h)
		delete(came, h.name)
	}
	return all
}

// grouped returns the rows of all files. Those of one name stand together, where the first of them was met.
func grouped(files []*held) []*entry {
	n := 0
	for _, h := range files {
		n += len(h.rows)
	}
	groups := make(map[string]int, n)
	of := make([]int, 0, n) // the group of each row
	var sizes []int
	for _, h := range files {
		for _, e := range h.rows {
			group, met := groups[e.id.name]
			if !met || e.id.name == "" {
				group = len(sizes)
				groups[e.id.name] = group
				sizes = append(sizes, 0)
			}
			of = append(of, group)
			sizes[group]++
		}
	}
	next, sum := sizes, 0 // where the next row of each group goes
	for group, size := range sizes {
		next[group], sum = sum, sum+size
	}
	all := make([]*entry, n)
	i := 0
	for _, h := range files {
		for _, e := range h.rows {
			all[next[of[i]]] = e
			next[of[i]]++
			i++
		}
	}
	return all
}
