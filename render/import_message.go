package render

import "github.com/watemplate/watemplate/template"

// messageTypes are the API's messages that are no templates.
var messageTypes = []string{"text", "attachment", "custom_payload", "quick_reply", "email"}

// message writes one of the API's other messages, whose keys are the API's own.
func (im *importer) message(o *object) {
	kind := o.peek("type")
	o.take("type")
	im.draft.Set("type", kind)
	set := func(snake, own string) {
		if s := o.text(snake); s != "" {
			im.draft.Set(own, s)
		}
	}
	list := func(key string) {
		texts, _ := o.texts(key)
		for _, s := range texts {
			im.draft.AddText(key, s)
		}
	}
	set("text", "text")
	set("message_tag", "messageTag")
	if a := o.child("attachment"); a != nil {
		im.attachment(a, im.draft.Map("attachment"))
	}
	if payload := o.raw("payload"); payload != nil {
		im.draft.SetJSON("payload", payload)
	}
	set("title", "title")
	list("replies")
	set("subject", "subject")
	list("cc")
	list("bcc")
	im.plain(o, "reply_to_message_id", im.draft, "replyToMessageId")
	for _, a := range o.objects("attachments") {
		im.attachment(a, im.draft.AddMap("attachments"))
	}
	o.rest()
}

func (im *importer) attachment(o *object, d *template.Draft) {
	for _, key := range []struct{ snake, own string }{{"type", "type"}, {"url", "url"}, {"file_name", "fileName"}} {
		if s := o.text(key.snake); s != "" {
			d.Set(key.own, s)
		}
	}
	o.rest()
}
