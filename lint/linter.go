package lint

import (
	"sync"

	"github.com/watemplate/watemplate/template"
)

// Options are the choices of a linter. The zero Options are the catalogue as it is.
type Options struct {
	// Rules are the levels of rules that shall have another than their own. A rule that must be asked for is asked
	// when it stands here.
	Rules Levels
	// Paths change the levels for some files. Where several speak of one rule, the last decides.
	Paths []Override
	// Relative is where a file stands below the folder from which the globs of Paths go, with slashes; inside is false
	// for one that does not stand there, of which Paths do not speak. Without it names are taken as they are.
	Relative func(name string) (path string, inside bool)
	// Words are phrases that a project adds to the word lists, by the list's name.
	Words map[string][]string
	// Languages are the codes of those that every template is wanted in.
	Languages []string
	// Complete says that the files are all that there are, so that what is not among them is missing.
	Complete bool
	// Own are rules of a project's own, asked after those of the catalogue.
	Own []Rule
}

// Linter asks the rules. It may be used by several goroutines at once.
type Linter struct {
	options Options
	extra   *lexicon // the phrases that the options add
	rules   []*Rule  // the catalogue's and the project's own
	across  []*Rule  // those of them that compare templates and are on for some file
	known   map[string]*Rule

	mu     sync.Mutex
	byPath map[string]*asked // for each set of overrides that some file has
}

// New returns a linter.
func New(o Options) *Linter {
	l := &Linter{options: o, extra: lexiconFrom(o.Words), known: map[string]*Rule{}, byPath: map[string]*asked{}}
	for i := range catalogue {
		l.rules = append(l.rules, &catalogue[i])
	}
	for i := range o.Own {
		l.rules = append(l.rules, &o.Own[i])
	}
	for _, r := range l.rules {
		l.known[r.ID] = r
		if c := r.Across; c != nil && l.anywhere(r) && (c.wanted == nil || c.wanted(&l.options)) {
			l.across = append(l.across, r)
		}
	}
	return l
}

// Result is what a linter has to say of one file.
type Result struct {
	// Faults are what parsing and the rules of one template found, sorted.
	Faults []template.Diagnostic
	// Templates say of each template what a comparison with those of other files needs; see [Linter.Across].
	Templates []Summary
}

// File lints one file by itself.
func (l *Linter) File(f *template.File) Result {
	var r Result
	r.Faults = l.faults(f, func(p *Pass) { r.Templates = append(r.Templates, summarize(p.Template, p.texts)) })
	return r
}

// faults are those of one file by itself; each template is shown to prepare before its rules are asked.
func (l *Linter) faults(f *template.File, prepare func(*Pass)) []template.Diagnostic {
	a := l.asked(f.Name)
	var found []template.Diagnostic
	for _, t := range f.Templates {
		p := l.pass(t)
		prepare(p)
		found = append(found, p.ask(a, template.Both)...)
	}
	return template.Sort(append(l.unignored(f, a, found), f.Problems...))
}

var standard = sync.OnceValue(func() *Linter { return New(Options{}) })

// Run lints files by all rules but those that must be asked for. The diagnostics are sorted, and those that parsing
// found are among them.
func Run(files []*template.File) []template.Diagnostic { return standard().Run(files) }

// Run lints files, each by itself and all of them together. The diagnostics are sorted, and those that parsing found
// are among them.
func (l *Linter) Run(files []*template.File) []template.Diagnostic {
	var found []template.Diagnostic
	across := l.Across()
	for i, f := range files {
		r := l.File(f)
		found = append(found, r.Faults...)
		across.Add(i, r.Templates)
	}
	return template.Sort(append(found, across.Faults(func(i int) *template.File { return files[i] })...))
}

// Check lints one template, perhaps with values bound to it, by the rules of a stage.
func Check(t *template.Template, stage template.Stage) []template.Diagnostic {
	l := standard()
	return template.Sort(l.pass(t).ask(l.asked(t.File), stage))
}

// pass reads a template for the rules.
func (l *Linter) pass(t *template.Template) *Pass {
	p := &Pass{Template: t, options: &l.options, extra: l.extra, texts: textsOf(t), parameters: t.Parameters()}
	for _, one := range p.texts {
		p.byKind[one.kind] = append(p.byKind[one.kind], one)
	}
	return p
}

// ask asks the rules of a stage and returns what they found.
func (p *Pass) ask(a *asked, stage template.Stage) []template.Diagnostic {
	for _, r := range a.rules {
		if r.Stage&stage != 0 {
			p.rule, p.reports = r, 0
			r.Check(p)
		}
	}
	return p.found
}
