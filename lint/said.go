package lint

import (
	"fmt"
	"iter"

	"github.com/watemplate/watemplate/template"
)

// saying is something that is known of a parameter: its value, or its example.
type saying struct {
	value
	text    string
	example bool
}

// said yields the value of a parameter, unless the platform fills it in, and its example, which registers the
// template, unless a message is being sent with a value of its own.
func said(q template.Parameter) iter.Seq[saying] {
	return func(yield func(saying) bool) {
		if q.Param == nil {
			return
		}
		if v := q.Param.Value; (v.IsSet() || q.Param.Supplied) && !template.Dynamic(v.Value) && !yield(saying{value{q, v.Value}, v.Value, false}) {
			return
		}
		if e := q.Param.Example; e.IsSet() && !q.Param.Supplied {
			yield(saying{value{q, e.Value}, e.Value, true})
		}
	}
}

// coupons yields what is known of the codes of the copy_code buttons.
func (p *Pass) coupons() iter.Seq[saying] { return p.saidOf("copy_code") }

// codes yields what is known of the one-time codes.
func (p *Pass) codes() iter.Seq[saying] { return p.saidOf("otp") }

func (p *Pass) saidOf(kind string) iter.Seq[saying] {
	return func(yield func(saying) bool) {
		for _, q := range p.parameters {
			if q.Component != "button" || q.Card > 0 || p.Template.Buttons[q.Button].Type.Value != kind {
				continue
			}
			for s := range said(q) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// String is what messages call it.
func (s saying) String() string {
	if s.example {
		return fmt.Sprintf("the example of %q", s.Name())
	}
	return s.value.String()
}

// span is the place of a part of it.
func (s saying) span(start, end int) template.Span {
	if s.example {
		return s.Param.Example.Span(start, end)
	}
	return s.value.span(start, end)
}
