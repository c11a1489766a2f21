package render

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// importer writes one document.
type importer struct {
	draft    *template.Draft
	defaults Defaults
	language string
	category string
	status   string
	codeName bool         // its name is that of a template for one-time codes
	code     string       // what the body of a payload says, if that is one value
	listed   bool         // it comes from an account, which has it registered
	named    bool         // its placeholders have names
	params   []namedParam // of the template's own map
	notes    []Note
	camel    *Note // the first key in camelCase
	// hinted are samples and variableNames the names of the body's variables, as some tools save them beside a template.
	hinted        map[string]string
	variableNames []string
}

// namedParam is an entry of the template's own params.
type namedParam struct {
	name  string
	known known
}

// approved writes the components of a template that come with their texts: a registration, an entry of a list, or the
// message API's request, which has values besides.
func (im *importer) approved(components []*object) {
	byType := map[string]*object{}
	for _, c := range components {
		kind := c.peek("type")
		if kind == "button" && c.has("buttons") {
			kind = "buttons"
		}
		if _, twice := byType[kind]; twice {
			c.note("type", "not carried: the template has a %s already", kind)
			continue
		}
		if !slices.Contains(componentTypes, kind) || kind == "button" {
			c.note("type", "not carried: there is no component of type %q; there are header, body, footer, buttons, carousel, "+
				"limited_time_offer, call_permission_request", firstOf(kind, "(none)"))
			continue
		}
		c.take("type")
		byType[kind], c.kind = c, kind
	}
	if !im.named && anyNamed(components) {
		why := "read as NAMED, which placeholders with names need"
		if im.draft.Has("parameter_format") {
			why = "POSITIONAL, and yet there are placeholders with names: Meta wants NAMED for them"
		}
		im.notes = append(im.notes, Note{"parameter_format", why})
	}
	im.header(byType["header"], im.draft)
	im.offer(byType["limited_time_offer"])
	im.body(byType["body"], im.draft)
	im.footer(byType["footer"])
	im.buttons(byType["buttons"], im.draft)
	im.carousel(byType["carousel"])
	if byType["call_permission_request"] != nil {
		im.draft.SetPlain("call_permission_request", "true")
	}
	for _, c := range components {
		if c.kind != "" { // no other took its place
			c.rest()
		}
	}
}

// anyNamed reports whether a text of the components has a placeholder with a name.
func anyNamed(components []*object) bool {
	named := func(s string) bool {
		return slices.ContainsFunc(template.NewText(s).Placeholders, template.Placeholder.Named)
	}
	for _, c := range components {
		if named(scalar(c.values["text"])) || named(scalar(c.values["url"])) ||
			anyNamed(c.peekObjects("buttons")) || anyNamed(c.peekObjects("cards")) || anyNamed(c.peekObjects("components")) {
			return true
		}
	}
	return false
}

// body writes the text with its parameters, or of one that Meta writes how it is to be.
func (im *importer) body(c *object, to *template.Draft) {
	if c == nil {
		return
	}
	text := c.text("text")
	preset := im.preset(c, text)
	samples := im.samples(c, "body")
	values := c.objects("parameters")
	im.presetText(c, text, preset)
	if text == "" && preset == "" {
		to.Set("body", "") // which lint has a word for
		return
	}
	if preset == "" && len(samples.list) == 0 && len(samples.byName) == 0 && len(values) == 0 && !hasSlots(text) {
		im.setText(c, to, "body", text)
		return
	}
	b := to.Map("body")
	if text != "" && (preset == "" || template.NewText(text).Wire() != template.NewText(template.PresetBody(preset == "true")).Wire()) {
		im.setText(c, b, "text", text)
	}
	if preset != "" {
		b.SetPlain("add_security_recommendation", preset)
	}
	im.writeParams(c, b, text, "body", samples, values)
}

// preset is whether Meta's own body is to have its second sentence, empty where Meta does not write the body.
func (im *importer) preset(c *object, text string) string {
	if !c.has("add_security_recommendation") && im.category == "authentication" && text == "" {
		return "false" // which is what Meta takes it for
	}
	return c.bare("add_security_recommendation")
}

// presetText says that a registration has a text where Meta writes it. An account's list has it too, and rightly.
func (im *importer) presetText(c *object, text, preset string) {
	if text != "" && preset != "" && !im.listed {
		c.note("text", "kept for the preview alone: Meta writes this text itself, and refuses another beside %s", map[string]string{
			"body": "add_security_recommendation", "footer": "code_expiration_minutes",
		}[c.kind])
	}
}

// setText writes a text in its author's spelling. A placeholder among more braces is left as it is, for it is none.
func (im *importer) setText(o *object, to *template.Draft, key, text string) {
	if text == "" {
		return
	}
	if strings.Contains(text, "{{{") || strings.Contains(text, "}}}") {
		to.Set(key, text)
		return
	}
	t := template.NewText(text)
	if t.WireNamed() != text {
		o.note(key, "placeholders are read as <<1>>: what was written otherwise, with blanks or angles, comes back as {{1}}")
	}
	to.Set(key, t.Authored())
}

func (im *importer) footer(c *object) {
	if c == nil {
		return
	}
	text, minutes := c.text("text"), c.bare("code_expiration_minutes")
	im.presetText(c, text, minutes)
	if minutes == "" && text == "" {
		im.draft.Set("footer", "") // which lint has a word for
		return
	}
	if minutes == "" {
		im.setText(c, im.draft, "footer", text)
		return
	}
	f := im.draft.Map("footer")
	if text != "" && text != template.PresetFooter(minutes) {
		im.setText(c, f, "text", text)
	}
	f.SetPlain("code_expiration_minutes", minutes)
}

func (im *importer) offer(c *object) {
	if c == nil {
		return
	}
	inner := c.child("limited_time_offer")
	if inner == nil {
		inner = c
		if c.has("text") || c.has("has_expiration") {
			c.note("text", "read as limited_time_offer.text: Meta nests it there")
		}
	}
	f := im.draft.Map("limited_time_offer")
	im.setText(inner, f, "text", inner.text("text"))
	im.plain(inner, "has_expiration", f, "has_expiration")
	inner.rest()
}

func (im *importer) carousel(c *object) {
	if c == nil {
		return
	}
	carousel := im.draft.Map("carousel")
	im.productCards(c)
	for _, card := range c.objects("cards") {
		d := carousel.AddMap("cards")
		for _, part := range card.objects("components") {
			kind := part.peek("type")
			part.take("type")
			if d.Has(kind) {
				part.note("type", "not carried: the card has a %s already", kind)
				continue
			}
			switch kind {
			case "header":
				im.header(part, d)
			case "body":
				im.body(part, d)
			case "buttons":
				im.buttons(part, d)
			default:
				part.note("type", "not carried: a card has a header, a body and buttons, not a %s", firstOf(kind, "(none)"))
				continue
			}
			part.rest()
		}
		card.rest()
	}
}

// productCards says that a registration has more product cards than Meta takes: two, which stand for all.
func (im *importer) productCards(c *object) {
	products := 0
	for _, card := range c.peekObjects("cards") {
		for _, part := range card.peekObjects("components") {
			if part.peek("type") == "header" && part.peek("format") == "product" {
				products++
			}
		}
	}
	if products > 2 {
		c.note("cards", "not registered: %d of the %d product cards; Meta takes two, which stand for those that are sent", products-2, products)
	}
}
