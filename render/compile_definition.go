package render

import (
	"encoding/json"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// definition is what registers a template: its texts and samples, without the values that only a message has.
func definition(t *template.Template) definitionJSON {
	d := definer{t, t.Parameters(), t.Named()}
	j := definitionJSON{
		Name: t.Name.Value, Language: t.Language.Value,
		Category: strings.ToUpper(t.Category.Value), SubCategory: strings.ToUpper(t.SubCategory.Value),
		ParameterFormat:     strings.ToUpper(t.ParameterFormat.Value),
		TTLSeconds:          json.Number(t.TTLSeconds.Value),
		AllowCategoryChange: truth(t.AllowCategoryChange), LinkTrackingOptedOut: truth(t.LinkTrackingOptedOut),
	}
	if d.named {
		j.ParameterFormat = "NAMED"
	}
	parts := t.Parts()
	j.Components = d.part(parts[0])
	if t.Carousel != nil {
		carousel := definitionComponent{Type: "CAROUSEL"}
		for _, part := range pattern(parts[1:]) {
			carousel.Cards = append(carousel.Cards, definitionCard{d.part(part)})
		}
		j.Components = append(j.Components, carousel)
	}
	if t.CallPermissionRequest.True() {
		j.Components = append(j.Components, definitionComponent{Type: "CALL_PERMISSION_REQUEST"})
	}
	return j
}

// pattern is the cards that are registered: of product cards, which are alike, two are the pattern for all, as Meta's
// page on product card carousels has it.
func pattern(cards []template.Part) []template.Part {
	for _, c := range cards {
		if c.Header == nil || c.Header.Format.Value != "product" {
			return cards
		}
	}
	return cards[:min(len(cards), 2)]
}

// definer writes the components of one template.
type definer struct {
	template   *template.Template
	parameters []template.Parameter
	named      bool // its placeholders keep their names
}

// part writes the components of the template or of a card, in the order in which Meta shows them.
func (d definer) part(part template.Part) []definitionComponent {
	t := d.template
	all := []definitionComponent{}
	if part.Header != nil {
		all = append(all, d.header(part))
	}
	if part.Card == 0 && t.Offer != nil {
		all = append(all, definitionComponent{
			Type: "LIMITED_TIME_OFFER", Offer: &definitionOffer{t.Offer.Text.Wire(), truth(t.Offer.HasExpiration)},
		})
	}
	if part.Body != nil {
		all = append(all, d.body(part))
	}
	if part.Card == 0 && t.Footer != nil {
		all = append(all, d.footer(t.Footer))
	}
	if len(part.Buttons) > 0 {
		c := definitionComponent{Type: "BUTTONS"}
		for i, b := range part.Buttons {
			c.Buttons = append(c.Buttons, d.button(part.Card, i, b))
		}
		all = append(all, c)
	}
	return all
}

// text is a text with its placeholders as they are registered.
func (d definer) text(t template.Text) string {
	if d.named {
		return t.WireNamed()
	}
	return t.Wire()
}

// samples returns the samples of a component's placeholders: in order, and by name.
func (d definer) samples(component string, card int) (list []string, named []definitionNamed) {
	for _, p := range d.parameters {
		s := sample(p.Param)
		if p.Component != component || p.Card != card || p.Key != "" || s == "" {
			continue
		}
		list = append(list, s)
		named = append(named, definitionNamed{p.Name(), s})
	}
	return list, named
}

func (d definer) header(part template.Part) definitionComponent {
	h := part.Header
	c := definitionComponent{Type: "HEADER", Format: strings.ToUpper(h.Format.Value)}
	if h.Format.Value == "text" {
		c.Text = d.text(h.Text)
		list, named := d.samples("header", part.Card)
		switch {
		case len(list) == 0:
		case d.named:
			c.Example = &definitionExample{HeaderTextNamed: named}
		default:
			c.Example = &definitionExample{HeaderText: list}
		}
	}
	if h.Example.IsSet() {
		c.Example = &definitionExample{HeaderHandle: []string{h.Example.Value}}
	}
	return c
}

// body writes the text, or of one that Meta writes how it is to be.
func (d definer) body(part template.Part) definitionComponent {
	b := part.Body
	if b.SecurityRecommendation.IsSet() {
		return definitionComponent{Type: "BODY", SecurityRecommendation: truth(b.SecurityRecommendation)}
	}
	c := definitionComponent{Type: "BODY", Text: d.text(b.Text)}
	list, named := d.samples("body", part.Card)
	switch {
	case len(list) == 0:
	case d.named:
		c.Example = &definitionExample{BodyTextNamed: named}
	default:
		c.Example = &definitionExample{BodyText: [][]string{list}}
	}
	return c
}

func (d definer) footer(f *template.Footer) definitionComponent {
	if f.CodeExpirationMinutes.IsSet() {
		return definitionComponent{Type: "FOOTER", CodeExpirationMinutes: json.Number(f.CodeExpirationMinutes.Value)}
	}
	return definitionComponent{Type: "FOOTER", Text: d.text(f.Text)}
}

func (d definer) button(card, i int, b *template.Button) definitionButton {
	j := definitionButton{
		Type: strings.ToUpper(b.Type.Value), Text: b.Text.Wire(), URL: d.text(b.URL), PhoneNumber: b.PhoneNumber.Value,
		OTPType: strings.ToUpper(b.OTPType.Value), AutofillText: b.AutofillText.Value, ZeroTapTerms: truth(b.ZeroTapTermsAccepted),
		FlowID: b.FlowID.Value, FlowName: b.FlowName.Value, FlowJSON: b.FlowJSON.Value,
		FlowAction: b.FlowAction.Value, NavigateScreen: b.NavigateScreen.Value, TTLMinutes: json.Number(b.TTLMinutes.Value),
	}
	for _, a := range b.SupportedApps {
		j.SupportedApps = append(j.SupportedApps, definitionApp{a.PackageName.Value, a.SignatureHash.Value})
	}
	switch b.Type.Value {
	case "url":
		if s := d.urlSample(card, i, b); s != "" {
			j.Example = []string{s}
		}
	case "copy_code":
		if s := sample(b.Params[0]); s != "" {
			j.Example = s
		}
	case "otp":
		if j.OTPType == "" {
			j.OTPType = "COPY_CODE"
		}
	case "catalog", "mpm", "spm":
		j.Text = label(b)
	}
	return j
}

// urlSample is a whole address: the button's own example, or its url with the sample of its placeholder in it.
func (d definer) urlSample(card, i int, b *template.Button) string {
	if len(b.Examples) > 0 && strings.Contains(b.Examples[0].Value, "://") {
		return b.Examples[0].Value
	}
	for _, p := range d.parameters {
		if p.Component == "button" && p.Card == card && p.Button == i {
			s := sample(p.Param)
			if s == "" && len(b.Examples) > 0 {
				s = b.Examples[0].Value
			}
			if s != "" {
				return b.URL.Value[:p.Placeholder.Start] + s + b.URL.Value[p.Placeholder.End:]
			}
		}
	}
	if len(b.Examples) > 0 {
		return b.Examples[0].Value
	}
	return ""
}

// truth is a truth value of the file, nil where it has none.
func truth(t template.Text) *bool {
	if !t.IsSet() {
		return nil
	}
	return new(t.True())
}
