package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// stdinName stands for the standard input in diagnostics.
const stdinName = "<stdin>"

// parseAll reads what the arguments name: files as they are, folders for the templates below them, - for the
// standard input; without an argument, the configuration's templates, or else this folder. What could be read comes
// back beside an error; nothing at all is an error.
func (a *app) parseAll(args []string) ([]*template.File, error) {
	args, err := a.paths(args)
	if err != nil {
		return nil, err
	}
	files, err := a.collect(args)
	if len(files) == 0 && err == nil {
		return nil, usage("no templates in %s; a template is a .yaml file with name, language and body (see watemplate schema --help)", places(args))
	}
	return files, err
}

// places names the arguments in words.
func places(args []string) string {
	if len(args) == 0 {
		return "this folder"
	}
	return strings.Join(args, ", ")
}

// collect reads the files that the arguments name, which may be none.
func (a *app) collect(args []string) ([]*template.File, error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	var files []*template.File
	var errs []error
	for _, arg := range args {
		found, err := a.parsePath(arg)
		files = append(files, found...)
		errs = append(errs, err)
	}
	return files, errors.Join(errs...)
}

// parsePath reads the standard input, a file, or the templates below a folder. A file that is named is read whatever
// it is; in a folder, what looks like no template is passed over.
func (a *app) parsePath(path string) ([]*template.File, error) {
	if path == "-" {
		f, err := parseReader(stdinName, a.in)
		return one(f), err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, explainPath(path, err)
	}
	if !info.IsDir() {
		f, err := parseFile(path)
		return one(f), err
	}
	paths, err := find(path)
	errs := []error{err}
	var files []*template.File
	for _, p := range paths {
		f, err := parseFile(p)
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since it was found
		}
		errs = append(errs, err)
		if f != nil && looksLikeTemplate(f.Source) {
			files = append(files, f)
		}
	}
	return files, errors.Join(errs...)
}

func one(f *template.File) []*template.File {
	if f == nil {
		return nil
	}
	return []*template.File{f}
}

// find lists the YAML files below a folder in the order of their names. Links are not followed.
func find(root string) ([]string, error) {
	var paths []string
	var unreadable []error
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			unreadable = append(unreadable, explainPath(path, err))
			return nil
		case d.IsDir() && path != root && passedOver(d.Name()):
			return filepath.SkipDir
		case d.Type().IsRegular() && isYAML(path):
			paths = append(paths, path)
		}
		return nil
	})
	return paths, errors.Join(append(unreadable, err)...)
}

// passedOver names the folders in which no templates are looked for: hidden ones, those of other people, and those
// whose templates are broken on purpose.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata"
}

func isYAML(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".yaml" || ext == ".yml"
}

// The keys by which a YAML file in a folder is taken for one of ours, however broken the rest of it is: a template's
// own, those of one pasted from the API, or the type of one of the API's messages.
var (
	templateKeys = regexp.MustCompile(`(?m)^(?:\x{FEFF})?(?:name|language|languageCode|category)[ \t]*:`)
	contentKeys  = regexp.MustCompile(`(?m)^(?:\x{FEFF})?(?:body|header|footer|buttons|components)[ \t]*:`)
	messageType  = regexp.MustCompile(`(?m)^(?:\x{FEFF})?type[ \t]*:[ \t]*["']?(?:text|attachment|custom_payload|quick_reply|email)\b`)
)

func looksLikeTemplate(src []byte) bool {
	return templateKeys.Match(src) && contentKeys.Match(src) || messageType.Match(src)
}

func parseFile(path string) (*template.File, error) {
	src, err := readSource(path)
	if err != nil {
		return nil, err
	}
	return template.Parse(filepath.ToSlash(filepath.Clean(path)), src), nil
}

func parseReader(name string, r io.Reader) (*template.File, error) {
	src, err := readLimited(name, r, template.MaxSize)
	if err != nil {
		return nil, err
	}
	return template.Parse(name, src), nil
}

func readSource(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, explainPath(path, err)
	}
	defer f.Close()
	return readLimited(path, f, template.MaxSize)
}

// readLimited reads no more than one byte over the limit, so that a file of any size costs the same.
func readLimited(name string, r io.Reader, limit int64) ([]byte, error) {
	src, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, explainPath(name, err)
	}
	return src, nil
}

// explainPath says what is wrong with a path in one line.
func explainPath(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	status := statusFailure
	if errors.Is(err, fs.ErrNotExist) {
		status = statusUsage
	}
	return statusError{status, fmt.Errorf("%s: %w", cmp.Or(path, "."), err)}
}

// writeFile writes a file beside its place and renames it, so that nobody ever sees half of it. A file that is there
// already keeps its mode.
func writeFile(path string, data []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".watemplate-*")
	if err != nil {
		return explainPath(path, err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(mode), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return explainPath(path, err)
	}
	return nil
}

// fileBase makes a file's name of any word: what could lead out of the folder, or is no character for a name on every
// system, becomes an underscore.
func fileBase(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, s)
	return strings.TrimLeft(s[:min(len(s), 150)], "-")
}
