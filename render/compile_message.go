package render

import (
	"encoding/json"
	"errors"

	"github.com/watemplate/watemplate/template"
)

// CompileMessage returns the body of the API's request that sends a message document, as compact JSON. A nil channel
// is left out; a custom payload cannot do without one, and that is the only error.
func CompileMessage(m *template.Message, channel *int64) ([]byte, error) {
	if m.Type.Value == "custom_payload" && channel == nil {
		return nil, errors.New("a custom_payload message needs the channel it is written for; give it with --channel")
	}
	return encode(envelope{channel, messageJSON{
		Type:             m.Type.Value,
		Text:             m.Text.Value,
		MessageTag:       m.MessageTag.Value,
		Attachment:       attachment(m.Attachment),
		Payload:          m.Payload,
		Title:            m.Title.Value,
		Replies:          plain(m.Replies),
		Subject:          m.Subject.Value,
		Bcc:              plain(m.Bcc),
		Cc:               plain(m.Cc),
		ReplyToMessageID: json.Number(m.ReplyToMessageID.Value),
		Attachments:      attachments(m.Attachments),
	}})
}

func plain(ts []template.Text) []string {
	var ss []string
	for _, t := range ts {
		ss = append(ss, t.Value)
	}
	return ss
}

func attachment(a *template.Attachment) *attachmentJSON {
	if a == nil {
		return nil
	}
	return &attachmentJSON{a.Type.Value, a.URL.Value, a.FileName.Value}
}

func attachments(as []*template.Attachment) []*attachmentJSON {
	var js []*attachmentJSON
	for _, a := range as {
		js = append(js, attachment(a))
	}
	return js
}
