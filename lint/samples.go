package lint

import (
	"iter"
	"slices"

	"github.com/watemplate/watemplate/template"
)

// samples yields what Meta is shown of each variable of a template that is to be registered. Entries of one name share
// their example, which is yielded once.
func (p *Pass) samples() iter.Seq2[template.Parameter, template.Text] {
	if !p.samplesGot {
		p.samplesGot = true
		p.sample()
	}
	return func(yield func(template.Parameter, template.Text) bool) {
		for _, s := range p.sampled {
			if !yield(s.Parameter, s.sample) {
				return
			}
		}
	}
}

// sampled is a variable and its sample.
type sampled struct {
	template.Parameter
	sample template.Text
}

// sample gathers the samples.
func (p *Pass) sample() {
	if !p.Template.Category.IsSet() {
		return
	}
	for _, q := range p.parameters {
		t, ok := sample(q.Param)
		if !ok || !p.variable(q) {
			continue
		}
		if q.Param.Name.Value != "" && slices.ContainsFunc(p.sampled, func(s sampled) bool { return s.sample.Is(t) }) {
			continue
		}
		p.sampled = append(p.sampled, sampled{q, t})
	}
}

// variable reports whether the parameter is registered as a variable: it has a placeholder, or is a coupon. The body
// of a one-time code has Meta's own samples.
func (p *Pass) variable(q template.Parameter) bool {
	if len(q.Text.Placeholders) == 0 {
		return q.Component == "button" && q.Key == "" && p.button(q).Type.Value == "copy_code"
	}
	return q.Component != "body" || q.Card > 0 ||
		p.Template.Category.Value != "authentication" && !p.Template.Body.SecurityRecommendation.IsSet()
}

// button is the button that the parameter belongs to.
func (p *Pass) button(q template.Parameter) *template.Button {
	if q.Card > 0 {
		return p.Template.Carousel.Cards[q.Card-1].Buttons[q.Button]
	}
	return p.Template.Buttons[q.Button]
}

// sample is what Meta is shown of a parameter: its example, or the value that everybody is sent.
func sample(q *template.Param) (template.Text, bool) {
	switch {
	case q == nil || q.Supplied:
	case q.Example.IsSet():
		return q.Example, true
	case q.Value.IsSet() && !template.Dynamic(q.Value.Value):
		return q.Value, true
	}
	return template.Text{}, false
}
