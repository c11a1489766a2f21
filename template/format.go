package template

import (
	"errors"
	"fmt"
	"slices"
)

// Format writes a file again in the house's form: the keys in the schema's order, two blanks a level, placeholders as
// <<1>>, texts without quotes where they need none and below a | where they have several lines. No comment is lost and
// nothing changes its meaning: Format reads its own text again, and returns an error instead of one that differs. A
// file with faults of syntax cannot be formatted; one with faults of shape can, but for anchors, aliases, tags and
// merge keys.
func Format(f *File) ([]byte, error) {
	if slices.ContainsFunc(f.Problems, func(d Diagnostic) bool { return d.Rule == RuleSyntax }) {
		return nil, errors.New("the file has faults of syntax; mend them first")
	}
	before, err := readPages(f.Source)
	if err != nil {
		return nil, unformatted(err)
	}
	var w writer
	for i, p := range before.pages {
		w.page(p, i == 0)
	}
	out := []byte(w.b.String())
	if err := before.check(out, len(f.Problems) == 0); err != nil {
		return nil, unformatted(err)
	}
	return out, nil
}

func unformatted(err error) error {
	return fmt.Errorf("the file cannot be formatted without changing it: %w", err)
}

// page is one document of a file with its --- line and the comments around it. A lone --- is a page without a root.
type page struct {
	before []string // the lines above the ---
	mark   *entry   // the --- line with its comment; nil if there is none
	root   *entry
	after  []string // the lines of a page without a root
}

// page writes a document. Every one but the first has a --- line.
func (w *writer) page(p *page, first bool) {
	w.open = !first
	w.notes(p.before, 0)
	if p.mark != nil {
		w.line("---", p.mark)
	} else if !first && p.root != nil {
		w.line("---", &entry{})
	}
	if p.root != nil {
		w.document(p.root)
	}
	w.notes(p.after, 0)
}
