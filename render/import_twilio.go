package render

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

// twilioTypes are Twilio's content types that are WhatsApp templates, the richest first: of several in one resource
// Twilio sends the richest that the channel takes.
var twilioTypes = []string{
	"whatsapp/authentication", "whatsapp/card", "twilio/carousel", "twilio/card", "twilio/catalog", "twilio/call-to-action",
	"twilio/quick-reply", "twilio/media", "twilio/text",
}

// twilio writes a Content resource: its types hold the same message for several channels.
func (im *importer) twilio(o *object) error {
	types := o.child("types")
	if types == nil {
		return errors.New("no template: types holds no content")
	}
	kind := ""
	for _, k := range twilioTypes {
		if types.has(k) && kind == "" {
			kind = k
		}
	}
	for _, key := range slices.Sorted(maps.Keys(types.values)) {
		if key != kind {
			types.note(key, "not carried: the template is made of %s", firstOf(kind, "another type"))
			types.take(key)
		}
	}
	if kind == "" {
		return errors.New("no WhatsApp template: its types are none of " + strings.Join(twilioTypes, ", "))
	}
	im.twilioHead(o)
	c := types.child(kind)
	if c == nil {
		return errors.New("no template: " + kind + " holds no object")
	}
	im.content(c, kind, im.variables(o))
	c.rest()
	return nil
}

func (im *importer) twilioHead(o *object) {
	friendly := o.text("friendly_name")
	im.draft.Set("name", firstOf(slug(friendly), im.defaults.Name, "imported"))
	if slug(friendly) != friendly {
		im.draft.Comment("name", "guessed from "+template.Visible(friendly))
	}
	language := o.text("language")
	im.draft.Set("language", firstOf(language, im.defaults.Language, "en"))
	if approval := o.child("approval_requests"); approval != nil {
		im.writeCategory(approval)
		im.status = approval.peek("status")
	}
	status := im.status
	o.account()
	im.status = firstOf(status, im.status)
}

// slug makes the name of a template of any text.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	return strings.Trim(b.String(), "_")
}

// variables are Twilio's samples: one map for all texts.
func (im *importer) variables(o *object) map[string]string {
	all := map[string]string{}
	if v := o.child("variables"); v != nil {
		for key := range v.values {
			all[v.own[key]] = v.text(key)
		}
	}
	return all
}

// content writes one content type. Twilio numbers its variables through the whole message, Meta through each text.
func (im *importer) content(c *object, kind string, variables map[string]string) {
	w := twilioWriter{im, c, variables}
	if kind == "whatsapp/authentication" {
		im.draft.Map("body").SetPlain("add_security_recommendation", firstOf(c.text("add_security_recommendation"), "false"))
		if minutes := c.text("code_expiration_minutes"); minutes != "" {
			im.draft.Map("footer").SetPlain("code_expiration_minutes", minutes)
		}
		w.actions(c, im.draft)
		return
	}
	title, subtitle := c.text("title", "header_text"), c.text("subtitle", "footer")
	body := c.text("body")
	if kind == "twilio/card" && body == "" {
		body, title = title, "" // what Twilio calls a card's title is the body of WhatsApp's
	}
	if title != "" {
		w.text(im.draft, "header", title)
	}
	media, _ := c.texts("media")
	for i, url := range media {
		if i > 0 {
			c.note("media", "not carried: %d more media; a header has one", len(media)-1)
			break
		}
		w.media(im.draft, url)
	}
	if body != "" {
		w.text(im.draft, "body", body)
	}
	if subtitle != "" {
		im.setText(c, im.draft, "footer", subtitle)
	}
	w.actions(c, im.draft)
	if kind == "twilio/catalog" {
		im.draft.AddMap("buttons").Set("type", "catalog")
		c.take("id")
		c.take("items")
		c.take("thumbnail_item_id")
	}
	if cards := c.objects("cards"); len(cards) > 0 {
		carousel := im.draft.Map("carousel")
		for _, card := range cards {
			w.card(card, carousel.AddMap("cards"))
			card.rest()
		}
	}
}
