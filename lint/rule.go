package lint

import (
	"fmt"

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
	// Fixable marks a rule that offers a fix for its faults, or for some of them.
	Fixable bool
	// Check reports every place of a template that breaks the rule. A rule about several templates together has Across
	// instead.
	Check  func(*Pass)
	Across *Comparison
}

// Pass is everything that a rule may see of the template in hand, and its way to report.
type Pass struct {
	Template *template.Template

	options    *Options
	unbounded  bool // every fault is reported, however many there are
	rule       graded
	found      []template.Diagnostic
	reports    int           // of this rule
	texts      []text        // that may hold placeholders: header, body, urls
	byKind     [kinds][]text // the same
	labels     []text        // of the buttons, once a rule has asked
	parameters []template.Parameter
	slipped    []slipped // what is wrong with the formatting, once a rule has asked
	scanned    bool      // for it
	linked     []linked  // the links in texts, once a rule has asked
	linksRead  bool
	sampled    []sampled // the samples of variables, once a rule has asked
	samplesGot bool
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

// ReportEdits notes a fault with a hint at what to do about it, which is the title of the fix that the edits make. Where
// there are none the hint is all.
func (p *Pass) ReportEdits(at template.Span, hint string, edits []template.Edit, format string, args ...any) {
	if len(edits) == 0 {
		p.ReportHint(at, hint, format, args...)
		return
	}
	p.ReportFix(at, template.Fix{Title: hint, Edits: edits}, format, args...)
}

func (p *Pass) report(at template.Span, hint string, fix *template.Fix, format string, args []any) {
	if p.reports++; p.reports > maxReports && !p.unbounded {
		return
	}
	d := p.rule.fault(p.Template.File, at, hint, format, args)
	d.Fix = fix
	p.found = append(p.found, d)
}

// fault puts a fault of a rule into words.
func (r graded) fault(file string, at template.Span, hint, format string, args []any) template.Diagnostic {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = brief(s)
		}
	}
	return template.Diagnostic{
		File:     file,
		At:       at,
		Severity: r.level,
		Stage:    r.Stage,
		Rule:     r.ID,
		Message:  fmt.Sprintf(format, args...),
		Hint:     brief(hint),
	}
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
