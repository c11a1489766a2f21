package template

import "fmt"

// Parameter is one value that a message needs: of a placeholder in a component's text, or of something else that the
// payload carries and the approved template does not, such as the link of a picture.
type Parameter struct {
	// Component is header, body, button, limited_time_offer or order_status; Card is the number of the card it belongs
	// to, from 1, and 0 outside a carousel; Button is the button's index, from 0.
	Component    string
	Card, Button int
	// Number is the slot of a placeholder, or of the code of a copy_code or otp button, from 1: the n of {{n}} in the
	// payload. Key is the key of any other value: link.
	Number int
	Key    string
	// Text is the text that has the placeholder, and Placeholder its first mark there. Others have neither.
	Text        Text
	Placeholder Placeholder
	// Param is what the file says of it: nil if it says nothing.
	Param *Param

	button place // of a code, which has no placeholder
}

// Address names the parameter by its place: header.1, body.2, button.0.1, card.0.body.1, header.link.
func (p Parameter) Address() string {
	at := p.Component
	if p.Component == "button" {
		at = fmt.Sprintf("button.%d", p.Button)
	}
	if p.Card > 0 {
		at = fmt.Sprintf("card.%d.%s", p.Card-1, at)
	}
	if p.Key != "" {
		return at + "." + p.Key
	}
	return fmt.Sprintf("%s.%d", at, p.Number)
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

// Parameters returns every value that the message needs, in the order header, offer, body, buttons, cards, order status.
func (t *Template) Parameters() []Parameter {
	l := listing{named: make(map[string]*Param, len(t.Params))}
	for _, p := range t.Params {
		l.named[p.Name.Value] = p
	}
	for _, part := range t.Parts() {
		if h := part.Header; h != nil {
			l.header(part.Card, h)
		}
		if part.Card == 0 && t.Offer != nil {
			l.value(Parameter{Component: "limited_time_offer", Key: "expiration_time_ms", Param: t.Offer.ExpirationTime})
		}
		if b := part.Body; b != nil {
			l.text(Parameter{Component: "body", Card: part.Card}, b.Text, b.Params)
		}
		for i, b := range part.Buttons {
			l.button(Parameter{Component: "button", Card: part.Card, Button: i}, b)
		}
	}
	if s := t.OrderStatus; s != nil {
		for _, v := range s.keyed() {
			l.value(Parameter{Component: "order_status", Key: v.key, Param: *v.param})
		}
	}
	return l.all
}

// keyed is a key whose value is a parameter, and where the model has it.
type keyed struct {
	key   string
	param **Param
}

func (h *Header) keyed() [9]keyed {
	return [...]keyed{
		{"link", &h.Link},
		{"id", &h.ID},
		{"filename", &h.Filename},
		{"name", &h.Place},
		{"address", &h.Address},
		{"latitude", &h.Latitude},
		{"longitude", &h.Longitude},
		{"product_retailer_id", &h.ProductRetailerID},
		{"catalog_id", &h.CatalogID},
	}
}

func (s *OrderStatus) keyed() [3]keyed {
	return [...]keyed{{"reference_id", &s.ReferenceID}, {"status", &s.Status}, {"description", &s.Description}}
}

// listing gathers parameters.
type listing struct {
	named map[string]*Param
	all   []Parameter
}

// text adds the placeholders of a text, each with its entry.
func (l *listing) text(p Parameter, text Text, own []*Param) {
	for _, s := range text.Slots() {
		p.Number, p.Text, p.Placeholder = s.Slot, text, s
		p.Param = l.named[s.Name]
		if s.Number > 0 {
			p.Param = numbered(own, s.Number)
		}
		l.all = append(l.all, p)
	}
}

// value adds a parameter that has an entry.
func (l *listing) value(p Parameter) {
	if p.Param != nil {
		l.all = append(l.all, p)
	}
}

func (l *listing) header(card int, h *Header) {
	l.text(Parameter{Component: "header", Card: card}, h.Text, h.Params)
	for _, v := range h.keyed() {
		l.value(Parameter{Component: "header", Card: card, Key: v.key, Param: *v.param})
	}
}

func (l *listing) button(p Parameter, b *Button) {
	switch b.Type.Value {
	case "url":
		l.text(p, b.URL, b.Params)
	case "copy_code":
		p.Number, p.Param = 1, numbered(b.Params, 1)
		l.value(p)
	case "otp":
		p.Number, p.Param, p.button = 1, l.code(b), b.place
		l.all = append(l.all, p)
	case "quick_reply", "voice_call":
		p.Key, p.Param = "payload", b.Payload
		l.value(p)
	case "flow":
		p.Key, p.Param = "flow_token", b.FlowToken
		l.value(p)
	}
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
func (l *listing) code(b *Button) *Param {
	if len(b.Params) > 0 {
		return b.Params[0]
	}
	for _, p := range l.all {
		if p.Component == "body" {
			return p.Param
		}
	}
	return nil
}

// Named reports whether the template is registered with names for its placeholders: it says so, or a placeholder has
// a name.
func (t *Template) Named() bool {
	if t.ParameterFormat.IsSet() {
		return t.ParameterFormat.Value == "named"
	}
	for _, p := range t.Parameters() {
		if p.Placeholder.Named() {
			return true
		}
	}
	return false
}
