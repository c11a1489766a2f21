package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// A payload of the Cloud API names a template and carries values; the texts are Meta's to know. What is imported from
// one can be sent again as it is, and says at every text that it is a guess.
const (
	guessedText = "guessed: the payload has no texts; put the approved one here, with its placeholders"
	unknownText = "..."
)

// cloud writes the components of a Cloud API payload.
func (im *importer) cloud(components []*object) {
	parts, rest := im.cloudParts(components)
	im.named = im.named || namedValues(components)
	rest = slices.DeleteFunc(rest, func(c *object) bool {
		offer := c.peek("type") == "limited_time_offer"
		if offer {
			im.cloudOffer(c, im.draft.Map("limited_time_offer"))
			c.rest()
		}
		return offer
	})
	im.cloudPart(parts, im.draft, 0)
	for _, c := range rest {
		kind := c.peek("type")
		c.take("type")
		switch kind {
		case "carousel":
			im.cloudCarousel(c)
		case "order_status":
			im.cloudOrder(c)
		default:
			c.note("type", "not carried: there is no component of type %q in a payload", firstOf(kind, "(none)"))
			continue
		}
		c.rest()
	}
}

// cloudPart is the components of a template or a card, sorted.
type cloudPart struct {
	header, body *object
	buttons      map[int]*object
}

// cloudParts sorts components: header, body and buttons, and all others.
func (im *importer) cloudParts(components []*object) (parts cloudPart, rest []*object) {
	parts.buttons = map[int]*object{}
	next := 0
	for _, c := range components {
		switch kind := c.peek("type"); {
		case kind == "header" && parts.header == nil:
			c.take("type")
			parts.header = c
		case kind == "body" && parts.body == nil:
			c.take("type")
			parts.body = c
		case kind == "button" || kind == "buttons":
			c.take("type")
			next = im.place(c, parts.buttons, next)
		case kind == "header" || kind == "body":
			c.note("type", "not carried: the payload has a %s already", kind)
		default:
			rest = append(rest, c)
		}
	}
	return parts, rest
}

// namedValues reports whether values come with the names of their placeholders.
func namedValues(components []*object) bool {
	return slices.ContainsFunc(components, func(c *object) bool {
		return slices.ContainsFunc(c.peekObjects("parameters"), func(p *object) bool { return p.has("parameter_name") })
	})
}

func (im *importer) cloudPart(p cloudPart, to *template.Draft, card int) {
	code := card == 0 && im.oneTimeCode(p)
	if p.header != nil {
		im.cloudHeader(p.header, to)
		p.header.rest()
	}
	if p.body != nil || card == 0 {
		im.cloudBody(p.body, to, code)
	}
	last := -1
	for i := range p.buttons {
		last = max(last, i)
	}
	for i := range last + 1 {
		d := to.AddMap("buttons")
		c := p.buttons[i]
		if c == nil {
			d.Set("type", "quick_reply")
			d.Comment("type", "guessed: the payload says nothing of this button")
			d.Set("text", fmt.Sprintf("Button %d", i+1))
			continue
		}
		im.cloudButton(c, d, i, code)
		c.rest()
	}
}

func (im *importer) cloudHeader(c *object, to *template.Draft) {
	values := c.objects("parameters")
	if len(values) == 0 {
		return
	}
	h := to.Map("header")
	switch kind := values[0].peek("type"); kind {
	case "image", "video", "gif", "document", "location", "product":
		h.Set("format", kind)
		im.mediaValues(values, h)
	default:
		h.Set("format", "text")
		im.guessText(c, h, "text", "header", values)
	}
}

// guessText writes a text that is nothing but the placeholders of the values, with them.
func (im *importer) guessText(c *object, to *template.Draft, key, component string, values []*object) {
	var marks []string
	for i, v := range values {
		name := v.text("parameter_name")
		switch {
		case name == "" && !im.named:
			marks = append(marks, fmt.Sprintf("<<%d>>", i+1))
			continue
		case !template.Placeholder{Name: name}.Named():
			if name != "" {
				v.note("parameter_name", "read as %s_%d: %q is no name of a placeholder", component, i+1, name)
			} else {
				v.note("parameter_name", "read as %s_%d: a parameter without a name among those that have one", component, i+1)
			}
			name = fmt.Sprintf("%s_%d", component, i+1)
		}
		marks = append(marks, "<<"+name+">>")
	}
	text := strings.Join(marks, " ")
	to.Set(key, text)
	to.Comment(key, guessedText)
	im.writeParams(c, to, text, component, samples{byName: map[string]string{}}, values)
}

func (im *importer) cloudBody(c *object, to *template.Draft, code bool) {
	var values []*object
	if c != nil {
		values = c.objects("parameters")
		c.rest()
	}
	switch {
	case len(values) == 0:
		to.Set("body", unknownText)
		to.Comment("body", "guessed: the payload has no texts; put the approved one here")
	case code:
		b := to.Map("body")
		b.Set("text", template.PresetBody(false))
		b.Comment("text", "guessed: a one-time code, to judge by the same value in the body and behind the button")
		im.writeParams(c, b, template.PresetBody(false), "body", samples{}, values)
	default:
		im.guessText(c, to.Map("body"), "text", "body", values)
	}
}

func (im *importer) cloudOffer(c *object, f *template.Draft) {
	c.take("type")
	f.Set("text", "Limited offer")
	f.Comment("text", guessedText)
	f.SetPlain("has_expiration", "true")
	for _, p := range c.objects("parameters") {
		p.take("type")
		if inner := p.child("limited_time_offer"); inner != nil {
			f.Set("expiration_time_ms", inner.text("expiration_time_ms"))
			inner.rest()
		}
		p.rest()
	}
}

func (im *importer) cloudCarousel(c *object) {
	carousel := im.draft.Map("carousel")
	for n, card := range c.objects("cards") {
		i := card.text("card_index")
		switch {
		case i == "":
			card.note("card_index", "read as %d, its place in the list: Meta wants it said", n)
		case i != strconv.Itoa(n):
			card.note("card_index", "read as %d, its place in the list", n)
		}
		parts, rest := im.cloudParts(card.objects("components"))
		im.cloudPart(parts, carousel.AddMap("cards"), n+1)
		for _, r := range rest {
			r.note("type", "not carried: a card has a header, a body and buttons")
		}
		card.rest()
	}
}

func (im *importer) cloudOrder(c *object) {
	s := im.draft.Map("order_status")
	for _, p := range c.objects("parameters") {
		p.take("type")
		if inner := p.child("order_status"); inner != nil {
			s.Set("reference_id", inner.text("reference_id"))
			if order := inner.child("order"); order != nil {
				s.Set("status", order.text("status"))
				if d := order.text("description"); d != "" {
					s.Set("description", d)
				}
				order.rest()
			}
			inner.rest()
		}
		p.rest()
	}
}
