package sandbox

// Validate checks the body of a request to send a message. Its error is what
// the sandbox answers with 400; it begins with the path of the field at fault,
// as in "message.template.components[1].buttons[0].url: required".
func Validate(body []byte) error {
	v, err := parseJSON(body)
	if err != nil {
		return err
	}
	return request("", v)
}

var request = all(
	object(
		optional("channelId", channelID),
		required("message", message),
	),
	customPayloadChannel,
)

// channelID is null or absent for the channel that the contact last used. The
// documentation's examples use 0, so 0 is accepted.
func channelID(path string, v any) error {
	if v == nil {
		return nil
	}
	return integer(path, v)
}

// customPayloadChannel: a custom payload is written for one kind of channel,
// so the channel must be named.
func customPayloadChannel(path string, v any) error {
	root := v.(map[string]any)
	if root["message"].(map[string]any)["type"] == "custom_payload" && root["channelId"] == nil {
		return fail(join(path, "channelId"), "required for a custom_payload")
	}
	return nil
}

// anyType is the field "type" of an object that was chosen by it.
var anyType = required("type", anyString)

var message = variants("type",
	variant{"text", object(
		anyType,
		required("text", text),
		optional("messageTag", oneOf("ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE", "CONFIRMED_EVENT_UPDATE")),
	)},
	variant{"attachment", object(
		anyType,
		required("attachment", object(
			required("type", attachmentType),
			// The ending of the URL need not fit the type: the
			// documentation's own image is a .pdf.
			required("url", link),
		)),
	)},
	variant{"custom_payload", object(
		anyType,
		required("payload", anyObject),
	)},
	variant{"quick_reply", object(
		anyType,
		required("title", text),
		// 10 is what the vendor's own form allows; that the API refuses
		// more is assumed.
		required("replies", list(1, 10, text)),
	)},
	variant{"email", object(
		anyType,
		required("text", text),
		optional("subject", anyString),
		optional("cc", list(0, 0, text)),
		optional("bcc", list(0, 0, text)),
		optional("replyToMessageId", integer),
		optional("attachments", list(0, 0, object(
			required("type", attachmentType),
			required("url", link),
			required("fileName", text),
		))),
	)},
	variant{"whatsapp_template", object(
		anyType,
		required("template", template),
	)},
)

var attachmentType = oneOf("image", "video", "audio", "file")
