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
	})
	return p
}

// share gives entries of one name the value and the example that one of them has: a name means the same thing
// everywhere.
func (t *Template) share() {
	var all []*Param
	if t.Header != nil {
		all = append(all, t.Header.Params...)
	}
	if t.Body != nil {
		all = append(all, t.Body.Params...)
	}
	for _, b := range t.Buttons {
		all = append(all, b.Params...)
	}
	known := map[string]Param{}
	for _, p := range all {
		k := known[p.Name.Value]
		if !k.Value.IsSet() {
			k.Value = p.Value
		}
		if !k.Example.IsSet() {
			k.Example = p.Example
		}
		known[p.Name.Value] = k
	}
	for _, p := range all {
		if p.Name.Value == "" {
			continue
		}
		if !p.Value.IsSet() {
			p.Value = known[p.Name.Value].Value
		}
		if !p.Example.IsSet() {
			p.Example = known[p.Name.Value].Example
		}
	}
}
