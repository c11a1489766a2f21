// Package render knows the looks and the wire: it binds values to a template once, and from that one binding draws
// what the phone will show and compiles what an API is sent. What was compiled, here or elsewhere, it reads back into YAML,
// and holds against the files. It is pure: no files, no environment, no clock.
package render

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// Source says where a parameter's value came from.
type Source uint8

const (
	// Missing is a parameter without any value: it cannot be sent.
	Missing Source = iota
	// Example is a sample that stands in for a value: it can be shown, not sent.
	Example
	// File is the value that the template's file gives.
	File
	// Supplied is a value given from outside, by --set or a row of recipients.
	Supplied
)

// Value is a parameter with what is sent for it and what is shown.
type Value struct {
	template.Parameter
	// Sent is what the payload carries; empty unless Source is File or Supplied.
	Sent string
	// Shown is what the preview shows: what is sent, except that a dynamic variable of the platform ($contact.name)
	// and a value still to come are shown by their example, if they have one.
	Shown  string
	Source Source
}

// Bound is a template with every value it needs, or with the knowledge of what lacks.
type Bound struct {
	Template *template.Template
	Values   []Value
}

// Bind gives a template its values: those supplied, by name or address, before those of its file, before examples.
// The second result are the supplied names that no parameter answers to, sorted.
func Bind(t *template.Template, values template.Values) (*Bound, []string) {
	with, unknown := t.With(values)
	b := &Bound{Template: with}
	for _, p := range with.Parameters() {
		b.Values = append(b.Values, bind(p))
	}
	return b, unknown
}

func bind(p template.Parameter) Value {
	v := Value{Parameter: p}
	if p.Param == nil {
		return v
	}
	example := p.Param.Example
	switch {
	case p.Param.Value.IsSet():
		v.Source, v.Sent, v.Shown = File, p.Param.Value.Value, p.Param.Value.Value
		if p.Param.Supplied {
			v.Source = Supplied
		}
		if template.Dynamic(v.Sent) && example.IsSet() {
			v.Shown = example.Value
		}
	case example.IsSet():
		v.Source, v.Shown = Example, example.Value
	}
	return v
}

// missing returns a fault for every parameter that has no value to send, at its place.
func (b *Bound) missing() []template.Diagnostic {
	var ds []template.Diagnostic
	for _, v := range b.Values {
		if v.Source == File || v.Source == Supplied {
			continue
		}
		ds = append(ds, template.Diagnostic{
			File: b.Template.File, At: v.At(), Severity: template.Error, Stage: template.Send, Rule: template.RuleValueMissing,
			Message: fmt.Sprintf("parameter %q has no value to send", v.Name()),
			Hint:    fmt.Sprintf("give it with --set %s=..., or write a value in the file", v.Name()),
		})
	}
	return ds
}

// of returns the values of a component's placeholders, of a card's where card is not 0, in the order of their slots.
func (b *Bound) of(component string, card, button int) []Value {
	var vs []Value
	for _, v := range b.Values {
		if v.Component == component && v.Card == card && v.Button == button && v.Key == "" {
			vs = append(vs, v)
		}
	}
	return vs
}
