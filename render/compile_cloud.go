package render

import (
	"encoding/json"

	"github.com/watemplate/watemplate/template"
)

// cloud returns the components of the Cloud API's body: those alone that carry a value. The approved template has the
// rest.
func (b *Bound) cloud() []cloudComponent {
	t := b.Template
	all := b.cloudPart(template.Part{Header: t.Header, Body: t.Body})
	if t.Offer != nil && t.Offer.ExpirationTime != nil {
		all = append(all, cloudComponent{Type: "limited_time_offer", Parameters: []cloudParameter{{
			Type: "limited_time_offer", Offer: &cloudOffer{number(t.Offer.ExpirationTime.Sent())},
		}}})
	}
	all = append(all, b.cloudPart(template.Part{Buttons: t.Buttons})...)
	if t.Carousel != nil {
		carousel := cloudComponent{Type: "carousel"}
		for _, part := range t.Parts()[1:] {
			carousel.Cards = append(carousel.Cards, cloudCard{part.Card - 1, b.cloudPart(part)})
		}
		all = append(all, carousel)
	}
	if s := t.OrderStatus; s != nil {
		all = append(all, cloudComponent{Type: "order_status", Parameters: []cloudParameter{{
			Type: "order_status", OrderStatus: &cloudOrderStatus{s.ReferenceID.Sent(), cloudOrder{s.Status.Sent(), s.Description.Sent()}},
		}}})
	}
	return all
}

// cloudPart returns the components of a template or a card.
func (b *Bound) cloudPart(part template.Part) []cloudComponent {
	all := []cloudComponent{}
	add := func(c cloudComponent) {
		if len(c.Parameters) > 0 {
			all = append(all, c)
		}
	}
	if part.Header != nil {
		add(cloudComponent{Type: "header", Parameters: b.cloudHeader(part.Card, part.Header)})
	}
	if part.Body != nil {
		add(cloudComponent{Type: "body", Parameters: b.cloudTexts(b.of("body", part.Card, 0))})
	}
	for i, button := range part.Buttons {
		add(cloudComponent{
			Type: "button", SubType: cloudSubType(button), Index: new(i), Parameters: b.cloudButton(part.Card, i, button),
		})
	}
	return all
}

// cloudTexts returns the values of placeholders, by name where they are registered so.
func (b *Bound) cloudTexts(vs []Value) []cloudParameter {
	var ps []cloudParameter
	named := b.Template.Named()
	for _, v := range vs {
		p := cloudParameter{Type: v.Param.Kind()}
		switch p.Type {
		case "currency":
			p.Currency = &cloudCurrency{v.Sent, v.Param.Code.Value, number(v.Param.Amount1000.Value)}
		case "date_time":
			p.DateTime = cloudDate(v)
		default:
			p.Text = v.Sent
		}
		if named && v.Placeholder.Named() {
			p.Name = v.Placeholder.Name
		}
		ps = append(ps, p)
	}
	return ps
}

func cloudDate(v Value) cloudDateTime {
	date := cloudDateTime{}
	var parts map[string]json.RawMessage
	if json.Unmarshal(v.Param.Parts, &parts) == nil {
		for key, part := range parts {
			date[key] = part
		}
	}
	date["fallback_value"] = v.Sent
	return date
}

func (b *Bound) cloudHeader(card int, h *template.Header) []cloudParameter {
	p := cloudParameter{Type: h.Format.Value}
	media := &cloudMedia{h.ID.Sent(), h.Link.Sent(), h.Caption.Value, h.Filename.Sent()}
	if media.ID != "" {
		media.Link = "" // Meta takes one of them; the link is the message API's
	}
	switch h.Format.Value {
	case "image":
		p.Image = media
	case "video":
		p.Video = media
	case "gif":
		p.GIF = media
	case "document":
		p.Document = media
	case "location":
		p.Location = &locationJSON{h.Place.Sent(), h.Address.Sent(), h.Latitude.Sent(), h.Longitude.Sent()}
	case "product":
		p.Product = &cloudProduct{h.ProductRetailerID.Sent(), h.CatalogID.Sent()}
	default:
		return b.cloudTexts(b.of("header", card, 0))
	}
	return []cloudParameter{p}
}

// cloudSubType is what the Cloud API calls a button: the button of a one-time code is a url to it.
func cloudSubType(button *template.Button) string {
	if button.Type.Value == "otp" {
		return "url"
	}
	return button.Type.Value
}

// cloudButton returns what a button carries. The placeholder of a url has no name there, whatever the others have.
func (b *Bound) cloudButton(card, i int, button *template.Button) []cloudParameter {
	switch button.Type.Value {
	case "url", "otp":
		var ps []cloudParameter
		for _, v := range b.of("button", card, i) {
			ps = append(ps, cloudParameter{Type: "text", Text: v.Sent})
		}
		return ps
	case "quick_reply", "voice_call":
		if button.Payload != nil {
			return []cloudParameter{{Type: "payload", Payload: button.Payload.Sent()}}
		}
	case "copy_code":
		return []cloudParameter{{Type: "coupon_code", CouponCode: button.Params[0].Sent()}}
	case "catalog", "mpm":
		if a := cloudProducts(button); a != nil {
			return []cloudParameter{{Type: "action", Action: a}}
		}
	case "flow":
		if button.FlowToken != nil || button.FlowActionData != nil {
			return []cloudParameter{{Type: "action", Action: cloudFlow{button.FlowToken.Sent(), button.FlowActionData}}}
		}
	case "order_details", "payment_request":
		if button.Action != nil {
			return []cloudParameter{{Type: "action", Action: button.Action}}
		}
	}
	return nil
}

func cloudProducts(button *template.Button) *cloudAction {
	if button.Thumbnail == nil && len(button.Sections) == 0 {
		return nil
	}
	a := &cloudAction{}
	if button.Thumbnail != nil {
		a.Thumbnail = button.Thumbnail.ProductRetailerID.Value
	}
	for _, s := range button.Sections {
		section := cloudSection{Title: s.Title.Value, Products: []cloudProductItem{}}
		for _, p := range s.Products {
			section.Products = append(section.Products, cloudProductItem{p.RetailerID.Value})
		}
		a.Sections = append(a.Sections, section)
	}
	return a
}

// number is a text as a JSON number, or as a JSON string where it is none: a wrong amount is lint's to report.
func number(s string) json.RawMessage {
	if n := json.Number(s); json.Valid([]byte(s)) {
		if _, err := n.Float64(); err == nil {
			return json.RawMessage(s)
		}
	}
	quoted, _ := encode(s)
	return quoted
}
