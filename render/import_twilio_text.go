package render

import (
	"path"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

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
	switch filled := w.filled(url); {
	case strings.Contains(filled, "{{"): // no sample tells the rest of the address
		h.Map("link").Flow().Set("name", format)
		h.Comment("link", "the address was "+url)
		return
	case filled != url:
		h.Map("link").Flow().Set("example", filled)
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
