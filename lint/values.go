package lint

import (
	"fmt"
	"iter"

	"github.com/watemplate/watemplate/template"
)

// value is a parameter whose value is known.
type value struct {
	template.Parameter
	value string
}

// values yields the parameters with a value, from the file or supplied. What the platform fills in is not known yet,
// and is passed over.
func (p *Pass) values() iter.Seq[value] {
	return func(yield func(value) bool) {
		for _, q := range p.parameters {
			if q.Param == nil || !q.Param.Value.IsSet() && !q.Param.Supplied || template.Dynamic(q.Param.Value.Value) {
				continue
			}
			if !yield(value{q, q.Param.Value.Value}) {
				return
			}
		}
	}
}

// String is what messages call the value. One that was supplied stands in no file.
func (v value) String() string {
	if v.Param.Supplied {
		return fmt.Sprintf("the value given for %q", v.Name())
	}
	return fmt.Sprintf("the value of %q", v.Name())
}

// at is the place of the whole value.
func (v value) at() template.Span { return valueAt(v.Param) }

// valueAt is the place of a parameter's value, or of its entry where that has none of its own.
func valueAt(q *template.Param) template.Span {
	if q.Supplied || q.Value.At() == (template.Span{}) {
		return q.At()
	}
	return q.Value.At()
}

// span is the place of a part of the value.
func (v value) span(start, end int) template.Span {
	if v.Param.Supplied {
		return v.Param.At()
	}
	return v.Param.Value.Span(start, end)
}
