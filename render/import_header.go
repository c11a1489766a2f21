package render

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// header writes a header of an approved template, with the values of a request if there are any.
func (im *importer) header(c *object, to *template.Draft) {
	if c == nil {
		return
	}
	format := c.peek("format")
	if strings.TrimSpace(format) == "" {
		format = "text"
		im.notes = append(im.notes, Note{c.path, "read as a header of format text: Meta's has a format"})
	}
	c.take("format")
	switch {
	case format == "text":
		im.textHeader(c, to)
	case slices.Contains([]string{"image", "video", "gif", "document"}, format):
		h := to.Map("header")
		h.Set("format", format)
		im.dropText(c, format)
		im.mediaValues(c.objects("parameters"), h)
		im.mediaSample(c, h)
	case format == "location" || format == "product":
		h := to.Map("header")
		h.Set("format", format)
		im.dropText(c, format)
		im.mediaValues(c.objects("parameters"), h)
		c.drop("example", "not carried: a "+format+" header takes no sample")
	default:
		c.note("format", "not carried: there is no header of format %q; there are text, image, video, gif, document, location, product", format)
	}
}

func (im *importer) dropText(c *object, format string) {
	if c.text("text") != "" {
		c.note("text", "not carried: a header of format %s has no text", format)
	}
}

func (im *importer) textHeader(c *object, to *template.Draft) {
	text := c.text("text")
	samples, values := im.samples(c, "header"), c.objects("parameters")
	if text != "" && len(samples.list) == 0 && len(samples.byName) == 0 && len(values) == 0 && !hasSlots(text) {
		im.setText(c, to, "header", text)
		return
	}
	h := to.Map("header")
	h.Set("format", "text")
	im.setText(c, h, "text", text)
	im.writeParams(c, h, text, "header", samples, values)
}

// mediaSample writes the sample that registers a header: a handle, and where there is a link instead, that link as an
// example of what is sent.
func (im *importer) mediaSample(c *object, h *template.Draft) {
	if list, isList := c.values["examples"].([]any); isList { // the platform's own lists
		c.take("examples")
		for _, item := range list {
			m, _ := item.(map[string]any)
			for _, kind := range []string{"image", "video", "document"} {
				if media, ok := m[kind].(map[string]any); ok && scalar(media["link"]) != "" && !h.Has("link") {
					h.Map("link").Flow().Set("example", scalar(media["link"]))
				}
			}
		}
	}
	example := c.child("example")
	if example == nil {
		if s := c.text("example"); s != "" {
			c.note("example", "read as example.header_handle: Meta nests it there")
			h.Set("example", s)
		}
		return
	}
	handles, nested := example.texts("header_handle")
	if nested != 1 && len(handles) > 0 {
		example.note("header_handle", "read as a list of one handle, which is Meta's shape")
	}
	if len(handles) > 1 {
		example.note("header_handle", "not carried: %d more handles; a header has one", len(handles)-1)
	}
	if len(handles) > 0 {
		h.Set("example", handles[0])
	}
	if urls, _ := example.texts("header_url"); len(urls) > 0 {
		example.note("header_url", "read as header_handle, under which Meta takes a handle and no address")
		if !h.Has("example") {
			h.Set("example", urls[0])
		}
	}
	example.rest()
}

// mediaValues writes what a request carries for a header that is no text.
func (im *importer) mediaValues(values []*object, h *template.Draft) {
	for i, p := range values {
		if i > 0 {
			p.note("type", "not carried: a header has one parameter")
			continue
		}
		im.media(p, h)
		p.rest()
	}
}

// media writes one parameter of a header: media, a place or a product.
func (im *importer) media(p *object, h *template.Draft) {
	kind := p.peek("type")
	p.take("type")
	inner := p.child(kind)
	if inner == nil {
		p.note("type", "not carried: a parameter of type %q holds nothing under that name", kind)
		return
	}
	keys := []string{"link", "id", "caption", "filename"}
	switch kind {
	case "location":
		keys = []string{"name", "address", "latitude", "longitude"}
	case "product":
		keys = []string{"product_retailer_id", "catalog_id"}
	}
	for _, key := range keys {
		if s := inner.text(key); strings.TrimSpace(s) != "" {
			h.Set(key, s)
		}
	}
	if inner.has("id") && inner.has("link") {
		inner.note("id", "read beside link: Meta takes one of the two")
	}
	inner.rest()
}
