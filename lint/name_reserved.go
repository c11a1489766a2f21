package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var nameReserved = Rule{
	ID:       "name-reserved",
	Summary:  "a template's name is none of Meta's own samples",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388155",
	Check: func(p *Pass) {
		name := p.Template.Name
		if rest, sample := strings.CutPrefix(name.Value, "sample_"); sample {
			hint := "leave the beginning out"
			if rest != "" {
				hint = "write " + rest
			}
			p.ReportHint(name.Span(0, len("sample_")), hint, `name %q begins with "sample_", as Meta's own samples do; nobody else can register such a name`, name.Value)
		}
		if name.Value == "hello_world" {
			p.ReportHint(name.At(), "choose another name", `name "hello_world" is that of Meta's own sample, which can be sent, but not registered`)
		}
	},
}

// reserved reports whether nobody can register the template, because its name is Meta's.
func reserved(t *template.Template) bool {
	return t.Name.Value == "hello_world" || strings.HasPrefix(t.Name.Value, "sample_")
}

// nameTest is about the one name that WhatsApp Manager keeps for a body of its own.
var nameTest = Rule{
	ID:       "name-test",
	Summary:  `the name "test" belongs to the body "Hello {{1}}"`,
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		name, body := p.Template.Name, p.Template.Body
		if name.Value == "test" && body != nil && body.Text.Wire() != "Hello {{1}}" {
			p.ReportHint(name.At(), "choose a name that says what the template is for", `name "test" belongs to the body "Hello {{1}}"`)
		}
	},
}
