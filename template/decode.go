package template

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// decoder reads a document into the model. It is silent, because the schema has spoken, and keeps what fits.
type decoder struct {
	file   *File
	src    *source
	unread []string
}

// object is a map whose keys are taken one by one; those left over are noted.
type object struct {
	d    *decoder
	keys map[string]pair
}

type pair struct{ key, value *yaml.Node }

// fields opens the map at n, hands it to read, and notes the keys that read passed over. Anything but a map is an
// empty one.
func (d *decoder) fields(n *yaml.Node, read func(o object)) {
	o := object{d, map[string]pair{}}
	if n != nil && n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if _, twice := o.keys[key.Value]; !twice && key.Kind == yaml.ScalarNode {
				o.keys[key.Value] = pair{key, n.Content[i+1]}
			}
		}
	}
	read(o)
	for key := range o.keys {
		d.unread = append(d.unread, key)
	}
}

// take returns the value of a key, once; nil if there is none.
func (o object) take(key string) *yaml.Node {
	value := o.keys[key].value
	delete(o.keys, key)
	return value
}

// at is the place of a key that has not been taken yet.
func (o object) at(key string) place { return place{o.keys[key].key, o.d.src} }

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
	t := Text{Value: n.Value, place: place{n, d.src}, read: new(reading)}
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
		t.Name, t.Language, t.Category = o.text("name"), o.text("language"), o.text("category")
		t.Header = d.header(o.take("header"))
		t.Body = d.body(o.take("body"))
		t.Footer = d.footer(o.take("footer"))
		for _, item := range list(o.take("buttons")) {
			t.Buttons = append(t.Buttons, d.button(item))
		}
		t.Params = d.namedParams(o.take("params"))
	})
	t.share()
	return t
}

func (d *decoder) header(n *yaml.Node) *Header {
	if n == nil {
		return nil
	}
	h := &Header{}
	if n.Kind == yaml.ScalarNode {
		h.Text = d.marked(n)
		h.Format = Text{Value: "text", place: place{n, d.src}}
		return h
	}
	d.fields(n, func(o object) {
		h.Format, h.Text = o.text("format"), o.marked("text")
		h.Params = d.params(o.take("params"))
		h.Link, h.Caption, h.Filename = o.text("link"), o.text("caption"), o.text("filename")
		h.Place, h.Address = o.text("name"), o.text("address")
		h.Latitude, h.Longitude = o.text("latitude"), o.text("longitude")
	})
	return h
}

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
	})
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
	d.fields(n, func(o object) { f.Text = o.marked("text") })
	return f
}

func (d *decoder) button(n *yaml.Node) *Button {
	b := &Button{place: place{n, d.src}}
	d.fields(n, func(o object) {
		b.Type, b.Text, b.URL = o.text("type"), o.marked("text"), o.marked("url")
		b.Params = d.params(o.take("params"))
		example := o.take("example")
		b.Examples = d.texts(example)
		if one := d.text(example); one.IsSet() {
			b.Examples = []Text{one}
		}
		b.PhoneNumber, b.OTPType = o.marked("phone_number"), o.text("otp_type")
		b.Thumbnail = d.thumbnail(o.take("thumbnail"))
		b.sectionsAt = o.at("sections")
		for _, item := range list(o.take("sections")) {
			b.Sections = append(b.Sections, d.section(item))
		}
	})
	return b
}

func (d *decoder) thumbnail(n *yaml.Node) *Thumbnail {
	if n == nil {
		return nil
	}
	t := &Thumbnail{}
	d.fields(n, func(o object) {
		t.ProductRetailerID, t.ImageURL = o.text("product_retailer_id"), o.text("image_url")
	})
	return t
}

func (d *decoder) section(n *yaml.Node) *Section {
	s := &Section{}
	d.fields(n, func(o object) {
		s.Title = o.text("title")
		for _, item := range list(o.take("products")) {
			s.Products = append(s.Products, d.product(item))
		}
	})
	return s
}

func (d *decoder) product(n *yaml.Node) *Product {
	p := &Product{}
	d.fields(n, func(o object) {
		p.RetailerID, p.Name = o.text("product_retailer_id"), o.text("name")
		p.Price, p.Currency = o.text("price"), o.text("currency")
		p.Availability, p.Description, p.ImageURL = o.text("availability"), o.text("description"), o.text("image_url")
	})
	return p
}
