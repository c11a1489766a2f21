package render

import "github.com/watemplate/watemplate/template"

// message returns the components of the message API's request, in the order header, body, buttons, footer.
func (b *Bound) message() []component {
	t := b.Template
	var all []component
	if t.Header != nil {
		all = append(all, b.header(t.Header))
	}
	if t.Body != nil {
		all = append(all, component{Type: "body", Text: t.Body.Text.Wire(), Parameters: texts(b.of("body", 0, 0))})
	}
	if len(t.Buttons) > 0 {
		c := component{Type: "buttons"}
		for i, button := range t.Buttons {
			c.Buttons = append(c.Buttons, b.button(i, button))
		}
		all = append(all, c)
	}
	if t.Footer != nil {
		all = append(all, component{Type: "footer", Text: t.Footer.Text.Wire()})
	}
	return all
}

func (b *Bound) header(h *template.Header) component {
	c := component{Type: "header", Format: h.Format.Value}
	media := &mediaJSON{h.Link.Sent(), h.Caption.Value, h.Filename.Sent()}
	switch h.Format.Value {
	case "text":
		c.Text, c.Parameters = h.Text.Wire(), texts(b.of("header", 0, 0))
	case "image":
		c.Parameters = []parameter{{Type: "image", Image: media}}
	case "video":
		c.Parameters = []parameter{{Type: "video", Video: media}}
	case "document":
		c.Parameters = []parameter{{Type: "document", Document: media}}
	case "location":
		c.Parameters = []parameter{{Type: "location", Location: &locationJSON{
			h.Place.Sent(), h.Address.Sent(), h.Latitude.Sent(), h.Longitude.Sent(),
		}}}
	}
	return c
}

// otpURL is the address that Meta gives the button of a one-time code when it registers the template.
const otpURL = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}"

func (b *Bound) button(i int, button *template.Button) buttonJSON {
	j := buttonJSON{Type: button.Type.Value, Text: label(button)}
	switch button.Type.Value {
	case "url":
		j.URL, j.Parameters = button.URL.Wire(), texts(b.of("button", 0, i))
		for _, e := range button.Examples {
			j.Example = append(j.Example, e.Value)
		}
	case "otp":
		j.Type, j.URL, j.Parameters = "url", otpURL, texts(b.of("button", 0, i))
	case "phone_number":
		j.PhoneNumber = button.PhoneNumber.Value
	case "catalog", "mpm":
		j.Parameters = []parameter{{Type: "action", Action: action(button)}}
	}
	return j
}

// label is what stands on a button: its text, or the one that WhatsApp gives such a button.
func label(b *template.Button) string {
	if b.Text.IsSet() {
		return b.Text.Wire()
	}
	return presetLabels[b.Type.Value]
}

// presetLabels are the labels of the buttons that WhatsApp names itself.
var presetLabels = map[string]string{
	"otp": "Copy code", "copy_code": "Copy offer code", "catalog": "View catalog", "mpm": "View items", "spm": "View",
	"request_contact_info": "Share contact info", "order_details": "Review and pay", "payment_request": "Review and pay",
}

func action(b *template.Button) *actionJSON {
	a := &actionJSON{}
	if b.Thumbnail != nil {
		a.ThumbnailID, a.ThumbnailURL = b.Thumbnail.ProductRetailerID.Value, b.Thumbnail.ImageURL.Value
	}
	for _, s := range b.Sections {
		section := sectionJSON{Title: s.Title.Value}
		for _, p := range s.Products {
			section.Products = append(section.Products, productJSON{
				p.RetailerID.Value, p.ImageURL.Value, p.Name.Value, p.Price.Value, p.Availability.Value, p.Currency.Value, p.Description.Value,
			})
		}
		a.Sections = append(a.Sections, section)
	}
	return a
}

func texts(vs []Value) []parameter {
	var ps []parameter
	for _, v := range vs {
		ps = append(ps, parameter{Type: "text", Text: v.Sent})
	}
	return ps
}
