package template

import "gopkg.in/yaml.v3"

// header reads a header. What its format needs and the file does not give is a parameter of which nothing is known, so
// that a value from outside finds its place.
func (d *decoder) header(n *yaml.Node) *Header {
	if n == nil {
		return nil
	}
	h := &Header{place: place{n, d.src}}
	if n.Kind == yaml.ScalarNode {
		h.Text = d.marked(n)
		h.Format = Text{Value: "text", place: place{n, d.src}}
		return h
	}
	d.fields(n, func(o object) {
		h.Format, h.Text = o.text("format"), o.marked("text")
		h.Params = d.params(o.take("params"))
		h.Link, h.ID, h.Filename = o.value("link"), o.value("id"), o.value("filename")
		h.Caption, h.Example = o.text("caption"), o.text("example")
		switch h.Format.Value {
		case "location":
			h.Place, h.Address = o.needed("name", n), o.needed("address", n)
			h.Latitude, h.Longitude = o.needed("latitude", n), o.needed("longitude", n)
		case "product":
			h.ProductRetailerID, h.CatalogID = o.needed("product_retailer_id", n), o.needed("catalog_id", n)
		}
	})
	if h.Media() && h.Link == nil && h.ID == nil {
		h.Link = &Param{place: h.place}
	}
	return h
}
