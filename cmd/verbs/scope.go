package verbs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/watemplate/watemplate/template"
)

// scope tells of any path whether some arguments speak of it, so that a file that is saved or made later is known for
// one of theirs without going through the whole tree; [app.sources] goes through it.
type scope struct {
	files   map[string]bool // those named as they are
	globs   []string
	folders []string
}

// scopeOf reads arguments. One that is not there, and no glob, is taken for a file.
func scopeOf(args []string) scope {
	s := scope{files: map[string]bool{}}
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case err == nil && info.IsDir():
			s.folders = append(s.folders, filepath.Clean(arg))
		case err != nil && isGlob(arg):
			s.globs = append(s.globs, filepath.Clean(arg))
		default:
			s.files[filepath.Clean(arg)] = true
		}
	}
	return s
}

func isGlob(arg string) bool { return strings.ContainsAny(arg, "*?[{") }

// names reports whether the arguments name a file as it is, or by a glob.
func (s scope) names(path string) bool {
	return s.files[path] || slices.ContainsFunc(s.globs, func(glob string) bool {
		matched, _ := doublestar.PathMatch(glob, path)
		return matched
	})
}

// folder finds the named folder that a path is below. None is found for what is passed over in it.
func (s scope) folder(path string) (root string, ok bool) {
	for _, root := range s.folders {
		rel, err := filepath.Rel(root, path)
		if err == nil && filepath.IsLocal(rel) && !slices.ContainsFunc(strings.Split(filepath.Dir(rel), string(filepath.Separator)), passedOverBelow) {
			return root, true
		}
	}
	return "", false
}

// speaksOf reports whether a file at this path would be read, if it looks like a template and git does not ignore it.
func (s scope) speaksOf(path string) bool {
	_, below := s.folder(path)
	return s.names(path) || below && isYAML(path)
}

// reread reads some files again, by the names that they have in diagnostics. Those that are gone, or of which the scope
// does not speak, are left out; and those that do not look like templates, unless they are among the shown: a file that
// is half written, or that an editor has emptied to write it, is still the one that it was.
func (a *app) reread(s scope, names []string, shown map[string]bool) ([]*template.File, error) {
	var files []*template.File
	var errs []error
	for _, source := range a.among(s, names) {
		source.named = source.named || shown[slashed(source.path)]
		f, err := a.parse(source)
		if f != nil {
			files = append(files, f)
		} else if !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return files, errors.Join(errs...)
}

// among finds those of some files that [app.sources] would yield.
func (a *app) among(s scope, names []string) []found {
	var all []found
	below := map[string][]string{} // paths by the folder that was named
	for _, name := range names {
		path := filepath.FromSlash(name)
		if s.names(path) {
			all = append(all, found{path, true})
		} else if root, ok := s.folder(path); ok && isYAML(path) {
			below[root] = append(below[root], path)
		}
	}
	for root, paths := range below {
		for _, path := range a.unignored(root, paths) {
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
				all = append(all, found{path: path})
			}
		}
	}
	return all
}

// unignored leaves out the paths below a folder that git ignores.
func (a *app) unignored(root string, paths []string) []string {
	if a.noIgnore || repository(root) == "" {
		return paths
	}
	var patterns []string
	for _, path := range paths {
		if rel, err := filepath.Rel(root, path); err == nil {
			patterns = append(patterns, ":(literal)"+filepath.ToSlash(rel))
		}
	}
	if kept, ok := gitFiles(root, patterns...); ok {
		return kept
	}
	return paths
}
