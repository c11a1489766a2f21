package verbs

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
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
		return nil, noTemplates(args)
	}
	return files, err
}

// noTemplates is the error of a command that finds none.
func noTemplates(args []string) error {
	return usage("no templates in %s; a template is a .yaml file with name, language and body (see watemplate schema --help)", places(args))
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
	var files []*template.File
	var errs []error
	for f, err := range a.read(args) {
		if f != nil {
			files = append(files, f)
		}
		errs = append(errs, err)
	}
	return files, errors.Join(errs...)
}

// read yields the files that the arguments name, one by one; without an argument, those of this folder. Beside an error
// the file is nil.
func (a *app) read(args []string) iter.Seq2[*template.File, error] {
	if len(args) == 0 {
		args = []string{"."}
	}
	return func(yield func(*template.File, error) bool) {
		for source, err := range a.sources(args) {
			var f *template.File
			if err == nil {
				f, err = a.parse(source)
			}
			if (f != nil || err != nil) && !yield(f, err) {
				return
			}
		}
	}
}

// parse reads a file; nil beside no error if it is none of ours.
func (a *app) parse(source found) (*template.File, error) {
	if source.path == "-" {
		src, err := readLimited(stdinName, a.in, template.MaxSize)
		if err != nil {
			return nil, err
		}
		return template.Parse(stdinName, src), nil
	}
	src, err := readSource(source.path)
	if err != nil {
		if !source.named && errors.Is(err, fs.ErrNotExist) {
			return nil, nil // gone since it was found
		}
		return nil, err
	}
	if !source.named && !looksLikeTemplate(src) {
		return nil, nil
	}
	return template.Parse(slashed(source.path), src), nil
}

// slashed is what a path is called in diagnostics.
func slashed(path string) string { return filepath.ToSlash(filepath.Clean(path)) }

// passedOver names the folders in which no templates are looked for: hidden ones, those of other people, and those
// whose templates are broken on purpose.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata"
}

func isYAML(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".yaml" || ext == ".yml"
}

// looksLikeTemplate reports whether a YAML file in a folder is taken for one of ours, however broken the rest of it is:
// by a template's own keys at the top, those of one pasted from the API, or the type of one of the API's messages. One
// that lacks its body is known by its name, language and category.
func looksLikeTemplate(src []byte) bool {
	name, language, category, content := false, false, false, false
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	end := lineEnd(src)
	for len(src) > 0 {
		line, rest := src, []byte(nil)
		if end < len(src) {
			line, rest = src[:end], src[end+1:]
		}
		if i := bytes.IndexByte(line, '\r'); i >= 0 {
			line, rest = src[:i], src[i+1:]
		}
		end -= len(src) - len(rest)
		if src = rest; end < 0 {
			end = lineEnd(src)
		}
		if len(line) == 0 || line[0] < 'b' || line[0] > 't' {
			continue // none of the keys begins so
		}
		key, value, _ := bytes.Cut(line, []byte(":"))
		switch string(bytes.TrimRight(key, " \t")) {
		case "name":
			name = name || len(key) < len(line)
		case "language", "languageCode":
			language = language || len(key) < len(line)
		case "category":
			category = category || len(key) < len(line)
		case "body", "header", "footer", "buttons", "carousel", "limited_time_offer", "components":
			content = content || len(key) < len(line)
		case "type":
			if messageType(value) {
				return true
			}
		}
		if content && (name || language || category) || name && language && category {
			return true
		}
	}
	return false
}

// lineEnd is where the first line ends.
func lineEnd(src []byte) int {
	if i := bytes.IndexByte(src, '\n'); i >= 0 {
		return i
	}
	return len(src)
}

func messageType(value []byte) bool {
	word, _, _ := strings.Cut(strings.Trim(string(value), " \t\"'"), " ")
	return slices.Contains([]string{"text", "attachment", "custom_payload", "quick_reply", "email"}, strings.TrimRight(word, "\"'"))
}

func readSource(path string) ([]byte, error) { return readFile(path, template.MaxSize) }

// readFile reads a file, but no more than one byte over the limit.
func readFile(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, explainPath(path, err)
	}
	defer f.Close()
	return readLimited(path, f, limit)
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
