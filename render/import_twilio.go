package render

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strconv"
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

// twilioWriter writes the texts of a resource, each with the samples of its own variables.
type twilioWriter struct {
	im        *importer
	c         *object // the content
	variables map[string]string
}

// text writes a text under a key with its parameters, its variables numbered anew from 1 if they have numbers.
func (w twilioWriter) text(to *template.Draft, key, text string) {
	text, list := w.renumbered(text)
	if len(list) == 0 {
		w.im.setText(w.c, to, key, text)
		return
	}
	d := to.Map(key)
	if key == "header" {
		d.Set("format", "text")
	}
	w.im.setText(w.c, d, "text", text)
	w.params(d, text, key, list)
}

func (w twilioWriter) params(d *template.Draft, text, component string, list []string) {
	w.im.writeParams(w.im.object(nil, component), d, text, component, samples{list: list}, nil)
}

// renumbered returns a text whose numbers begin at 1, and the samples of its variables in the order in which they
// first stand in it.
func (w twilioWriter) renumbered(s string) (string, []string) {
	var list []string
	var b strings.Builder
	rest := 0
	place := map[string]int{}
	for _, p := range template.NewText(s).Placeholders {
		if p.Slot == 0 {
			continue
		}
		if place[p.Name] == 0 {
			list = append(list, w.variables[p.Name])
			place[p.Name] = len(list)
		}
		name := p.Name
		if p.Number > 0 {
			name = strconv.Itoa(place[p.Name])
		}
		b.WriteString(s[rest:p.Start] + "{{" + name + "}}")
		rest = p.End
	}
	return b.String() + s[rest:], list
}

// media writes a header for an address, by the ending of its file.
func (w twilioWriter) media(to *template.Draft, url string) {
	format := "image"
	end := strings.ToLower(path.Ext(w.filled(url)))
	switch end {
	case ".mp4", ".3gp", ".3gpp":
		format = "video"
	case ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".txt":
		format = "document"
	}
	h := to.Map("header")
	h.Set("format", format)
	if end == "" {
		h.Comment("format", "guessed: the address has no ending")
	}
	if w.filled(url) != url {
		h.Map("link").Flow().Set("example", w.filled(url))
		return
	}
	h.Set("link", url)
}

// filled is a text with the samples in place of its variables.
func (w twilioWriter) filled(s string) string {
	for name, sample := range w.variables {
		s = strings.ReplaceAll(s, "{{"+name+"}}", sample)
	}
	return s
}

// twilioActions are Twilio's words for buttons.
var twilioActions = map[string]string{
	"url": "url", "phone_number": "phone_number", "phone": "phone_number", "quick_reply": "quick_reply", "copy_code": "copy_code",
	"voice_call": "voice_call", "voice_call_request": "voice_call", "": "quick_reply",
}

func (w twilioWriter) actions(c *object, to *template.Draft) {
	for _, a := range c.objects("actions") {
		kind, ok := twilioActions[a.peek("type")]
		if !ok {
			a.note("type", "not carried: there is no button of type %q", a.peek("type"))
			continue
		}
		a.take("type")
		d := to.AddMap("buttons")
		if a.has("copy_code_text") {
			d.Set("type", "otp")
			d.Set("text", a.text("copy_code_text"))
			a.rest()
			continue
		}
		d.Set("type", kind)
		if kind != "copy_code" {
			d.Set("text", a.text("title"))
		}
		a.take("title")
		switch kind {
		case "url":
			url, list := w.renumbered(a.text("url"))
			w.im.setText(a, d, "url", url)
			if len(list) > 0 {
				w.params(d, url, "url", list)
			}
		case "phone_number":
			d.Set("phone_number", a.text("phone"))
		case "quick_reply":
			if id := a.text("id"); id != "" {
				d.Set("payload", id)
			}
		case "copy_code":
			w.im.writeKnown(d.AddMap("params").Flow(), known{example: w.filled(a.text("code"))})
		}
		a.take("id")
		a.rest()
	}
}

func (w twilioWriter) card(c *object, to *template.Draft) {
	if url := c.text("media"); url != "" {
		w.media(to, url)
	}
	text := c.text("title")
	if body := c.text("body"); body != "" {
		text = strings.TrimPrefix(text+"\n"+body, "\n")
	}
	if text != "" {
		w.text(to, "body", text)
	}
	w.actions(c, to)
}
