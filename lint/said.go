package lint

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// saying is something that is known of a parameter: its value, or its example.
type saying struct {
	template.Parameter
	text    string
	example bool
}

// said returns the value of a parameter, unless the platform fills it in, and its example, which registers the
// template, unless a message is being sent with a value of its own.
func said(q template.Parameter) []saying {
	if q.Param == nil {
		return nil
	}
	var all []saying
	if v := q.Param.Value; (v.IsSet() || q.Param.Supplied) && !template.Dynamic(v.Value) {
		all = append(all, saying{q, v.Value, false})
	}
	if e := q.Param.Example; e.IsSet() && !q.Param.Supplied {
		all = append(all, saying{q, e.Value, true})
	}
	return all
}

// codes returns what is known of the codes behind the buttons of a type: copy_code has coupons, otp one-time codes.
func (p *Pass) codes(kind string) []saying {
	var all []saying
	for _, q := range p.parameters {
		if q.Component == "button" && q.Card == 0 && p.Template.Buttons[q.Button].Type.Value == kind {
			all = append(all, said(q)...)
		}
	}
	return all
}

// String is what messages call it.
func (s saying) String() string {
	if s.example {
		return fmt.Sprintf("the example of %q", s.Name())
	}
	return value{s.Parameter, s.text}.String()
}

// span is the place of a part of it.
func (s saying) span(start, end int) template.Span {
	if s.example {
		return s.Param.Example.Span(start, end)
	}
	return value{s.Parameter, s.text}.span(start, end)
}
