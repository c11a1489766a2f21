package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// otpAddress begins the address that Meta gives the button of a one-time code: an otp button reads back as a url.
const otpAddress = "https://www.whatsapp.com/otp/code/?"

// buttonTypes are the types that the language has, and other words for them.
var buttonTypes = map[string]string{
	"quick_reply": "quick_reply", "url": "url", "phone_number": "phone_number", "copy_code": "copy_code", "otp": "otp",
	"catalog": "catalog", "mpm": "mpm", "spm": "spm", "flow": "flow", "voice_call": "voice_call",
	"request_contact_info": "request_contact_info", "order_details": "order_details", "payment_request": "payment_request",
	"quickreply": "quick_reply", "phone": "phone_number", "call": "phone_number",
}

func (im *importer) buttons(c *object, to *template.Draft) {
	if c == nil {
		return
	}
	list := c.objects("buttons")
	if len(list) == 0 {
		to.SetJSON("buttons", []byte("[]")) // which lint has a word for
	}
	for i, b := range list {
		written := b.peek("type")
		kind, known := buttonTypes[written]
		if !known {
			if len(b.values) == 0 {
				b.note("type", "not carried: the button is empty")
				continue
			}
			im.unknownButton(b, to.AddMap("buttons"))
			continue
		}
		if kind != strings.ToLower(scalar(b.values["type"])) {
			b.note("type", "read as %s", kind)
		}
		b.take("type")
		im.button(b, to.AddMap("buttons"), kind, i+1)
		b.rest()
	}
}

// unknownButton writes a button of a type that the language does not have: it stays in the file, so that the linter
// speaks of it until somebody has decided what it shall be.
func (im *importer) unknownButton(b *object, d *template.Draft) {
	written := b.text("type")
	b.note("type", "kept as it is: there is no button of type %q; see watemplate schema template", firstOf(written, "(none)"))
	if written != "" {
		d.Set("type", written)
	}
	for _, key := range []string{"text", "url", "phone_number"} {
		if s := b.text(key); s != "" {
			d.Set(key, s)
		}
	}
	b.rest()
}

// button writes one button of an approved template.
func (im *importer) button(b *object, d *template.Draft, kind string, n int) {
	url := b.text("url")
	if kind == "url" && strings.HasPrefix(url, otpAddress) {
		kind = "otp"
		if template.NewText(url).Wire() != otpURL {
			b.note("url", "read as an otp button, which Meta reads back as this url")
		}
		im.otpSample(b, url)
	}
	if url != "" && kind != "url" && !strings.HasPrefix(url, otpAddress) {
		b.note("url", "not carried: a %s button has no url", kind)
	}
	d.Set("type", kind)
	im.setText(b, d, "text", b.text("text"))
	switch kind {
	case "url":
		im.setText(b, d, "url", url)
		im.urlParams(b, d, url, n)
	case "phone_number":
		d.Set("phone_number", b.text("phone_number", "phone"))
	case "copy_code":
		im.coupon(b, d)
	case "otp":
		im.otp(b, d)
	case "flow":
		for _, key := range []string{"flow_id", "flow_name", "flow_json", "flow_action", "navigate_screen"} {
			if s := b.text(key); s != "" {
				if key == "flow_action" {
					s = strings.ToLower(s)
				}
				d.Set(key, s)
			}
		}
	case "voice_call":
		im.plain(b, "ttl_minutes", d, "ttl_minutes")
	case "catalog", "mpm":
		for i, p := range b.objects("parameters") {
			if action := p.child("action"); action != nil && i == 0 {
				im.products(action, d)
			}
			p.take("type")
			p.rest()
		}
	}
}

// urlParams writes the parameter and the sample of a url. Meta's sample is a whole address, ours what follows the
// fixed part of it.
func (im *importer) urlParams(b *object, d *template.Draft, url string, n int) {
	text := template.NewText(url)
	values := b.objects("parameters")
	list, nested := b.texts("example")
	if nested != 1 && len(list) > 0 {
		b.note("example", "read as a list of one, which is Meta's shape for a url")
	}
	platform := len(list) == 0 && b.has("examples") // whose samples are the end of the url
	if platform {
		list, _ = b.texts("examples")
	}
	b.take("examples")
	slots := text.Slots()
	if len(slots) == 0 {
		im.writeParams(b, d, url, "", samples{}, values)
		im.setExample(d, list)
		return
	}
	var own samples
	suffix, whole := "", false
	if len(list) == 1 {
		im.wholeSample(b, list, slots[0], url, len(values), platform)
		before, after := url[:slots[0].Start], url[slots[0].End:]
		if rest, ok := strings.CutPrefix(list[0], before); ok && strings.HasSuffix(rest, after) {
			suffix = strings.TrimSuffix(rest, after)
			whole = suffix != "" && len(values) == 0
		}
	}
	if whole {
		own.list = []string{suffix}
	}
	own.other = len(list) > 0
	im.writeParams(b, d, url, fmt.Sprintf("url_%d", n), own, values)
	if !whole {
		im.setExample(d, list)
	}
}

// wholeSample makes a whole address of a sample that is only the end of it, as people write it for Meta.
func (im *importer) wholeSample(b *object, list []string, slot template.Placeholder, url string, values int, platform bool) {
	if values > 0 || list[0] == "" || strings.Contains(list[0], "://") || strings.HasPrefix(list[0], url[:slot.Start]) {
		return
	}
	if !platform {
		b.note("example", "read as the end of the url: Meta's sample is the whole address, in a list")
	}
	list[0] = url[:slot.Start] + list[0] + url[slot.End:]
}

// setExample writes the samples of a url as they are.
func (im *importer) setExample(d *template.Draft, list []string) {
	list = slices.DeleteFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" })
	switch len(list) {
	case 0:
	case 1:
		d.Set("example", list[0])
	default:
		for _, s := range list {
			d.AddText("example", s)
		}
	}
}

func (im *importer) coupon(b *object, d *template.Draft) {
	k := known{}
	if list, nested := b.texts("example"); len(list) > 0 {
		k.example = list[0]
		if nested != 0 {
			b.note("example", "read as one text: of a coupon Meta takes no list")
		}
	}
	if k.example != "" {
		im.writeKnown(d.AddMap("params").Flow(), k)
	}
}

// otpSample takes the sample of a url that stands for a code.
func (im *importer) otpSample(b *object, url string) {
	list, _ := b.texts("example")
	before, _, _ := strings.Cut(template.NewText(url).Wire(), "{{1}}")
	for _, s := range list {
		if !strings.HasPrefix(s, before) {
			b.note("example", "not carried: %q; the sample of a code is Meta's own", s)
		}
	}
}

func (im *importer) otp(b *object, d *template.Draft) {
	for i, v := range b.objects("parameters") {
		if i == 0 {
			d.AddText("params", im.value(v).value)
		}
		v.rest()
	}
	if kind := b.peek("otp_type"); kind != "" {
		b.take("otp_type")
		d.Set("otp_type", kind)
	} else if b.peek("type") == "otp" {
		b.note("otp_type", "read as copy_code: Meta wants it said")
	}
	if s := b.text("autofill_text"); s != "" {
		d.Set("autofill_text", s)
	}
	im.plain(b, "zero_tap_terms_accepted", d, "zero_tap_terms_accepted")
	apps := b.objects("supported_apps")
	if len(apps) == 0 && b.has("package_name") {
		b.note("package_name", "read as supported_apps, where Meta wants the app today")
		apps = []*object{b}
	}
	for _, a := range apps {
		app := d.AddMap("supported_apps")
		app.Set("package_name", a.text("package_name"))
		app.Set("signature_hash", a.text("signature_hash"))
		if a != b {
			a.rest()
		}
	}
}

// products writes what a catalog or mpm button shows.
func (im *importer) products(action *object, d *template.Draft) {
	if id := action.text("thumbnail_product_retailer_id"); id != "" {
		t := d.Map("thumbnail")
		t.Set("product_retailer_id", id)
		if url := action.text("thumbnail_product_image_url"); url != "" {
			t.Set("image_url", url)
		}
	}
	for _, s := range action.objects("sections") {
		section := d.AddMap("sections")
		if title := s.text("title"); title != "" {
			section.Set("title", title)
		}
		for _, p := range s.objects("product_items") {
			product := section.AddMap("products")
			for _, key := range []string{"product_retailer_id", "name", "price", "currency", "availability", "description", "image_url"} {
				if v := p.text(key); v != "" {
					product.Set(key, v)
				}
			}
			p.rest()
		}
		s.rest()
	}
	action.rest()
}
