package verbs

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// found is a file that is to be read. One that was named is read whatever it is, one that was met in a folder only if
// it looks like a template.
type found struct {
	path  string
	named bool
}

// sources yields the files that the arguments name, one by one, so that a tree of any size can be gone through: files
// as they are, - for the standard input, the YAML files below folders, and what globs match, each once. Beside an error,
// which speaks of one argument or folder, found is empty.
func (a *app) sources(args []string) iter.Seq2[found, error] {
	return func(yield func(found, error) bool) {
		if len(args) > 1 {
			yield = once(yield)
		}
		for _, arg := range args {
			if arg == "-" {
				if !yield(found{arg, true}, nil) {
					return
				}
				continue
			}
			info, err := os.Stat(arg)
			if err == nil && info.IsDir() {
				if !a.below(arg, yield) {
					return
				}
				continue
			}
			paths := []string{arg}
			if err != nil && isGlob(arg) {
				paths, err = glob(arg)
			} else if err != nil {
				err = explainPath(arg, err)
			}
			if err != nil {
				if !yield(found{}, err) {
					return
				}
				continue
			}
			for _, path := range paths {
				if !yield(found{path, true}, nil) {
					return
				}
			}
		}
	}
}

// once passes over files that have come already. One argument names none twice, so that no list of them has to be kept.
func once(yield func(found, error) bool) func(found, error) bool {
	seen := map[string]bool{}
	return func(f found, err error) bool {
		if err == nil {
			path := filepath.Clean(f.path)
			if seen[path] {
				return true
			}
			seen[path] = true
		}
		return yield(f, err)
	}
}

// glob lists the files that a pattern matches; ** in it is any number of folders. Shells do the same, but not all know **,
// and none looks into quotes.
func glob(pattern string) ([]string, error) {
	paths, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly())
	switch {
	case err != nil:
		return nil, usage("%s: %w", pattern, err)
	case len(paths) == 0:
		return nil, usage("%s: no file matches", pattern)
	}
	slices.Sort(paths)
	return paths, nil
}

// below yields the YAML files below a folder in the order of their names. In a git repository those that git ignores
// are passed over, unless --no-ignore. Links are not followed.
func (a *app) below(root string, yield func(found, error) bool) bool {
	if !a.noIgnore && repository(root) != "" {
		if paths, ok := gitFiles(root, ":(icase)*.yaml", ":(icase)*.yml"); ok {
			for _, path := range paths {
				if !yield(found{path: path}, nil) {
					return false
				}
			}
			return true
		}
	}
	more := true
	emit := func(f found, err error) error {
		if more = yield(f, err); !more {
			return fs.SkipAll
		}
		return nil
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return emit(found{}, explainPath(path, err))
		case d.IsDir() && path != root && passedOver(d.Name()):
			return filepath.SkipDir
		case d.Type().IsRegular() && isYAML(path):
			return emit(found{path: path}, nil)
		}
		return nil
	})
	return more && (err == nil || yield(found{}, explainPath(root, err)))
}

// repository is the root of the git repository that a folder is in, which costs less to find than to ask git; empty
// without one.
func repository(dir string) string {
	dir, err := filepath.Abs(dir)
	for err == nil {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// folderInRepository is where this folder is, seen from the root of its repository; empty at the root.
func folderInRepository() string {
	here, err := filepath.Abs(".")
	root := repository(here)
	if err != nil || root == "" {
		return ""
	}
	folder, err := filepath.Rel(root, here)
	if err != nil || folder == "." {
		return ""
	}
	return filepath.ToSlash(folder)
}

// gitFiles lists the files below a folder, of those that git's patterns name, that git has or would add. Nobody else
// knows all that git ignores. Where git is missing, or does not trust the folder's owner, ok is false.
func gitFiles(root string, patterns ...string) (paths []string, ok bool) {
	out, err := git(root, slices.Concat([]string{"ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"}, patterns)...)
	if err != nil {
		return nil, false
	}
	for name := range bytes.SplitSeq(out, []byte{0}) {
		if len(name) == 0 || slices.ContainsFunc(strings.Split(filepath.Dir(filepath.FromSlash(string(name))), string(filepath.Separator)), passedOverBelow) {
			continue
		}
		path := filepath.Join(root, filepath.FromSlash(string(name)))
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), true
}

func passedOverBelow(folder string) bool { return folder != "." && passedOver(folder) }

// git runs git in a folder, with no program of the repository's own choice. An error is what git says in one line.
func git(dir string, args ...string) ([]byte, error) {
	command := exec.CommandContext(context.Background(), "git", slices.Concat([]string{"-C", dir, "-c", "core.fsmonitor=false", "-c", "core.quotepath=false"}, args)...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		if line, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n"); line != "" {
			return nil, fmt.Errorf("git: %s", strings.TrimPrefix(line, "fatal: "))
		}
		return nil, err
	}
	return out, nil
}
