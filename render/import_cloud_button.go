package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// maxIndex is the last place of a button: no template has more than ten.
const maxIndex = 9

// place puts a button at its index, or after the one before it, and returns the next.
func (im *importer) place(c *object, buttons map[int]*object, next int) int {
	written := c.text("index")
	i, err := strconv.Atoi(written)
	if err != nil {
		i = next
		c.note("index", "read as %d: %q is no number", i, written)
	}
	if i < 0 || i > maxIndex || buttons[i] != nil {
		c.note("index", "not carried: there can be no button of its own at the index %d", i)
		return next
	}
	buttons[i] = c
	return i + 1
}

// codeWords are what the name of a template for one-time codes is made of.
var codeWords = []string{"otp", "2fa", "auth", "verif", "login", "passcode"}

// oneTimeCode reports whether a payload sends a code, to judge by the same short value in the body and behind the one
// button. Where the name says so, a code may be too long, or differ, for lint to say it.
func (im *importer) oneTimeCode(p cloudPart) bool {
	if p.body == nil || len(p.buttons) != 1 || p.buttons[0] == nil || p.buttons[0].peek("sub_type") != "url" {
		return false
	}
	body, button := p.body.peekObjects("parameters"), p.buttons[0].peekObjects("parameters")
	if len(body) != 1 || len(button) != 1 || body[0].has("parameter_name") {
		return false
	}
	code, again := scalar(body[0].values["text"]), scalar(button[0].values["text"])
	im.code = code
	if im.codeName {
		return code != "" && (code == again || allDigits(code) && allDigits(again))
	}
	return code != "" && code == again && template.Length(code) <= 15
}

// allDigits reports whether a text is digits and nothing else.
func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// cloudButton writes a button with the values it carries, and guesses the rest.
func (im *importer) cloudButton(c *object, d *template.Draft, i int, code bool) {
	written := c.peek("sub_type")
	c.take("sub_type")
	kind, known := buttonTypes[written]
	if !known {
		c.note("sub_type", "read as a quick reply: there is no button of type %q", firstOf(written, "(none)"))
		kind = "quick_reply"
	}
	if known && slices.Contains([]string{"phone_number", "otp", "request_contact_info"}, kind) {
		c.note("sub_type", "read as it is: a payload has nothing to say of a button of type %q, and Meta refuses it there", written)
	}
	values := c.objects("parameters")
	if code {
		kind = "otp"
	}
	d.Set("type", kind)
	switch kind {
	case "quick_reply", "url", "phone_number", "flow", "voice_call":
		d.Set("text", fmt.Sprintf("Button %d", i+1))
		d.Comment("text", "guessed: the payload has no labels")
	}
	switch kind {
	case "url":
		url := "https://example.com/<<1>>"
		if im.named {
			url = fmt.Sprintf("https://example.com/<<url_%d>>", i+1)
		}
		d.Set("url", url)
		d.Comment("url", "guessed: the payload has the end of the address alone")
		im.writeParams(c, d, url, "url", samples{}, values)
	case "otp":
		if len(values) > 0 {
			again := im.value(values[0])
			if again.value != im.code { // which is the body's own, as a rule
				d.AddText("params", again.value)
			}
			values[0].rest()
		}
	case "phone_number":
		d.Set("phone_number", "+10000000000")
		d.Comment("phone_number", "guessed: the payload has no numbers")
		if len(values) > 0 {
			values[0].note("type", "not carried: a phone_number button takes no parameter")
		}
	default:
		im.cloudAction(c, d, kind, values)
	}
}

// cloudAction writes what the other buttons carry: a payload, a coupon or an action.
func (im *importer) cloudAction(c *object, d *template.Draft, kind string, values []*object) {
	for n, v := range values {
		written := v.peek("type")
		v.take("type")
		action := v.child("action")
		switch {
		case n > 0:
			v.note("type", "not carried: a %s button has one parameter", kind)
			continue
		case (kind == "quick_reply" || kind == "voice_call") && scalar(v.values["payload"])+scalar(v.values["text"]) != "":
			if !v.has("payload") {
				v.note("text", "read as the payload, which a %s button carries", kind)
			}
			d.Set("payload", v.text("payload", "text"))
		case kind == "copy_code" && v.has("coupon_code"):
			if written != "coupon_code" {
				v.note("type", "read as coupon_code: a copy_code button has no parameter of type %q", firstOf(written, "(none)"))
			}
			d.AddText("params", v.text("coupon_code"))
		case action != nil && (kind == "catalog" || kind == "mpm"):
			im.products(action, d)
		case action != nil && kind == "flow":
			if token := action.text("flow_token"); token != "" {
				d.Set("flow_token", token)
			}
			if data := action.raw("flow_action_data"); data != nil {
				d.SetJSON("flow_action_data", data)
			}
			action.rest()
		case action != nil && (kind == "order_details" || kind == "payment_request"):
			d.SetJSON("action", v.raw("action"))
		default:
			v.note("type", "not carried: a %s button takes no such parameter", kind)
		}
		v.rest()
	}
}
