package template

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

func (d *decoder) params(n *yaml.Node) []*Param {
	var all []*Param
	for _, item := range list(n) {
		p := d.param(item)
		p.place = place{item, d.src}
		all = append(all, p)
	}
	return all
}

func (d *decoder) namedParams(n *yaml.Node) []*Param {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	var all []*Param
	for i := 0; i+1 < len(n.Content); i += 2 {
		p := d.param(n.Content[i+1])
		p.Name = d.text(n.Content[i])
		p.place = p.Name.place
		all = append(all, p)
	}
	return all
}

// param reads a parameter: a value, or a map of what is known of it.
func (d *decoder) param(n *yaml.Node) *Param {
	p := &Param{}
	if n.Kind == yaml.ScalarNode {
		p.Value = d.text(n)
		return p
	}
	d.fields(n, func(o object) {
		p.Name, p.Value, p.Example = o.text("name"), o.text("value"), o.text("example")
		p.MaxLength, _ = strconv.Atoi(strings.TrimSpace(o.text("max_length").Value))
		p.Type, p.Code, p.Amount1000 = o.text("type"), o.text("code"), o.text("amount_1000")
		p.Parts = o.raw("parts")
	})
	return p
}

// value reads a key as a parameter of its own; nil if there is none.
func (o object) value(key string) *Param {
	n := o.take(key)
	if n == nil {
		return nil
	}
	p := o.d.param(n)
	p.place = place{n, o.d.src}
	return p
}

// needed reads a key as a parameter that has to be sent: without the key nothing is known of it, and its place is the
// map that lacks it.
func (o object) needed(key string, in *yaml.Node) *Param {
	if p := o.value(key); p != nil {
		return p
	}
	return &Param{place: place{in, o.d.src}}
}

// presetCode gives the body that Meta writes its one parameter, the code: the button's, or one of its own.
func (t *Template) presetCode() {
	b := t.Body
	if b == nil || !b.SecurityRecommendation.IsSet() || len(b.Params) > 0 || len(b.Text.Placeholders) == 0 || b.Text.Placeholders[0].Named() {
		return
	}
	for _, button := range t.Buttons {
		if button.Type.Value == "otp" && len(button.Params) > 0 {
			b.Params = button.Params[:1]
			return
		}
	}
	b.Params = []*Param{{Name: Text{Value: "code"}, place: b.SecurityRecommendation.place}}
}

// share gives entries of one name the value and the example that one of them has: a name means the same thing
// everywhere.
func (t *Template) share() {
	known := map[string]Param{}
	t.visit(func(slot **Param) {
		p := *slot
		k := known[p.Name.Value]
		if !k.Value.IsSet() {
			k.Value = p.Value
		}
		if !k.Example.IsSet() {
			k.Example = p.Example
		}
		known[p.Name.Value] = k
	})
	t.visit(func(slot **Param) {
		p := *slot
		if p.Name.Value == "" {
			return
		}
		if !p.Value.IsSet() {
			p.Value = known[p.Name.Value].Value
		}
		if !p.Example.IsSet() {
			p.Example = known[p.Name.Value].Example
		}
	})
}

// visit calls f for every entry that the template has for a parameter, but for the named ones at its top.
func (t *Template) visit(f func(slot **Param)) {
	some := func(slots ...**Param) {
		for _, s := range slots {
			if *s != nil {
				f(s)
			}
		}
	}
	list := func(ps []*Param) {
		for i := range ps {
			f(&ps[i])
		}
	}
	for _, part := range t.Parts() {
		if h := part.Header; h != nil {
			list(h.Params)
			for _, v := range h.keyed() {
				some(v.param)
			}
		}
		if part.Body != nil {
			list(part.Body.Params)
		}
		for _, b := range part.Buttons {
			list(b.Params)
			some(&b.Payload, &b.FlowToken)
		}
	}
	if t.Offer != nil {
		some(&t.Offer.ExpirationTime)
	}
	if s := t.OrderStatus; s != nil {
		for _, v := range s.keyed() {
			some(v.param)
		}
	}
}
