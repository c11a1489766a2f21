package lint

import (
	"slices"

	"github.com/watemplate/watemplate/template"
)

// The things that rules look for in a template, each by its place: no place, no such thing.

// aButton finds the first button of a type, outside the cards.
func aButton(kind string) func(*template.Template) template.Span {
	return func(t *template.Template) template.Span {
		for _, b := range t.Buttons {
			if b.Type.Value == kind {
				return b.Type.At()
			}
		}
		return template.Span{}
	}
}

func anOffer(t *template.Template) template.Span {
	if t.Offer == nil {
		return template.Span{}
	}
	return t.Offer.At()
}

func aCarousel(t *template.Template) template.Span {
	if t.Carousel == nil {
		return template.Span{}
	}
	return t.Carousel.At()
}

func aCallPermission(t *template.Template) template.Span {
	if !t.CallPermissionRequest.True() {
		return template.Span{}
	}
	return t.CallPermissionRequest.At()
}

func anOrderStatus(t *template.Template) template.Span {
	if t.OrderStatus != nil {
		return t.OrderStatus.At()
	}
	if t.SubCategory.Value == "order_status" {
		return t.SubCategory.At()
	}
	return template.Span{}
}

// aPreset finds the key that says how Meta is to write the body or the footer.
func aPreset(t *template.Template) template.Span {
	if t.Body != nil && t.Body.SecurityRecommendation.IsSet() {
		return t.Body.SecurityRecommendation.At()
	}
	if t.Footer != nil && t.Footer.CodeExpirationMinutes.IsSet() {
		return t.Footer.CodeExpirationMinutes.At()
	}
	return template.Span{}
}

func anAuthentication(t *template.Template) template.Span {
	if t.Category.Value != "authentication" {
		return template.Span{}
	}
	return t.Category.At()
}

func aHeader(t *template.Template) template.Span {
	if t.Header == nil {
		return template.Span{}
	}
	return t.Header.At()
}

func aFooter(t *template.Template) template.Span {
	if t.Footer == nil {
		return template.Span{}
	}
	return t.Footer.Text.At()
}

func anyButton(t *template.Template) template.Span {
	if len(t.Buttons) == 0 {
		return template.Span{}
	}
	return t.Buttons[0].At()
}

// aGIF finds a gif header where a header may stand at all.
func aGIF(t *template.Template) template.Span {
	if t.Header == nil || t.Header.Format.Value != "gif" || t.Category.Value == "authentication" {
		return template.Span{}
	}
	return t.Header.Format.At()
}

// aCoupon finds a copy_code button outside an offer, which has rules of its own.
func aCoupon(t *template.Template) template.Span {
	if t.Offer != nil {
		return template.Span{}
	}
	return aButton("copy_code")(t)
}

// hasButton reports whether the template itself has a button of a type.
func hasButton(t *template.Template, kind string) bool {
	return slices.ContainsFunc(t.Buttons, func(b *template.Button) bool { return b.Type.Value == kind })
}

// buttonRule is a rule that is asked of each of the template's own buttons of a type; n is the button's number, from 1.
func buttonRule(kind string, r Rule, check func(p *Pass, n int, b *template.Button)) Rule {
	r.Check = func(p *Pass) {
		for i, b := range p.Template.Buttons {
			if b.Type.Value == kind {
				check(p, i+1, b)
			}
		}
	}
	return r
}
