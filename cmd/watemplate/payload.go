package main

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
	p.envelope = e
	if d.Message != nil {
		if e.target != render.Message {
			return p, usage("a %s message is the message API's; --target %s takes templates", d.Message.Type.Value, e.target)
		}
		if p.body, err = render.CompileMessage(d.Message, e.Channel); err != nil {
			return p, statusError{statusUsage, err}
		}
		return p, schema.CheckRequest(p.body)
	}
	if err := a.sound(p.bound, f, e.target); err != nil {
		return p, err
	}
	if p.body, err = render.Compile(p.bound, e.target, e.Envelope); err != nil || e.target != render.Message {
		return p, err
	}
	return p, schema.CheckRequest(p.body)
}

// sound prints what would break the payload, and ends it if that is an error. Opinions that bite at another moment too
// are lint's to tell.
func (a *app) sound(b *render.Bound, f *template.File, target render.Target) error {
	if target == render.Definition {
		ds := b.Faults(target)
		if err := a.report(ds, f); err != nil || !template.Blocks(ds, template.Both) {
			return err
		}
		return errProblems
	}
	ds := lint.Check(b.Template, template.Send)
	for _, d := range b.Faults(target) {
		if !slices.ContainsFunc(ds, func(said template.Diagnostic) bool { return said.At == d.At }) {
			ds = append(ds, d)
		}
	}
	ds = slices.DeleteFunc(ds, func(d template.Diagnostic) bool {
		return d.Severity == template.Warning && d.Stage != template.Send
	})
	if err := a.report(template.Sort(ds), f); err != nil {
		return err
	}
	if template.Blocks(ds, template.Send) {
		return errProblems
	}
	return nil
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
