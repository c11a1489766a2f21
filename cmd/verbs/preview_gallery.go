package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/render/page"
	"github.com/watemplate/watemplate/template"
)

// gallery is what a page for reviewers is made of, once or whenever a file changes.
type gallery struct {
	*app

	args      []string
	selection *selection
	media     *mediaLoader
	values    template.Values
	since     string // the revision to compare with; empty for none
	channel   *int64
}

// page gathers what is on the page, and what lint reports of it. What could be read comes back beside an error; without
// a page nothing could. Its pictures are looked for when it is written, until the context ends.
func (g *gallery) page(ctx context.Context) (*page.Page, *lint.Report, error) {
	linter, configuration, err := g.linter(g.args)
	if err != nil {
		return nil, nil, err
	}
	l := &linting{app: g.app, linter: linter, cache: openCache(g.cacheDir, configuration)}
	e := &entries{gallery: g, linter: linter, answered: map[string]bool{}}
	if g.since != "" {
		if e.changes, err = changedSince(g.since); err != nil {
			return nil, nil, err
		}
		l.newer = e.changes.has
	}
	l.run(g.args)
	files, unreadable := g.collect(g.args)
	if len(files) == 0 && unreadable == nil && g.since == "" {
		return nil, nil, noTemplates(g.args)
	}
	e.faults = byFile(l.findings)
	if err := e.gather(files); err != nil {
		return nil, nil, errors.Join(unreadable, err)
	}
	for name := range g.values {
		if !e.answered[name] && len(e.page.Entries) > 0 {
			return nil, nil, usage("no template has a parameter %q", name)
		}
	}
	e.page.Title, e.page.Since = g.title(), g.since
	e.page.Envelope = render.Envelope{Channel: g.channel}
	e.page.Time = previewTime
	e.page.Image = func(file, link string) string { return g.media.embed(ctx, file, link) }
	return &e.page, e.report(), unreadable
}

// title is what the templates are called together.
func (g *gallery) title() string {
	if len(g.args) == 1 && filepath.Clean(g.args[0]) != "." {
		return g.args[0]
	}
	if len(g.args) > 1 {
		return fmt.Sprintf("%s and %d more", g.args[0], len(g.args)-1)
	}
	here, err := os.Getwd()
	if err != nil {
		return "templates"
	}
	return filepath.Base(here)
}

// entries gathers the entries of a page.
type entries struct {
	*gallery

	linter   *lint.Linter
	changes  *changes // nil where nothing is compared
	faults   map[string][]lint.Finding
	answered map[string]bool // the names of values that some template has
	page     page.Page
}

func (e *entries) gather(files []*template.File) error {
	var now []*page.Version
	for _, f := range files {
		versions, strays := e.versions(f, e.faults[f.Name])
		if e.changes != nil && !e.changes.has(f.Name) {
			e.page.Unchanged += len(versions)
			continue
		}
		now = append(now, versions...)
		e.page.Strays = append(e.page.Strays, strays...)
	}
	if e.changes == nil {
		for _, v := range now {
			e.page.Entries = append(e.page.Entries, page.Entry{New: v})
		}
		return nil
	}
	old, err := e.before()
	if err != nil {
		return err
	}
	e.compare(old, now)
	return nil
}

// versions are the documents of a file that the flags speak of, each with the faults that are found in it, and what
// is found elsewhere in the file.
func (e *entries) versions(f *template.File, found []lint.Finding) (versions []*page.Version, strays []page.Fault) {
	bySegment := map[int][]page.Fault{}
	for _, fault := range found {
		n := f.Segment(fault.At.Start.Line)
		bySegment[n] = append(bySegment[n], onPage(fault))
	}
	for _, d := range f.Documents() {
		n := f.Segment(d.At().Start.Line)
		v := &page.Version{Document: d, File: f.Name, Faults: bySegment[n]}
		delete(bySegment, n)
		if !e.selection.wants(d) {
			continue
		}
		if d.Template != nil {
			v.Bound = e.bind(d.Template)
		}
		versions = append(versions, v)
	}
	for _, faults := range bySegment {
		strays = append(strays, faults...)
	}
	slices.SortFunc(strays, func(a, b page.Fault) int { return a.Compare(b.Diagnostic) })
	return versions, strays
}

// bind gives a template those of the values that it has a name for.
func (e *entries) bind(t *template.Template) *render.Bound {
	bound, unknown := render.Bind(t, e.values)
	for name := range e.values {
		if !slices.Contains(unknown, name) {
			e.answered[name] = true
		}
	}
	return bound
}

// report is what lint would say of the page's entries.
func (e *entries) report() *lint.Report {
	r := &lint.Report{}
	files := map[string]bool{}
	count := func(file string, faults []page.Fault) {
		files[file] = true
		for _, f := range faults {
			r.Findings = append(r.Findings, lint.Finding{Diagnostic: f.Diagnostic})
		}
	}
	for _, entry := range e.page.Entries {
		if entry.New != nil {
			count(entry.New.File, entry.New.Faults)
		}
	}
	for _, f := range e.page.Strays {
		count(f.File, []page.Fault{f})
	}
	r.Files = len(files)
	return r
}

func byFile(found []lint.Finding) map[string][]lint.Finding {
	files := map[string][]lint.Finding{}
	for _, f := range found {
		files[f.File] = append(files[f.File], f)
	}
	return files
}

func onPage(f lint.Finding) page.Fault {
	x := cmp.Or(f.Excerpt, &lint.Excerpt{})
	return page.Fault{Diagnostic: f.Diagnostic, Before: x.Before, Covered: x.Covered, After: x.After}
}
