package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// exampleRule is a rule on the samples of url buttons; t is the button's url.
func exampleRule(r Rule, check func(p *Pass, n noun, t template.Text, examples []template.Text)) Rule {
	r.Stage = template.Create
	r.Check = func(p *Pass) {
		for _, part := range p.Template.Parts() {
			for i, b := range part.Buttons {
				if b.Type.Value == "url" && len(b.Examples) > 0 {
					check(p, noun{"button", i + 1, part.Card}, b.URL, b.Examples)
				}
			}
		}
	}
	return r
}

var urlExampleCount = exampleRule(Rule{
	ID:       "url-example-count",
	Summary:  "the address of a url button has one example",
	Severity: template.Error,
}, func(p *Pass, n noun, t template.Text, examples []template.Text) {
	if len(examples) > 1 && len(t.Placeholders) > 0 {
		p.ReportHint(examples[1].At(), "keep the one that shows the whole address", "%s has %d examples; Meta takes one", n, len(examples))
	}
})

var urlExamplePrefix = exampleRule(Rule{
	ID:       "url-example-prefix",
	Summary:  "the example of an address begins as the address does",
	Severity: template.Warning,
}, func(p *Pass, n noun, t template.Text, examples []template.Text) {
	if len(t.Placeholders) == 0 || (text{Text: t}).variableInHost() {
		return
	}
	fixed, example := t.Value[:t.Placeholders[0].Start], examples[0]
	if _, full := afterScheme(example.Value); !full || len(example.Value) >= len(fixed) && strings.EqualFold(example.Value[:len(fixed)], fixed) {
		return
	}
	p.ReportHint(example.At(), "write a whole address that the url can become", "the example of %s does not begin with %q, as its url does", n, fixed)
})

var urlExampleUnused = exampleRule(Rule{
	ID:       "url-example-unused",
	Summary:  "an address without a variable has no example",
	Severity: template.Warning,
}, func(p *Pass, n noun, t template.Text, examples []template.Text) {
	if len(t.Placeholders) == 0 {
		p.ReportHint(examples[0].At(), "leave it out", "%s has an example, but its url has no variable that it could show", n)
	}
})
