package main

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/template"
)

// payload is a document ready to leave: the body of its request, and the template bound to its values.
type payload struct {
	document
	channel *int64
	bound   *render.Bound
	body    []byte
}

// compile makes a document's payload: its values are bound, the faults that would break the message are printed and
// end it, and the body is held against the schema of the API's requests.
func (a *app) compile(f *template.File, d document, values template.Values, channel *int64) (payload, error) {
	p := payload{document: d, channel: channel}
	var err error
	if d.message != nil {
		if len(values) > 0 {
			return p, usage("a %s message has no parameters; leave --set out", d.message.Type.Value)
		}
		if p.body, err = render.CompileMessage(d.message, channel); err != nil {
			return p, statusError{statusUsage, err}
		}
	} else {
		if p.bound, err = bind(d.template, values); err != nil {
			return p, err
		}
		if err := a.sendable(p.bound, f); err != nil {
			return p, err
		}
		if p.body, err = render.Compile(p.bound, channel); err != nil {
			return p, err
		}
	}
	return p, schema.CheckRequest(p.body)
}

// sendable prints what would break the message, and ends it if that is an error. Opinions that bite at another moment
// too are lint's to tell.
func (a *app) sendable(b *render.Bound, f *template.File) error {
	ds := lint.Check(b.Template, template.Send)
	for _, d := range b.Missing() {
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

// bind gives a template its values; a name that it does not have is a fault of usage.
func bind(t *template.Template, values template.Values) (*render.Bound, error) {
	b, unknown := render.Bind(t, values)
	if len(unknown) == 0 {
		return b, nil
	}
	var names []string
	for _, v := range b.Values {
		if !slices.Contains(names, v.Name()) {
			names = append(names, v.Name())
		}
	}
	has := "it has none"
	if len(names) > 0 {
		has = "it has " + strings.Join(names, ", ")
	}
	return nil, usage("template %s has no parameter %q; %s", t.Name.Value, unknown[0], has)
}

// printPayload draws what a payload sends: the same binding that its body was compiled from.
func (a *app) printPayload(w io.Writer, terminal bool, p payload) error {
	look := a.look(terminal, time.Now().Format("15:04"))
	text := ""
	if p.message != nil {
		text = render.PreviewMessage(p.message, look)
	} else {
		text = render.Preview(p.bound, look)
	}
	_, err := io.WriteString(w, text)
	return err
}
