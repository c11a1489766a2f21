package schema

// pasted are the API's and Meta's own keys, which people bring along, and what they are called here.
// A key that means different things in different places stands behind the place's name.
var pasted = map[string]string{
	"template.type":   "what a template is for stands under category",
	"header.type":     "here the key is format",
	"languageCode":    "here the key is language",
	"language_code":   "here the key is language",
	"components":      "write each component under its own key: header, body, footer, buttons",
	"template":        "write the template's keys at the top, without an envelope",
	"message":         "write the document's keys at the top, without an envelope",
	"channelId":       "the channel is not part of the document; give it with --channel",
	"channel":         "the channel is not part of the document; give it with --channel",
	"to":              "the recipient is not part of the document; give it with --to",
	"parameters":      "the values stand under params",
	"variables":       "the values stand under params",
	"examples":        "a url button has example; a parameter has example too",
	"phoneNumber":     "here the key is phone_number",
	"phone":           "here the key is phone_number",
	"media":           "the address of the media stands under link",
	"image":           "the address of the media stands under link, beside format: image",
	"video":           "the address of the media stands under link, beside format: video",
	"document":        "the address of the media stands under link, beside format: document",
	"lat":             "degrees are latitude and longitude",
	"message_tag":     "the API spells it messageTag",
	"reply_to":        "the API spells it replyToMessageId",
	"title":           "the text of a component stands under text",
	"values":          "the values stand under params",
	"retailer_id":     "here the key is product_retailer_id",
	"product_items":   "the products stand under products",
	"parameterFormat": "here the key is parameter_format",

	"message_send_ttl_seconds": "here the key is ttl_seconds",
	"header_handle":            "the handle of the sample stands under example",
	"coupon_code":              "the coupon stands under params",
	"cards":                    "the cards stand under carousel: {cards: [...]}",
}

// elsewhere are values that WhatsApp or the API knows and that stand somewhere else here.
var elsewhere = map[string]string{
	"whatsapp_template": "a template is written with its own keys at the top, without a type",
	"template":          "a template is written with its own keys at the top, without a type",
	"transactional":     "Meta's name for it today is utility",
	"otp":               "Meta's name for it today is authentication",
	"phone":             "did you mean phone_number?",
	"call":              "did you mean phone_number?",
	"link":              "did you mean url?",
	"coupon":            "did you mean copy_code?",
	"product_list":      "did you mean mpm?",
}
