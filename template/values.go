package template

import "slices"

// Values are what a sender supplies: by a parameter's name, or by its address.
type Values map[string]string

// With returns the template with the given values in place of its own, and the names that no parameter answers to,
// sorted. The receiver stays as it is.
func (t *Template) With(values Values) (bound *Template, unknown []string) {
	supplied := map[*Param]string{}
	known := map[string]bool{}
	parameters := t.Parameters()
	for _, byAddress := range []bool{false, true} {
		for _, p := range parameters {
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
	c := t.clone()
	swap := func(slot **Param) {
		if v, ok := supplied[*slot]; ok {
			p := **slot
			p.Value, p.Supplied = Text{Value: v, place: p.place}, true
			*slot = &p
		}
	}
	c.visit(swap)
	for i := range c.Params {
		swap(&c.Params[i])
	}
	return c
}

// clone copies what holds the entries of parameters, but not the entries.
func (t *Template) clone() *Template {
	c := *t
	c.Params = slices.Clone(t.Params)
	c.Header, c.Body, c.Buttons = cloneHeader(t.Header), cloneBody(t.Body), cloneButtons(t.Buttons)
	if t.Offer != nil {
		c.Offer = new(*t.Offer)
	}
	if t.OrderStatus != nil {
		c.OrderStatus = new(*t.OrderStatus)
	}
	if t.Carousel != nil {
		c.Carousel = new(*t.Carousel)
		c.Carousel.Cards = slices.Clone(t.Carousel.Cards)
		for i, card := range c.Carousel.Cards {
			c.Carousel.Cards[i] = &Card{cloneHeader(card.Header), cloneBody(card.Body), cloneButtons(card.Buttons), card.place}
		}
	}
	return &c
}

func cloneHeader(h *Header) *Header {
	if h == nil {
		return nil
	}
	c := *h
	c.Params = slices.Clone(h.Params)
	return &c
}

func cloneBody(b *Body) *Body {
	if b == nil {
		return nil
	}
	c := *b
	c.Params = slices.Clone(b.Params)
	return &c
}

func cloneButtons(all []*Button) []*Button {
	all = slices.Clone(all)
	for i, b := range all {
		c := *b
		c.Params = slices.Clone(b.Params)
		all[i] = &c
	}
	return all
}

// Dynamic reports whether a value is a variable that the platform fills in: $contact.name. A price, $5, is none.
func Dynamic(s string) bool {
	return len(s) > 1 && s[0] == '$' && (s[1] >= 'a' && s[1] <= 'z' || s[1] >= 'A' && s[1] <= 'Z' || s[1] == '{')
}

// Sent is the parameter's value as the file has it or as it was supplied, empty if there is none. A nil Param is one of
// which the file says nothing.
func (p *Param) Sent() string {
	if p == nil {
		return ""
	}
	return p.Value.Value
}

// Kind is the type of a parameter's value: text, currency or date_time.
func (p *Param) Kind() string {
	if p == nil || p.Type.Value == "" {
		return "text"
	}
	return p.Type.Value
}
