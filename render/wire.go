package render

import "encoding/json"

// The API's request, field for field. Nothing here has a life of its own: Compile and CompileMessage fill it in.

type envelope struct {
	ChannelID *int64      `json:"channelId,omitempty"`
	Message   messageJSON `json:"message"`
}

type messageJSON struct {
	Type string `json:"type"`
	// whatsapp_template
	Template *templateJSON `json:"template,omitempty"`
	// text, email
	Text       string `json:"text,omitempty"`
	MessageTag string `json:"messageTag,omitempty"`
	// attachment
	Attachment *attachmentJSON `json:"attachment,omitempty"`
	// custom_payload
	Payload json.RawMessage `json:"payload,omitempty"`
	// quick_reply
	Title   string   `json:"title,omitempty"`
	Replies []string `json:"replies,omitempty"`
	// email
	Subject          string            `json:"subject,omitempty"`
	Bcc              []string          `json:"bcc,omitempty"`
	Cc               []string          `json:"cc,omitempty"`
	ReplyToMessageID json.Number       `json:"replyToMessageId,omitempty"`
	Attachments      []*attachmentJSON `json:"attachments,omitempty"`
}

type attachmentJSON struct {
	Type     string `json:"type"`
	URL      string `json:"url"`
	FileName string `json:"fileName,omitempty"`
}

type templateJSON struct {
	Name         string      `json:"name"`
	LanguageCode string      `json:"languageCode"`
	Components   []component `json:"components"`
}

type component struct {
	Type       string       `json:"type"`
	Format     string       `json:"format,omitempty"`
	Text       string       `json:"text,omitempty"`
	Parameters []parameter  `json:"parameters,omitempty"`
	Buttons    []buttonJSON `json:"buttons,omitempty"`
}

type parameter struct {
	Type     string        `json:"type"`
	Text     string        `json:"text,omitempty"`
	Image    *mediaJSON    `json:"image,omitempty"`
	Video    *mediaJSON    `json:"video,omitempty"`
	Document *mediaJSON    `json:"document,omitempty"`
	Location *locationJSON `json:"location,omitempty"`
	Action   *actionJSON   `json:"action,omitempty"`
}

type mediaJSON struct {
	Link     string `json:"link"`
	Caption  string `json:"caption,omitempty"`
	Filename string `json:"filename,omitempty"`
}

type locationJSON struct {
	Name      string `json:"name"`
	Address   string `json:"address"`
	Latitude  string `json:"latitude"`
	Longitude string `json:"longitude"`
}

type buttonJSON struct {
	Type        string      `json:"type"`
	Text        string      `json:"text"`
	URL         string      `json:"url,omitempty"`
	PhoneNumber string      `json:"phone_number,omitempty"`
	Parameters  []parameter `json:"parameters,omitempty"`
	Example     []string    `json:"example,omitempty"`
}

type actionJSON struct {
	ThumbnailID  string        `json:"thumbnail_product_retailer_id"`
	ThumbnailURL string        `json:"thumbnail_product_image_url"`
	Sections     []sectionJSON `json:"sections,omitempty"`
}

type sectionJSON struct {
	Title    string        `json:"title,omitempty"`
	Products []productJSON `json:"product_items"`
}

type productJSON struct {
	RetailerID   string `json:"product_retailer_id"`
	ImageURL     string `json:"image_url,omitempty"`
	Name         string `json:"name"`
	Price        string `json:"price"`
	Availability string `json:"availability,omitempty"`
	Currency     string `json:"currency"`
	Description  string `json:"description,omitempty"`
}
