package template

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Parameter is one value that a message needs: one slot of one component's parameters.
type Parameter struct {
	// Component is header, body or button; Button is the button's index, from 0.
	Component string
	Button    int
	// Number is the slot, from 1: the n of {{n}} in the payload.
	Number int
	// Text is the text that has the placeholder, and Placeholder its first mark there. The code of an otp button
	// has neither.
	Text        Text
	Placeholder Placeholder
	// Param is what the file says of it: nil if it says nothing.
	Param *Param

	button place // of a code, which has no placeholder
}

// Address names the parameter by its place: header.1, body.2, button.0.1.
func (p Parameter) Address() string {
	if p.Component == "button" {
		return fmt.Sprintf("button.%d.%d", p.Button, p.Number)
	}
	return fmt.Sprintf("%s.%d", p.Component, p.Number)
}

// Name is what people call the parameter: its name if it has one, else its address.
func (p Parameter) Name() string {
	if p.Param != nil && p.Param.Name.Value != "" {
		return p.Param.Name.Value
	}
	if p.Placeholder.Named() {
		return p.Placeholder.Name
	}
	return p.Address()
}

// At is where the parameter is to be mended: its entry, or the placeholder or button that has none.
func (p Parameter) At() Span {
	switch {
	case p.Param != nil:
		return p.Param.At()
	case p.button.node != nil:
		return p.button.At()
	}
	return p.Text.Span(p.Placeholder.Start, p.Placeholder.End)
}

// Parameters returns every value that the message needs, in the order header, body, buttons.
func (t *Template) Parameters() []Parameter {
	var all []Parameter
	named := make(map[string]*Param, len(t.Params))
	for _, p := range t.Params {
		named[p.Name.Value] = p
	}
	add := func(p Parameter, text Text, own []*Param) {
		for _, s := range text.Slots() {
			p.Number, p.Text, p.Placeholder = s.Slot, text, s
			p.Param = named[s.Name]
			if s.Number > 0 {
				p.Param = numbered(own, s.Number)
			}
			all = append(all, p)
		}
	}
	if t.Header != nil {
		add(Parameter{Component: "header"}, t.Header.Text, t.Header.Params)
	}
	if t.Body != nil {
		add(Parameter{Component: "body"}, t.Body.Text, t.Body.Params)
	}
	for i, b := range t.Buttons {
		p := Parameter{Component: "button", Button: i}
		switch b.Type.Value {
		case "url":
			add(p, b.URL, b.Params)
		case "otp":
			p.Number, p.Param, p.button = 1, t.code(b, all), b.place
			all = append(all, p)
		}
	}
	return all
}

// numbered is the entry of a placeholder's number among its component's own, or nil.
func numbered(own []*Param, n int) *Param {
	if n > len(own) {
		return nil
	}
	return own[n-1]
}

// code is the one-time code of an otp button: its own parameter, or the body's first, because Meta wants the same
// code in both places.
func (t *Template) code(b *Button, before []Parameter) *Param {
	if len(b.Params) > 0 {
		return b.Params[0]
	}
	for _, p := range before {
		if p.Component == "body" {
			return p.Param
		}
	}
	return nil
}

// Slots returns the distinct placeholders of a text that a value can be bound to, each by its first mark, in the order
// of their slots.
func (t Text) Slots() []Placeholder {
	var slots []Placeholder
	seen := map[int]bool{}
	for _, p := range t.Placeholders {
		if p.Slot > 0 && !seen[p.Slot] {
			seen[p.Slot] = true
			slots = append(slots, p)
		}
	}
	slices.SortFunc(slots, func(a, b Placeholder) int { return cmp.Compare(a.Slot, b.Slot) })
	return slots
}

// Piece is a stretch of a text: static, or the mark of slot Number.
type Piece struct {
	Text   string
	Number int
}

// Pieces cuts a text at its placeholders. A malformed one is static text.
func (t Text) Pieces() []Piece {
	var pieces []Piece
	rest := 0
	for _, p := range t.Placeholders {
		if p.Slot == 0 {
			continue
		}
		if p.Start > rest {
			pieces = append(pieces, Piece{Text: t.Value[rest:p.Start]})
		}
		pieces = append(pieces, Piece{Text: t.Value[p.Start:p.End], Number: p.Slot})
		rest = p.End
	}
	if rest < len(t.Value) {
		pieces = append(pieces, Piece{Text: t.Value[rest:]})
	}
	return pieces
}

// Wire is the text as the payload and the registration carry it: every placeholder as {{n}}.
func (t Text) Wire() string {
	var b strings.Builder
	for _, p := range t.Pieces() {
		if p.Number > 0 {
			fmt.Fprintf(&b, "{{%d}}", p.Number)
			continue
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// Values are what a sender supplies: by a parameter's name, or by its address.
type Values map[string]string

// With returns the template with the given values in place of its own, and the names that no parameter answers to,
// sorted. The receiver stays as it is.
func (t *Template) With(values Values) (bound *Template, unknown []string) {
	supplied := map[*Param]string{}
	known := map[string]bool{}
	for _, byAddress := range []bool{false, true} {
		for _, p := range t.Parameters() {
			name := p.Name()
			if byAddress {
				name = p.Address()
			}
			value, ok := values[name]
			known[name] = true
			if ok && p.Param != nil {
				supplied[p.Param] = value
			}
		}
	}
	for name := range values {
		if !known[name] {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return t.replace(supplied), unknown
}

// replace copies the template with other values for some of its parameters.
func (t *Template) replace(supplied map[*Param]string) *Template {
	params := func(ps []*Param) []*Param {
		ps = slices.Clone(ps)
		for i, p := range ps {
			if v, ok := supplied[p]; ok {
				q := *p
				q.Value, q.Supplied = Text{Value: v, place: p.place}, true
				ps[i] = &q
			}
		}
		return ps
	}
	c := *t
	c.Params = params(t.Params)
	if t.Header != nil {
		h := *t.Header
		h.Params = params(h.Params)
		c.Header = &h
	}
	if t.Body != nil {
		b := *t.Body
		b.Params = params(b.Params)
		c.Body = &b
	}
	c.Buttons = slices.Clone(t.Buttons)
	for i, b := range t.Buttons {
		n := *b
		n.Params = params(b.Params)
		c.Buttons[i] = &n
	}
	return &c
}
