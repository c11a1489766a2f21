package lint

import "github.com/watemplate/watemplate/template"

var (
	ignoreInvalid = Rule{
		ID:       "ignore-invalid",
		Summary:  "an ignore names rules that there are, and a reason",
		Severity: template.Warning,
		Stage:    template.Both,
	}
	ignoreUnused = Rule{
		ID:       "ignore-unused",
		Summary:  "an ignore hides a fault",
		Severity: template.Warning,
		Stage:    template.Both,
	}
)

// ignores are the comments of a file that hide faults.
type ignores []*ignore

type ignore struct{}

func (is ignores) hide(rule string, at template.Span) bool { return false }

func (l *Linter) ignores(f *template.File, a *asked) (ignores, []template.Diagnostic) { return nil, nil }

func (l *Linter) unignored(f *template.File, a *asked, found []template.Diagnostic) []template.Diagnostic {
	return found
}
