package tui

import (
	"bytes"
	"slices"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// folder is all that was read, and the rows that it makes. It never changes: what comes in makes another one, which
// shares with it the rows of the files that are as they were.
type folder struct {
	linter  *lint.Linter // which judged the files
	files   []*held      // in the order in which they are read
	entries []*entry
}

// held is a file with its rows.
type held struct {
	checked
	faults []template.Diagnostic // those that were found beside other files among them
	rows   []*entry
}

// checked is a file that was read, and what the linter has to say of it by itself.
type checked struct {
	*template.File
	said lint.Result
}

// faults are those that rules find by comparing files, by the file in which they stand.
type faults map[string][]template.Diagnostic

// check lints files, each by itself. Of those that say what they said before the known ones are taken.
func (f folder) check(files []*template.File, known map[string]*held) []checked {
	all := make([]checked, len(files))
	for i, file := range files {
		if k := known[file.Name]; k != nil && bytes.Equal(k.Source, file.Source) {
			file = k.File
		}
		all[i] = checked{file, f.linter.File(file)}
	}
	return all
}

// compare asks the rules that compare files. It takes about a microsecond a template, so that all are compared anew
// whenever one of them changes.
func (f folder) compare(files []checked) faults {
	across := f.linter.Across()
	for i, file := range files {
		across.Add(i, file.said.Templates)
	}
	found := faults{}
	for _, d := range across.Faults(func(i int) *template.File { return files[i].File }) {
		found[d.File] = append(found[d.File], d)
	}
	return found
}

// byName finds the files by their names.
func (f folder) byName() map[string]*held {
	known := make(map[string]*held, len(f.files))
	for _, h := range f.files {
		known[h.Name] = h
	}
	return known
}

// beside returns the files with those behind them that have not come again yet.
func beside(files []checked, old []*held) []checked {
	came := make(map[string]bool, len(files))
	for _, f := range files {
		came[f.Name] = true
	}
	all := slices.Clip(files)
	for _, h := range old {
		if !came[h.Name] {
			all = append(all, h.checked)
		}
	}
	return all
}

// replace puts fresh files in the places of those that had their names, and new ones before the first whose name is
// greater. Those of the names that are not among the fresh files are taken out.
func replace(old []*held, fresh []checked, names []string) []checked {
	gone := make(map[string]bool, len(names))
	for _, name := range names {
		gone[name] = true
	}
	byName := make(map[string]checked, len(fresh))
	for _, f := range fresh {
		byName[f.Name] = f
	}
	all := make([]checked, 0, len(old)+len(fresh))
	for _, h := range old {
		if f, came := byName[h.Name]; came {
			all = append(all, f)
			delete(byName, h.Name)
		} else if !gone[h.Name] {
			all = append(all, h.checked)
		}
	}
	for _, f := range fresh {
		if _, missing := byName[f.Name]; missing {
			at := slices.IndexFunc(all, func(other checked) bool { return other.Name > f.Name })
			if at < 0 {
				at = len(all)
			}
			all = slices.Insert(all, at, f)
			delete(byName, f.Name)
		}
	}
	return all
}

// of returns a folder of these files. Where nothing is new the rows stay the same, and a document that is broken stays
// as it was. The faults between files are not known before all have come, and none until then.
func (f folder) of(files []checked, across faults) folder {
	known := f.byName()
	next := folder{linter: f.linter, files: make([]*held, len(files))}
	for i, c := range files {
		found := template.Sort(slices.Concat(c.said.Faults, across[c.Name]))
		old := known[c.Name]
		switch {
		case old == nil:
			next.files[i] = &held{c, found, rows(c.File, found)}
		case old.File == c.File && slices.EqualFunc(old.faults, found, alike):
			next.files[i] = old
		default:
			next.files[i] = &held{c, found, keep(old.rows, rows(c.File, found))}
		}
	}
	next.entries = grouped(next.files)
	return next
}

// alike reports whether two diagnostics look alike on the screen.
func alike(a, b template.Diagnostic) bool {
	return a.Compare(b) == 0 && a.Severity == b.Severity && a.Hint == b.Hint
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
