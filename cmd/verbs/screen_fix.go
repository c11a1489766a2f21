package verbs

import (
	"bytes"
	"errors"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

var (
	errChanged = errors.New("the file has changed meanwhile; ask again")
	errNotSafe = errors.New("it would do harm, or the problem is gone; nothing was changed")
)

// fixes returns what finds the change that mends one fault of a file, or all that can be mended if none is given.
func fixes(linter func() (*lint.Linter, error)) func(file string, fault *template.Diagnostic) (tui.Change, error) {
	return func(file string, fault *template.Diagnostic) (tui.Change, error) {
		l, err := linter()
		if err != nil {
			return tui.Change{}, err
		}
		src, err := readSource(file)
		if err != nil {
			return tui.Change{}, err
		}
		var fixed []byte
		var mended []template.Diagnostic
		if fault == nil {
			fixed, mended = l.Fix(file, src)
		} else if fixed, mended = l.FixOne(src, *fault); len(mended) == 0 {
			return tui.Change{}, errNotSafe
		}
		if bytes.Equal(fixed, src) {
			return tui.Change{}, nil
		}
		change := tui.Change{
			Diff:  string(unifiedDiff(file, src, fixed, false)),
			Apply: func() error { return replace(file, src, fixed) },
		}
		for _, d := range mended {
			change.Titles = append(change.Titles, d.Fix.Title)
		}
		return change, nil
	}
}

// replace writes a file that must still be what it was.
func replace(file string, was, now []byte) error {
	src, err := readSource(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(src, was) {
		return errChanged
	}
	return rewrite(file, now)
}
