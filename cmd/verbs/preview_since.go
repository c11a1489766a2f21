package verbs

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render/page"
	"github.com/watemplate/watemplate/template"
)

// before are the documents, as the branch found them, of the files that it changed or deleted.
func (e *entries) before() ([]*page.Version, error) {
	var all []*page.Version
	for _, name := range slices.Sorted(maps.Keys(e.changes.files)) {
		if !e.changes.files[name] || !isYAML(name) || !named(e.args, name) {
			continue
		}
		src, err := e.changes.before(name)
		if err != nil {
			return nil, err
		}
		if !looksLikeTemplate(src) {
			continue
		}
		f := template.Parse(name, src)
		versions, _ := e.versions(f, lint.Findings(e.linter.File(f).Faults, f))
		all = append(all, versions...)
	}
	return all, nil
}

// named reports whether the arguments of a command speak of a file that need not be there any more.
func named(args []string, name string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		if match, _ := doublestar.Match(slashed(arg), name); match {
			return true
		}
		below, err := filepath.Rel(filepath.FromSlash(slashed(arg)), filepath.FromSlash(name))
		if err != nil || !filepath.IsLocal(below) {
			return false
		}
		return !slices.ContainsFunc(strings.Split(filepath.Dir(below), string(filepath.Separator)), passedOverBelow)
	})
}

// compare puts the old and the new of a document beside each other, which may have moved to another file. What looks
// the same is left out and counted.
func (e *entries) compare(old, now []*page.Version) {
	type key struct{ name, language string }
	of := func(v *page.Version) key {
		if v.Template == nil {
			return key{name: v.File + " " + v.String()}
		}
		return key{v.Template.Name.Value, v.Template.Language.Value}
	}
	were := map[key][]*page.Version{}
	for _, v := range old {
		were[of(v)] = append(were[of(v)], v)
	}
	for _, v := range now {
		entry := page.Entry{New: v}
		if same := were[of(v)]; len(same) > 0 {
			entry.Old, were[of(v)] = same[0], same[1:]
			if page.Alike(entry.Old, v) {
				e.page.Unchanged++
				continue
			}
		}
		e.page.Entries = append(e.page.Entries, entry)
	}
	for _, v := range old {
		if slices.Contains(were[of(v)], v) {
			e.page.Entries = append(e.page.Entries, page.Entry{Old: v})
		}
	}
}
