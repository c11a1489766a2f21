package sandbox_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/sandbox"
)

func TestDocumentedRequests(t *testing.T) {
	files, err := filepath.Glob("testdata/requests/*.json")
	require.NoError(t, err)
	require.Len(t, files, 14)
	for _, file := range files {
		body, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.NoError(t, sandbox.Validate(body), file)
	}
}

// Each documented request is broken by replacing a piece of its text, once.
func TestBrokenRequests(t *testing.T) {
	const components = "message.template.components"
	tests := []struct{ file, old, new, want string }{
		{"text", `"There has been an update in your account..."`, `""`, "message.text: must not be empty"},
		{"text", `"text": "There has been an update in your account..."`, `"txt": "a"`, "message.txt: unknown field"},
		{"text", `"channelId": 0`, `"channelId": "0"`, "channelId: must be an integer, not a string"},
		{"text", `"channelId": 0`, `"channelId": 1.5`, "channelId: must be an integer, not 1.5"},
		{"text", `"channelId": 0`, `"channel_id": 0`, "channel_id: unknown field; did you mean channelId?"},
		{"text", `"type": "text"`, `"type": "template"`, `message.type: must be text or attachment or custom_payload or quick_reply or email or whatsapp_template, not "template"`},
		{"text", `"type": "text",`, ``, "message.type: required"},
		{"text", `"type": "text",`, `"type": "text", "type": "text",`, "message.type: is given twice"},
		{"text", `"message"`, `"massage"`, "massage: unknown field"},
		{"text_dynamic", `"Hello {{$contact.name}}, How can we help you?"`, `["Hello"]`, "message.text: must be a string, not an array"},
		{"text_message_tag", "ACCOUNT_UPDATE", "HUMAN_AGENT", `message.messageTag: must be ACCOUNT_UPDATE or POST_PURCHASE_UPDATE or CONFIRMED_EVENT_UPDATE, not "HUMAN_AGENT"`},
		{"attachment", "http://example.com/some-file.pdf", "/tmp/some-file.pdf", "message.attachment.url: must be an http or https URL"},
		{"attachment", `"type": "image"`, `"type": "document"`, `message.attachment.type: must be image or video or audio or file, not "document"`},
		{"attachment", `"url"`, `"caption": "", "url"`, "message.attachment.caption: unknown field"},
		{"custom_payload", `"channelId": 0`, `"channelId": null`, "channelId: required for a custom_payload"},
		{"custom_payload", `"payload": {}`, `"payload": null`, "message.payload: must be an object, not null"},
		{"custom_payload", `"payload": {}`, `"payload": {"a": {"b": [1, {"c": 1, "c": 2}]}}`, "message.payload.a.b[1].c: is given twice"},
		{"quick_reply", `"How are you?"`, ``, "message.replies: has 0 elements; at least 1 is needed"},
		{"quick_reply", `"How are you?"`, `"1","2","3","4","5","6","7","8","9","10","11"`, "message.replies: has 11 elements; the limit is 10"},
		{"quick_reply", `"How are you?"`, `"yes", " "`, "message.replies[1]: must not be empty"},
		{"quick_reply", `"title": "Quick reply title",`, ``, "message.title: required"},
		{"email", `1262965213`, `"1262965213"`, "message.replyToMessageId: must be an integer, not a string"},
		{"email", `"fileName"`, `"filename"`, "message.attachments[0].filename: unknown field; did you mean fileName?"},
		{"email", `"cc": [`, `"cc": [7,`, "message.cc[0]: must be a string, not a number"},
		{"whatsapp_template_ordernumber", `"languageCode": "en"`, `"language": "en"`, "message.template.language: unknown field; did you mean languageCode?"},
		{"whatsapp_template_ordernumber", `"name": "ordernumber",`, ``, "message.template.name: required"},
		{"whatsapp_template_ordernumber", `Order Number: {{2}}`, `Order Number`, components + "[1].parameters: has 2 elements; the text has 1 placeholders"},
		{"whatsapp_template_ordernumber", `Order Number: {{2}}`, `Order Number: {{3}}`, components + "[1].text: its 2 placeholders must be numbered from {{1}} without gaps; {{2}} is missing"},
		{"whatsapp_template_ordernumber", `"AcmeTech Innovations, Inc."`, `"{{1}}", "parameters": []`, components + "[2].parameters: has 0 elements; the text has 1 placeholders"},
		{"whatsapp_template_ordernumber", `"AcmeTech Innovations, Inc."`, `"a", "parameters": [1]`, components + "[2].parameters: must be an empty array or absent"},
		{"whatsapp_template_ordernumber", `"type": "footer"`, `"type": "body"`, components + "[2].type: there is a body already at " + components + "[1]"},
		{"whatsapp_template_ordernumber", `"type": "header"`, `"type": "HEADER"`, components + `[0].type: must be header or body or footer or buttons, not "HEADER"`},
		{"whatsapp_template_product_offer", `"link"`, `"url"`, components + "[0].parameters[0].image.url: unknown field"},
		{"whatsapp_template_product_offer", `"type": "image",`, `"type": "video",`, components + `[0].parameters[0].type: must be image, not "video"`},
		{"whatsapp_template_product_offer", `"format": "image"`, `"format": "text"`, components + "[0].text: required"},
		{"whatsapp_template_product_offer", `"format": "image",`, ``, components + "[0].format: required"},
		{"whatsapp_template_product_offer", `"text": "John Doe"`, `"text": "John\nDoe"`, components + "[1].parameters[0].text: must not contain a line break or a tab"},
		{"whatsapp_template_product_offer", `"text": "John Doe"`, `"text": "John     Doe"`, components + "[1].parameters[0].text: must not contain more than 4 spaces in a row"},
		{"whatsapp_template_product_offer", `"type": "quick_reply"`, `"type": "copy_code"`, components + `[2].buttons[0].type: must be quick_reply or phone_number or url or catalog or mpm, not "copy_code"`},
		{"whatsapp_template_location", `"latitude": "22.22"`, `"latitude": 22.22`, components + "[0].parameters[0].location.latitude: must be a string, not a number"},
		{"whatsapp_template_location", `"address": "address",`, ``, components + "[0].parameters[0].location.address: required"},
		{"whatsapp_template_catalog", `"thumbnail_product_retailer_id": "0"`, `"thumbnail_product_retailer_id": ""`, components + "[1].buttons[0].parameters[0].action.thumbnail_product_retailer_id: must not be empty"},
		{"whatsapp_template_catalog", `"type": "action"`, `"type": "text"`, components + `[1].buttons[0].parameters[0].type: must be action, not "text"`},
		{"whatsapp_template_mpm", `"sections"`, `"groups"`, components + "[2].buttons[0].parameters[0].action.groups: unknown field"},
		{"whatsapp_template_mpm", `"product_retailer_id": "1",`, ``, components + "[2].buttons[0].parameters[0].action.sections[0].product_items[0].product_retailer_id: required"},
		{"whatsapp_template_mpm", `"price": "10.00"`, `"price": 10.00`, components + "[2].buttons[0].parameters[0].action.sections[0].product_items[0].price: must be a string, not a number"},
		{"whatsapp_template_send_otp", `"url": "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",`, ``, components + "[1].buttons[0].url: required"},
		{"whatsapp_template_send_otp", `code=otp{{1}}`, `code=otp`, components + "[1].buttons[0].parameters: has 1 elements; the url has 0 placeholders"},
		{"whatsapp_template_track_order", `"example": [`, `"example": [7, `, components + "[1].buttons[0].example[0]: must be a string, not a number"},
		{"whatsapp_template_track_order", `"parameters": [`, `"parameters": [7, `, components + "[1].buttons[0].parameters[0]: must be an object, not a number"},
	}
	broken := map[string]bool{}
	for _, tt := range tests {
		body, err := os.ReadFile("testdata/requests/" + tt.file + ".json")
		require.NoError(t, err)
		require.Contains(t, string(body), tt.old, tt.file)
		err = sandbox.Validate([]byte(strings.Replace(string(body), tt.old, tt.new, 1)))
		assert.EqualError(t, err, tt.want, tt.file)
		broken[tt.file] = true
	}
	assert.Len(t, broken, 14, "every documented request is broken at least once")
}

func TestNotJSON(t *testing.T) {
	for body, want := range map[string]string{
		``:                         "body: is not JSON: unexpected end of JSON input",
		`{"message":`:              "body: is not JSON: unexpected end of JSON input",
		`{"message":{}} x`:         "body: is not JSON: invalid character 'x' after top-level value",
		`{"message":"` + "\xff\"}": "body: is not valid UTF-8",
		`[]`:                       "body: must be an object, not an array",
		`null`:                     "body: must be an object, not null",
		`{}`:                       "message: required",
		`{"message":true}`:         "message: must be an object, not a boolean",
	} {
		assert.EqualError(t, sandbox.Validate([]byte(body)), want, body)
	}
}

// What other clients of the API are known to send, and what the API's page
// describes without an example.
func TestAcceptedVariants(t *testing.T) {
	template := func(components string) string {
		return `{"channelId":135898,"message":{"type":"whatsapp_template","template":{"name":"a","languageCode":"en_US"` + components + `}}}`
	}
	one := func(component string) string { return template(`,"components":[` + component + `]`) }
	for name, body := range map[string]string{
		"no channel":             `{"message":{"type":"text","text":"a"}}`,
		"null channel":           `{"channelId":null,"message":{"type":"text","text":"a"}}`,
		"no components":          template(``),
		"empty components":       template(`,"components":[]`),
		"static text header":     one(`{"type":"header","format":"text","text":"Hi","parameters":[]}`),
		"text header":            one(`{"type":"header","format":"text","text":"Hi {{1}}","parameters":[{"type":"text","text":"Ann"}]}`),
		"document":               one(`{"type":"header","format":"document","parameters":[{"type":"document","document":{"link":"https://h/a.pdf","filename":"a.pdf"}}]}`),
		"video with a caption":   one(`{"type":"header","format":"video","text":"","example":{"header_handle":[]},"parameters":[{"type":"video","video":{"link":"https://h/a.mp4","caption":"","filename":"a.mp4"}}]}`),
		"twelve parameters":      one(`{"type":"body","text":"{{12}}{{11}}{{10}}{{9}}{{8}}{{7}}{{6}}{{5}}{{4}}{{3}}{{2}}{{1}} {{1}}","parameters":[` + strings.Repeat(`{"type":"text","text":"a"},`, 11) + `{"type":"text","text":"a"}]}`),
		"footer with parameters": one(`{"type":"footer","text":"a","parameters":[]}`),
		"static url":             one(`{"type":"buttons","buttons":[{"type":"url","text":"a","url":"https://h"},{"type":"phone_number","text":"b","phone_number":"+60121233112"}]}`),
		"catalog with sections":  one(`{"type":"buttons","buttons":[{"type":"catalog","text":"a","parameters":[{"type":"action","action":{"thumbnail_product_retailer_id":"0","thumbnail_product_image_url":"a","sections":[{"product_items":[{"product_retailer_id":"0","retailer_id":"0","id":7,"description":""}]}]}}]}]}`),
	} {
		assert.NoError(t, sandbox.Validate([]byte(body)), name)
	}
	blank := one(`{"type":"body","parameters":[{"type":"text","text":"a"}]}`)
	assert.EqualError(t, sandbox.Validate([]byte(blank)), "message.template.components[0].text: required")
	document := one(`{"type":"header","format":"document","parameters":[{"type":"document","document":{"link":"https://h/a.pdf"}}]}`)
	assert.EqualError(t, sandbox.Validate([]byte(document)), "message.template.components[0].parameters[0].document.filename: required")
}

func FuzzValidate(f *testing.F) {
	files, _ := filepath.Glob("testdata/requests/*.json")
	for _, file := range files {
		body, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if err := sandbox.Validate(body); err != nil {
			require.NotEmpty(t, err.Error())
		}
	})
}
