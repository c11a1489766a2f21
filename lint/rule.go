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
	// Check reports every place of a template that breaks the rule.
	Check func(*Pass)
}

// Pass is everything that a rule may see of the template in hand, and its way to report.
type Pass struct {
	Template *template.Template

	rule       *Rule
	found      []template.Diagnostic
	reports    int           // of this rule
	texts      []text        // that may hold placeholders: header, body, urls
	byKind     [kinds][]text // the same
	parameters []template.Parameter
}

// Report notes a fault at a place.
func (p *Pass) Report(at template.Span, format string, args ...any) {
	p.ReportHint(at, "", format, args...)
}

// maxReports is how many faults one rule reports of one template: whoever has more begins with those.
const maxReports = 100

// ReportHint notes a fault with a hint at what to do about it.
func (p *Pass) ReportHint(at template.Span, hint, format string, args ...any) {
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

// Run lints files by all rules. The diagnostics are sorted, and those that parsing found are among them.
func Run(files []*template.File) []template.Diagnostic {
	var found []template.Diagnostic
	for _, f := range files {
		found = append(found, f.Problems...)
		for _, t := range f.Templates {
			found = append(found, check(t, template.Both)...)
		}
	}
	return template.Sort(found)
}

// Check lints one template, perhaps with values bound to it, by the rules of a stage.
func Check(t *template.Template, stage template.Stage) []template.Diagnostic {
	return template.Sort(check(t, stage))
}

func check(t *template.Template, stage template.Stage) []template.Diagnostic {
	p := Pass{Template: t, texts: textsOf(t), parameters: t.Parameters()}
	for _, one := range p.texts {
		p.byKind[one.kind] = append(p.byKind[one.kind], one)
	}
	for i := range catalogue {
		if p.rule = &catalogue[i]; p.rule.Stage&stage != 0 {
			p.reports = 0
			p.rule.Check(&p)
		}
	}
	return p.found
}
