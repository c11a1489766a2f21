package render

import (
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Faults returns, in the order of the file, why a bound template is no payload of a target: parameters without a value
// to send, and what the target cannot carry, each at the place that needs it. Warnings are what Meta would refuse to
// register for want of a sample; they keep nothing from being compiled.
func (b *Bound) Faults(target Target) []template.Diagnostic {
	c := &carrier{bound: b}
	switch target {
	case Message:
		c.found = b.missing()
		c.message()
	case Cloud:
		c.found = b.missing()
		c.amounts()
		c.sections()
	case Definition:
		c.samples()
	}
	return template.Sort(c.found)
}

// carrier looks for what a target cannot carry.
type carrier struct {
	bound *Bound
	found []template.Diagnostic
}

func (c *carrier) report(s template.Severity, at template.Span, hint, format string, args ...any) {
	stage := template.Send
	if s == template.Warning {
		stage = template.Create
	}
	c.found = append(c.found, template.Diagnostic{
		File: c.bound.Template.File, At: at, Severity: s, Stage: stage, Rule: template.RuleTarget,
		Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// amounts refuses a currency whose text was supplied: the text is only what stands in for the amount, which is in the
// file and would stay what it is.
func (c *carrier) amounts() {
	for _, v := range c.bound.Values {
		if v.Source == Supplied && v.Param.Kind() == "currency" {
			c.report(template.Error, v.Param.Amount1000.At(), "write the value in the file beside its amount, or make it a text parameter, which is its text alone",
				"parameter %q is given as %q, but its amount_1000 would stay %s", v.Name(), v.Sent, v.Param.Amount1000.Value)
		}
	}
}

// sections asks for what the Cloud API wants of several products: without them Meta answers that a parameter is missing.
// The message API has no titles.
func (c *carrier) sections() {
	for i, b := range c.bound.Template.Buttons {
		if b.Type.Value != "mpm" {
			continue
		}
		if b.Thumbnail == nil && len(b.Sections) == 0 {
			c.report(template.Error, b.At(), "write thumbnail and sections", "the Cloud API wants the products of button %d", i+1)
		}
		for j, s := range b.Sections {
			if !s.Title.IsSet() {
				c.report(template.Error, b.SectionsAt(), "write title: ...", "the Cloud API wants the title of section %d", j+1)
				break // one is enough at one place
			}
		}
	}
}

// lacks reports what the message API does not know. Its contract is the vendor's own code and pages, which know nothing
// of the things named here.
func (c *carrier) lacks(at template.Span, what string) {
	c.report(template.Error, at, "the target cloud carries it", "the message API has no %s", what)
}

// wants reports a value that only the message API asks for.
func (c *carrier) wants(at template.Span, what, key string) {
	c.report(template.Error, at, "write "+key, "the message API wants the %s", what)
}

func (c *carrier) message() {
	t := c.bound.Template
	if t.Offer != nil {
		c.lacks(t.Offer.At(), "limited-time offer")
	}
	if t.Carousel != nil {
		c.lacks(t.Carousel.At(), "carousel")
	}
	if t.CallPermissionRequest.True() {
		c.lacks(t.CallPermissionRequest.At(), "call permission request")
	}
	if t.OrderStatus != nil {
		c.lacks(t.OrderStatus.At(), "order status")
	}
	if h := t.Header; h != nil {
		c.header(h)
	}
	c.preset(t)
	for _, v := range c.bound.Values {
		if kind := v.Param.Kind(); v.Card == 0 && kind != "text" {
			c.lacks(v.Param.Type.At(), kind+" parameter: its values are texts")
		}
	}
	for i, b := range t.Buttons {
		c.button(i+1, b)
	}
}

func (c *carrier) header(h *template.Header) {
	switch {
	case h.Format.Value == "gif" || h.Format.Value == "product":
		c.lacks(h.Format.At(), h.Format.Value+" header")
	case h.ID != nil && h.Link == nil:
		c.report(template.Error, h.ID.At(), "write link: https://...", "the message API takes the link of media, not the id of an upload")
	case h.Format.Value == "document" && h.Filename == nil:
		c.wants(h.At(), "file name of a document", "filename: invoice.pdf")
	}
}

// preset asks for the words of an authentication template: the message API wants them, Meta writes them in the
// template's language, and here only the English ones are known.
func (c *carrier) preset(t *template.Template) {
	if strings.HasPrefix(t.Language.Value, "en") {
		return
	}
	if b := t.Body; b != nil && b.Preset() {
		c.wants(b.SecurityRecommendation.At(), "body as Meta shows it in this language", "it as text")
	}
	if f := t.Footer; f != nil && f.Preset() {
		c.wants(f.CodeExpirationMinutes.At(), "footer as Meta shows it in this language", "it as text")
	}
}

// uncarried are the buttons that the message API does not know.
var uncarried = map[string]string{
	"copy_code": "coupon button", "spm": "single product button", "flow": "flow button", "voice_call": "button for calls",
	"request_contact_info": "button that asks for contact information", "order_details": "payment button",
	"payment_request": "payment button",
}

func (c *carrier) button(n int, b *template.Button) {
	switch kind := b.Type.Value; {
	case uncarried[kind] != "":
		c.lacks(b.Type.At(), uncarried[kind])
	case kind == "otp" && b.OTPType.IsSet() && b.OTPType.Value != "copy_code":
		c.lacks(b.OTPType.At(), b.OTPType.Value+" button: it carries copy_code alone")
	case b.Payload != nil:
		c.lacks(b.Payload.At(), "payload of a quick reply")
	case kind == "catalog" && b.Thumbnail == nil:
		c.wants(b.At(), fmt.Sprintf("product whose picture stands above button %d", n), "thumbnail: {product_retailer_id: ..., image_url: ...}")
	case kind == "mpm" && (b.Thumbnail == nil || len(b.Sections) == 0):
		c.wants(b.At(), fmt.Sprintf("products of button %d", n), "thumbnail and sections")
	}
	if b.Thumbnail != nil && !b.Thumbnail.ImageURL.IsSet() {
		c.wants(b.Thumbnail.At(), "picture of the product", "image_url: https://...")
	}
	for _, s := range b.Sections {
		for _, p := range s.Products {
			c.product(p)
		}
	}
}

func (c *carrier) product(p *template.Product) {
	for _, f := range []struct {
		key  string
		text template.Text
	}{{"name", p.Name}, {"price", p.Price}, {"currency", p.Currency}} {
		if !f.text.IsSet() {
			c.wants(p.At(), f.key+" of the product", f.key+": ...")
			return // one is enough at one place
		}
	}
}

// samples warns of what has no sample for Meta to judge the template by. A sample between two that are there cannot be
// left out, for Meta counts them.
func (c *carrier) samples() {
	gap := map[string]template.Parameter{} // by text, the first parameter without a sample
	for _, p := range c.bound.Template.Parameters() {
		if p.Text.Value == "" && !c.coupon(p) || p.Component == "body" && p.Card == 0 && c.bound.Template.Body.SecurityRecommendation.IsSet() {
			continue
		}
		at := strings.TrimSuffix(p.Address(), fmt.Sprint(".", p.Number))
		if sample(p.Param) == "" {
			if _, twice := gap[at]; !twice {
				gap[at] = p
			}
			c.report(template.Warning, p.At(), "write example: beside the parameter",
				"parameter %q has no example, which Meta wants to register the template", p.Name())
			continue
		}
		if before, ok := gap[at]; ok && !(c.bound.Template.Named() && p.Component != "button") {
			c.report(template.Error, p.At(), "give the one before it an example too",
				"parameter %q has an example and %q before it has none: Meta counts them", p.Name(), before.Name())
		}
	}
	for _, part := range c.bound.Template.Parts() {
		if h := part.Header; h != nil && h.Media() && !h.Example.IsSet() {
			c.report(template.Warning, h.At(), "write example: 4::..., the handle that Meta's Resumable Upload API gives",
				"the %s header has no example, which Meta wants to register the template", h.Format.Value)
		}
	}
}

// coupon reports whether a parameter is the code of a copy_code button.
func (c *carrier) coupon(p template.Parameter) bool {
	return p.Component == "button" && c.bound.Template.Parts()[p.Card].Buttons[p.Button].Type.Value == "copy_code"
}

// sample is what shows Meta a parameter: its example, or the value that is sent to everybody.
func sample(p *template.Param) string {
	switch {
	case p == nil:
		return ""
	case p.Example.IsSet():
		return p.Example.Value
	case template.Dynamic(p.Value.Value):
		return ""
	}
	return p.Value.Value
}
