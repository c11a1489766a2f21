package template

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// decoder reads a document into the model. It is silent, because the schema has spoken, and keeps what fits.
type decoder struct {
	file     *File
	src      *source
	unread   []string
	readings []reading // to be given out, as spare is
	spare    []pair
}

// pairs is an empty list with room for n.
func (d *decoder) pairs(n int) []pair {
	if n > len(d.spare) {
		d.spare = make([]pair, max(n, 48))
	}
	list := d.spare[:0:n]
	d.spare = d.spare[n:]
	return list
}

// object is a map whose keys are taken one by one; those left over are noted. Maps are small: to look through one is
// faster than to index it.
type object struct {
	d    *decoder
	keys []pair // one that was taken has no key
}

type pair struct{ key, value *yaml.Node }

// fields opens the map at n, hands it to read, and notes the keys that read passed over. Anything but a map is an
// empty one.
func (d *decoder) fields(n *yaml.Node, read func(o object)) {
	o := object{d: d}
	if n != nil && n.Kind == yaml.MappingNode {
		o.keys = d.pairs(len(n.Content) / 2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			if key := n.Content[i]; key.Kind == yaml.ScalarNode {
				o.keys = append(o.keys, pair{key, n.Content[i+1]}) // of two alike the first is found
			}
		}
	}
	read(o)
	for _, p := range o.keys {
		if p.key != nil {
			d.unread = append(d.unread, p.key.Value)
		}
	}
}

// find is the pair of a key that has not been taken yet; nil if there is none.
func (o object) find(key string) *pair {
	for i := range o.keys {
		if k := o.keys[i].key; k != nil && k.Value == key {
			return &o.keys[i]
		}
	}
	return nil
}

// take returns the value of a key, once; nil if there is none.
func (o object) take(key string) *yaml.Node {
	p := o.find(key)
	if p == nil {
		return nil
	}
	p.key = nil
	return p.value
}

// at is the place of a key that has not been taken yet.
func (o object) at(key string) place {
	if p := o.find(key); p != nil {
		return place{p.key, o.d.src}
	}
	return place{src: o.d.src}
}

// text reads a key as a text, without looking for placeholders.
func (o object) text(key string) Text {
	return o.d.text(o.take(key))
}

// marked reads a key as a text that may hold placeholders.
func (o object) marked(key string) Text {
	return o.d.marked(o.take(key))
}

// text reads a scalar. The line break that ends a | or > text is YAML's, not the message's.
func (d *decoder) text(n *yaml.Node) Text {
	if n == nil || n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" && n.Style == 0 {
		return Text{}
	}
	if len(d.readings) == 0 {
		d.readings = make([]reading, 16)
	}
	t := Text{Value: n.Value, place: place{n, d.src}, read: &d.readings[0]}
	d.readings = d.readings[1:]
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		t.Value = strings.TrimRight(n.Value, "\n")
	}
	return t
}

func (d *decoder) marked(n *yaml.Node) Text {
	t := d.text(n)
	t.Placeholders = scanPlaceholders(t.Value)
	return t
}

// list returns the items of a sequence.
func list(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}

func (d *decoder) texts(n *yaml.Node) []Text {
	var all []Text
	for _, item := range list(n) {
		all = append(all, d.text(item))
	}
	return all
}

func (d *decoder) template(n *yaml.Node) *Template {
	t := &Template{File: d.file.Name, place: place{n, d.src}}
	d.fields(n, func(o object) {
		t.Name, t.Language = o.text("name"), o.text("language")
		t.Category, t.SubCategory = o.text("category"), o.text("sub_category")
		t.ParameterFormat, t.TTLSeconds = o.text("parameter_format"), o.text("ttl_seconds")
		t.AllowCategoryChange = o.text("allow_category_change")
		t.LanguagePolicy, t.Namespace = o.text("language_policy"), o.text("namespace")
		t.LinkTrackingOptedOut = o.text("cta_url_link_tracking_opted_out")
		t.Header = d.header(o.take("header"))
		t.Offer = d.offer(o.at("limited_time_offer"), o.take("limited_time_offer"))
		t.Body = d.body(o.take("body"))
		t.Footer = d.footer(o.take("footer"))
		t.Buttons = d.buttons(o.take("buttons"))
		t.Carousel = d.carousel(o.at("carousel"), o.take("carousel"))
		t.CallPermissionRequest = o.text("call_permission_request")
		t.OrderStatus = d.orderStatus(o.at("order_status"), o.take("order_status"))
		t.Params = d.namedParams(o.take("params"))
	})
	t.presetCode()
	t.share()
	return t
}

func (d *decoder) offer(at place, n *yaml.Node) *Offer {
	if n == nil {
		return nil
	}
	f := &Offer{place: at}
	d.fields(n, func(o object) {
		f.Text, f.HasExpiration = o.marked("text"), o.text("has_expiration")
		f.ExpirationTime = o.value("expiration_time_ms")
	})
	if f.ExpirationTime == nil && f.HasExpiration.True() {
		f.ExpirationTime = &Param{place: f.place}
	}
	return f
}

// body reads the message. Of one that Meta writes the English text stands in for a text that the file leaves out.
func (d *decoder) body(n *yaml.Node) *Body {
	if n == nil {
		return nil
	}
	b := &Body{}
	if n.Kind == yaml.ScalarNode {
		b.Text = d.marked(n)
		return b
	}
	d.fields(n, func(o object) {
		b.Text = o.marked("text")
		b.Params = d.params(o.take("params"))
		b.SecurityRecommendation = o.text("add_security_recommendation")
	})
	if b.SecurityRecommendation.IsSet() && !b.Text.IsSet() {
		b.Text = Text{Value: PresetBody(b.SecurityRecommendation.True()), place: place{n, d.src}}
		b.Text.Placeholders = scanPlaceholders(b.Text.Value)
	}
	return b
}

func (d *decoder) footer(n *yaml.Node) *Footer {
	if n == nil {
		return nil
	}
	f := &Footer{}
	if n.Kind == yaml.ScalarNode {
		f.Text = d.marked(n)
		return f
	}
	d.fields(n, func(o object) {
		f.Text, f.CodeExpirationMinutes = o.marked("text"), o.text("code_expiration_minutes")
	})
	if f.CodeExpirationMinutes.IsSet() && !f.Text.IsSet() {
		f.Text = Text{Value: PresetFooter(f.CodeExpirationMinutes.Value), place: place{n, d.src}}
	}
	return f
}

func (d *decoder) carousel(at place, n *yaml.Node) *Carousel {
	if n == nil {
		return nil
	}
	c := &Carousel{place: at}
	d.fields(n, func(o object) {
		for _, item := range list(o.take("cards")) {
			card := &Card{place: place{item, d.src}}
			d.fields(item, func(o object) {
				card.Header, card.Body = d.header(o.take("header")), d.body(o.take("body"))
				card.Buttons = d.buttons(o.take("buttons"))
			})
			c.Cards = append(c.Cards, card)
		}
	})
	return c
}

func (d *decoder) orderStatus(at place, n *yaml.Node) *OrderStatus {
	if n == nil {
		return nil
	}
	s := &OrderStatus{place: at}
	d.fields(n, func(o object) {
		s.ReferenceID, s.Status, s.Description = o.needed("reference_id", n), o.needed("status", n), o.value("description")
	})
	return s
}
