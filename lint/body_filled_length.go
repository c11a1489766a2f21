package lint

import (
	"cmp"

	"github.com/watemplate/watemplate/template"
)

var bodyFilledLength = Rule{
	ID:       "body-filled-length",
	Summary:  "a body has at most as many characters with its values in it as it may have without them",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "132005",
	Check: func(p *Pass) {
		for _, t := range p.texts {
			if t.kind == bodyKind || t.kind == cardBodyKind {
				p.checkFilled(t, "body", t.maxLength(p.Template))
			}
		}
	},
}

var headerFilledLength = Rule{
	ID:       "header-filled-length",
	Summary:  "a header has at most 60 characters with its value in it",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "132005",
	Check: func(p *Pass) {
		for _, t := range header(p) {
			p.checkFilled(t, "header", maxHeader)
		}
	},
}

func (p *Pass) checkFilled(t text, component string, limit int) {
	values := 0 // their bytes, as if each stood in every placeholder
	for _, q := range p.parameters {
		if q.Component == component {
			values += len(t.Placeholders) * len(filling(q.Param))
		}
	}
	if t.surelyWithin(limit - values) {
		return
	}
	n, _ := t.measure(limit)
	if n > limit || len(t.Placeholders) == 0 {
		return // said by another rule, or nothing to fill in
	}
	n = t.filled(component, p.parameters)
	if n <= limit {
		return
	}
	var longest template.Parameter
	most := 0
	for _, q := range p.parameters {
		if q.Component != component || q.Card != t.card {
			continue
		}
		if length := template.Length(filling(q.Param)); length > most {
			longest, most = q, length
		}
	}
	p.Report(longest.At(),
		"%s has %d characters with its values; the limit is %d, and %q alone has %d", t.noun, n, limit, longest.Name(), most)
}

// filled is the length of a component's text with the values in it, as far as they are known.
func (t text) filled(component string, parameters []template.Parameter) int {
	uses := make(map[int]int, len(t.slots))
	for _, v := range t.Placeholders {
		uses[v.Slot]++
	}
	n, _ := t.measure(0)
	for _, q := range parameters {
		if q.Component == component && q.Card == t.card {
			n += uses[q.Number] * (template.Length(filling(q.Param)) - len(wire(q.Placeholder)))
		}
	}
	return n
}

// filling is what a parameter will be as far as it is known: its value, else its example.
func filling(q *template.Param) string {
	switch {
	case q == nil:
		return ""
	case template.Dynamic(q.Value.Value):
		return q.Example.Value
	}
	return cmp.Or(q.Value.Value, q.Example.Value)
}
