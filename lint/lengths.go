package lint

import (
	"github.com/watemplate/watemplate/template"
)

// Length is how many characters one of a template's texts has and how many it may have, as [template.Length] counts.
type Length struct {
	// Component is header, limited_time_offer, body, footer or button; Card and Button are as in [template.Parameter].
	Component    string
	Card, Button int
	Count, Max   int
}

// Lengths counts the texts that the reader sees, as far as the values in them are known, by themselves or by their
// examples: a text header, that of an offer, the body, the footer and the labels of the buttons, then those of the cards.
func Lengths(t *template.Template) []Length {
	all := t.Parameters()
	var ls []Length
	add := func(l Length, s template.Text, most int) {
		if s.IsSet() {
			counted := text{Text: s, noun: noun{card: l.Card}}
			l.Count, l.Max = counted.filled(l.Component, all), most
			ls = append(ls, l)
		}
	}
	for _, part := range t.Parts() {
		if h := part.Header; h != nil {
			add(Length{Component: "header", Card: part.Card}, h.Text, maxHeader)
		}
		if o := t.Offer; o != nil && part.Card == 0 {
			add(Length{Component: "limited_time_offer"}, o.Text, maxOfferText)
		}
		if b := part.Body; b != nil {
			in := text{noun: noun{card: part.Card}}
			add(Length{Component: "body", Card: part.Card}, b.Text, in.maxLength(t))
		}
		if f := t.Footer; f != nil && part.Card == 0 {
			add(Length{Component: "footer"}, f.Text, maxFooter)
		}
		for i, b := range part.Buttons {
			most := maxLabel
			if b.Type.Value == "voice_call" {
				most = maxCallLabel
			}
			add(Length{Component: "button", Card: part.Card, Button: i}, b.Text, most)
		}
	}
	return ls
}

// MaxValue is how many characters the value of a template's parameter may have: its max_length, or what its place
// allows; 0 where only the whole text is bounded.
func MaxValue(t *template.Template, p template.Parameter) int {
	if p.Param != nil && p.Param.MaxLength > 0 {
		return p.Param.MaxLength
	}
	switch {
	case p.Component == "header" && len(p.Text.Placeholders) == 1:
		return maxHeader - beside(p)
	case p.Component != "button":
		return 0
	case len(p.Text.Placeholders) == 1:
		return maxURL - beside(p)
	}
	for _, part := range t.Parts() {
		if part.Card != p.Card || p.Button >= len(part.Buttons) {
			continue
		}
		switch part.Buttons[p.Button].Type.Value {
		case "otp":
			return maxCode
		case "copy_code":
			if t.Offer != nil {
				return maxOfferCoupon
			}
			return maxCoupon
		}
	}
	return 0
}

// beside is the length of what stands around the only placeholder of a text.
func beside(p template.Parameter) int {
	return template.Length(p.Text.Value[:p.Placeholder.Start]) + template.Length(p.Text.Value[p.Placeholder.End:])
}
