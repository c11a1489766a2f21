package verbs

import (
	"io"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/template"
)

// payload is a document with its values and, once it is compiled, the body of its request.
type payload struct {
	template.Document
	bound *render.Bound // of a template
	envelope
	body []byte
}

// envelope is what a document is compiled to, and for whom.
type envelope struct {
	target render.Target
	render.Envelope
}

// compile makes a document's payload: its values are bound, the faults that would break it are printed and end it, and
// a request of the message API is held against the schema.
func (a *app) compile(f *template.File, d template.Document, values template.Values, e envelope) (payload, error) {
	p, err := bind(d, values)
	if err != nil {
		return p, err
	}
	if p.envelope = e; d.Message != nil && e.target != render.Message {
		return p, usage("a %s message is the message API's; --target %s takes templates", d.Message.Type.Value, e.target)
	}
	faults, blocked := p.faults()
	if err := a.report(faults, f); err != nil {
		return p, err
	}
	if blocked {
		return p, errProblems
	}
	return p, p.encode()
}

// faults are what would break the payload, and whether there can be none for them. Opinions that bite at another moment
// too are lint's to tell.
func (p *payload) faults() (ds []template.Diagnostic, blocked bool) {
	switch {
	case p.Message != nil:
		return nil, false
	case p.target == render.Definition:
		ds = p.bound.Faults(p.target)
		return ds, template.Blocks(ds, template.Both)
	}
	ds = lint.Check(p.bound.Template, template.Send)
	for _, d := range p.bound.Faults(p.target) {
		if !slices.ContainsFunc(ds, func(said template.Diagnostic) bool { return said.At == d.At }) {
			ds = append(ds, d)
		}
	}
	ds = template.Sort(slices.DeleteFunc(ds, func(d template.Diagnostic) bool {
		return d.Severity == template.Warning && d.Stage != template.Send
	}))
	return ds, template.Blocks(ds, template.Send)
}

// encode makes the body.
func (p *payload) encode() (err error) {
	if p.Message != nil {
		p.body, err = render.CompileMessage(p.Message, p.Channel)
		err = statusOf(err, statusUsage)
	} else {
		p.body, err = render.Compile(p.bound, p.target, p.Envelope)
	}
	if err != nil || p.target != render.Message {
		return err
	}
	return schema.CheckRequest(p.body)
}

// bind gives a document its values; a name that it does not have is a fault of usage.
func bind(d template.Document, values template.Values) (payload, error) {
	p := payload{Document: d}
	if d.Message != nil {
		if len(values) > 0 {
			return p, usage("a %s message has no parameters; leave --set out", d.Message.Type.Value)
		}
		return p, nil
	}
	bound, unknown := render.Bind(d.Template, values)
	p.bound = bound
	if len(unknown) == 0 {
		return p, nil
	}
	var names []string
	for _, v := range bound.Values {
		if !slices.Contains(names, v.Name()) {
			names = append(names, v.Name())
		}
	}
	has := "it has none"
	if len(names) > 0 {
		has = "it has " + strings.Join(names, ", ")
	}
	return p, usage("template %s has no parameter %q; %s", d.Template.Name.Value, unknown[0], has)
}

// scene is what the phone will show: of a template the same binding that its body is compiled from.
func (p payload) scene() *render.Scene {
	if p.Message != nil {
		return render.ShowMessage(p.Message)
	}
	return render.Show(p.bound)
}

// draw prints what the phone will show.
func (p payload) draw(w io.Writer, look render.Look) error {
	_, err := io.WriteString(w, p.scene().Terminal(look))
	return err
}
