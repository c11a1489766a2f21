package template

import (
	"bytes"
	"encoding/json"

	"gopkg.in/yaml.v3"
)

func (d *decoder) buttons(n *yaml.Node) []*Button {
	var all []*Button
	for _, item := range list(n) {
		all = append(all, d.button(item))
	}
	return all
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
		b.PhoneNumber, b.Payload = o.marked("phone_number"), o.value("payload")
		b.OTPType, b.AutofillText = o.text("otp_type"), o.text("autofill_text")
		b.ZeroTapTermsAccepted = o.text("zero_tap_terms_accepted")
		for _, item := range list(o.take("supported_apps")) {
			b.SupportedApps = append(b.SupportedApps, d.app(item))
		}
		b.FlowID, b.FlowName, b.FlowJSON = o.text("flow_id"), o.text("flow_name"), o.text("flow_json")
		b.FlowAction, b.NavigateScreen = o.text("flow_action"), o.text("navigate_screen")
		b.FlowToken, b.FlowActionData = o.value("flow_token"), o.raw("flow_action_data")
		b.TTLMinutes, b.Action = o.text("ttl_minutes"), o.raw("action")
		b.Thumbnail = d.thumbnail(o.take("thumbnail"))
		b.sectionsAt = o.at("sections")
		for _, item := range list(o.take("sections")) {
			b.Sections = append(b.Sections, d.section(item))
		}
	})
	if b.Type.Value == "copy_code" && len(b.Params) == 0 {
		b.Params = []*Param{{place: b.place}}
	}
	return b
}

func (d *decoder) app(n *yaml.Node) *App {
	a := &App{}
	d.fields(n, func(o object) {
		a.PackageName, a.SignatureHash = o.text("package_name"), o.text("signature_hash")
	})
	return a
}

func (d *decoder) thumbnail(n *yaml.Node) *Thumbnail {
	if n == nil {
		return nil
	}
	t := &Thumbnail{place: place{n, d.src}}
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
	p := &Product{place: place{n, d.src}}
	d.fields(n, func(o object) {
		p.RetailerID, p.Name = o.text("product_retailer_id"), o.text("name")
		p.Price, p.Currency = o.text("price"), o.text("currency")
		p.Availability, p.Description, p.ImageURL = o.text("availability"), o.text("description"), o.text("image_url")
	})
	return p
}

// raw reads a map as the JSON that is sent.
func (o object) raw(key string) json.RawMessage {
	n := o.take(key)
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	var b bytes.Buffer
	writeJSON(&b, n)
	return b.Bytes()
}
