package template

import (
	"bytes"
	"encoding/json"

	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

func (d *decoder) message(n *yaml.Node) *Message {
	m := &Message{File: d.file.Name, place: place{n, d.src}}
	d.fields(n, func(o object) {
		m.Type, m.Text, m.MessageTag = o.text("type"), o.text("text"), o.text("messageTag")
		m.Title, m.Subject, m.ReplyToMessageID = o.text("title"), o.text("subject"), o.text("replyToMessageId")
		if attachment := o.take("attachment"); attachment != nil {
			m.Attachment = d.attachment(attachment)
		}
		if payload := o.take("payload"); payload != nil && payload.Kind == yaml.MappingNode {
			var b bytes.Buffer
			writeJSON(&b, payload)
			m.Payload = b.Bytes()
		}
		m.Replies, m.Bcc, m.Cc = d.texts(o.take("replies")), d.texts(o.take("bcc")), d.texts(o.take("cc"))
		for _, item := range list(o.take("attachments")) {
			m.Attachments = append(m.Attachments, d.attachment(item))
		}
	})
	return m
}

func (d *decoder) attachment(n *yaml.Node) *Attachment {
	a := &Attachment{}
	d.fields(n, func(o object) {
		a.Type, a.URL, a.FileName = o.text("type"), o.text("url"), o.text("fileName")
	})
	return a
}

// writeJSON writes a node as JSON in the order of the file, its scalars as the schema takes them. An alias is null: the
// schema has refused it.
func writeJSON(b *bytes.Buffer, n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		b.WriteByte('{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				b.WriteByte(',')
			}
			writeValue(b, n.Content[i].Value)
			b.WriteByte(':')
			writeJSON(b, n.Content[i+1])
		}
		b.WriteByte('}')
	case yaml.SequenceNode:
		b.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, item)
		}
		b.WriteByte(']')
	case yaml.ScalarNode:
		writeValue(b, schema.Scalar(n))
	default:
		b.WriteString("null")
	}
}

func writeValue(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)         // a scalar always encodes
	b.Truncate(b.Len() - 1) // the encoder's line break
}
