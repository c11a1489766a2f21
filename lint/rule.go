package lint

import (
	"fmt"
	"slices"
	"sync"

	"github.com/watemplate/watemplate/template"
)

// Rule is one thing that a template must satisfy.
type Rule struct {
	// ID is the rule's name, in words: variable-sequence. It is never reused.
	ID string
	// Summary says in one line what the rule wants.
	Summary  string
	Severity template.Severity
	Stage    template.Stage
	// Code is what Meta answers to a template that breaks the rule, code/subcode, where it is known: 100/2388299.
	Code string
	// OptIn marks a rule that is silent until a configuration asks for it: it tells what to know of a template with
	// which nothing is wrong.
	OptIn bool
	// Check reports every place of a template that breaks the rule.
	Check func(*Pass)
}

// Pass is everything that a rule may see of the template in hand, and its way to report.
type Pass struct {
	Template *template.Template

	options    *Options
	rule       *Rule
	found      []template.Diagnostic
	reports    int           // of this rule
	texts      []text        // that may hold placeholders: header, body, urls
	byKind     [kinds][]text // the same
	parameters []template.Parameter
	extra      *lexicon  // the phrases that the options add
	read       wordsRead // filled by the first rule that asks for words
}

// Report notes a fault at a place.
func (p *Pass) Report(at template.Span, format string, args ...any) {
	p.ReportHint(at, "", format, args...)
}

// maxReports is how many faults one rule reports of one template: whoever has more begins with those.
const maxReports = 100

// ReportHint notes a fault with a hint at what to do about it.
func (p *Pass) ReportHint(at template.Span, hint, format string, args ...any) {
	p.report(at, hint, nil, format, args)
}

// ReportFix notes a fault that the fix mends; the fix's title is the hint.
func (p *Pass) ReportFix(at template.Span, fix template.Fix, format string, args ...any) {
	p.report(at, fix.Title, &fix, format, args)
}

func (p *Pass) report(at template.Span, hint string, fix *template.Fix, format string, args []any) {
	if p.reports++; p.reports > maxReports {
		return
	}
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = brief(s)
		}
	}
	p.found = append(p.found, template.Diagnostic{
		File:     p.Template.File,
		At:       at,
		Severity: p.rule.Severity,
		Stage:    p.rule.Stage,
		Rule:     p.rule.ID,
		Message:  fmt.Sprintf(format, args...),
		Hint:     brief(hint),
		Fix:      fix,
	})
}

// brief cuts a text that is too long to be quoted in a message.
func brief(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// Options are the choices of a linter. The zero Options are the catalogue as it is.
type Options struct {
	// OptIn are the rules that are asked besides those that always are.
	OptIn []string
	// Words are phrases that a project adds to the word lists, by the list's name.
	Words map[string][]string
}

// Linter asks the rules. It may be used by several goroutines at once.
type Linter struct {
	options Options
	rules   []*Rule
	extra   *lexicon
}

// New returns a linter.
func New(o Options) *Linter {
	l := &Linter{options: o, extra: lexiconFrom(o.Words)}
	for i := range catalogue {
		if r := &catalogue[i]; !r.OptIn || slices.Contains(o.OptIn, r.ID) {
			l.rules = append(l.rules, r)
		}
	}
	return l
}

var standard = sync.OnceValue(func() *Linter { return New(Options{}) })

// Run lints files by all rules but those that must be asked for. The diagnostics are sorted, and those that parsing
// found are among them.
func Run(files []*template.File) []template.Diagnostic { return standard().Run(files) }

// Run lints files. The diagnostics are sorted, and those that parsing found are among them.
func (l *Linter) Run(files []*template.File) []template.Diagnostic {
	var found []template.Diagnostic
	for _, f := range files {
		found = append(found, f.Problems...)
		for _, t := range f.Templates {
			found = append(found, l.check(t, template.Both)...)
		}
	}
	return template.Sort(found)
}

// Check lints one template, perhaps with values bound to it, by the rules of a stage.
func Check(t *template.Template, stage template.Stage) []template.Diagnostic {
	return template.Sort(standard().check(t, stage))
}

func (l *Linter) check(t *template.Template, stage template.Stage) []template.Diagnostic {
	p := Pass{Template: t, options: &l.options, texts: textsOf(t), parameters: t.Parameters(), extra: l.extra}
	for _, one := range p.texts {
		p.byKind[one.kind] = append(p.byKind[one.kind], one)
	}
	for _, r := range l.rules {
		if r.Stage&stage != 0 {
			p.rule, p.reports = r, 0
			r.Check(&p)
		}
	}
	return p.found
}
