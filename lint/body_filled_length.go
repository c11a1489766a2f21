package lint

import (
	"cmp"

	"github.com/watemplate/watemplate/template"
)

var bodyFilledLength = Rule{
	ID:       "body-filled-length",
	Summary:  "the body has at most 1024 characters with its values in it",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "132005",
	Check: func(p *Pass) {
		const limit = 1024
		for _, t := range body(p) {
			n, _ := t.measure(limit)
			if n > limit {
				continue // said by another rule
			}
			var longest template.Parameter
			most := 0
			uses := make(map[int]int, len(t.slots))
			for _, v := range t.Placeholders {
				uses[v.Slot]++
			}
			for _, q := range p.parameters {
				if q.Component != "body" || q.Card > 0 {
					continue
				}
				length := template.Length(filling(q.Param))
				n += uses[q.Number] * (length - len(wire(q.Placeholder)))
				if length > most {
					longest, most = q, length
				}
			}
			if n > limit {
				p.Report(longest.At(),
					"body has %d characters with its values; the limit is %d, and %q alone has %d", n, limit, longest.Name(), most)
			}
		}
	},
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
