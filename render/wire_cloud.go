package render

import "encoding/json"

// The Cloud API's body that sends a template, field for field.

type cloudEnvelope struct {
	MessagingProduct string        `json:"messaging_product"`
	RecipientType    string        `json:"recipient_type"`
	To               string        `json:"to,omitempty"`
	Type             string        `json:"type"`
	Template         cloudTemplate `json:"template"`
}

type cloudTemplate struct {
	Namespace  string           `json:"namespace,omitempty"`
	Name       string           `json:"name"`
	Language   cloudLanguage    `json:"language"`
	Components []cloudComponent `json:"components,omitempty"`
}

type cloudLanguage struct {
	Code   string `json:"code"`
	Policy string `json:"policy,omitempty"`
}

// cloudComponent is a component of a template or of a card. A button has a component of its own.
type cloudComponent struct {
	Type       string           `json:"type"`
	SubType    string           `json:"sub_type,omitempty"`
	Index      *int             `json:"index,omitempty"`
	Parameters []cloudParameter `json:"parameters,omitempty"`
	Cards      []cloudCard      `json:"cards,omitempty"`
}

type cloudCard struct {
	Index      int              `json:"card_index"`
	Components []cloudComponent `json:"components"`
}

type cloudParameter struct {
	Type        string            `json:"type"`
	Name        string            `json:"parameter_name,omitempty"`
	Text        string            `json:"text,omitempty"`
	Currency    *cloudCurrency    `json:"currency,omitempty"`
	DateTime    cloudDateTime     `json:"date_time,omitempty"`
	Image       *cloudMedia       `json:"image,omitempty"`
	Video       *cloudMedia       `json:"video,omitempty"`
	GIF         *cloudMedia       `json:"gif,omitempty"`
	Document    *cloudMedia       `json:"document,omitempty"`
	Location    *locationJSON     `json:"location,omitempty"`
	Product     *cloudProduct     `json:"product,omitempty"`
	Offer       *cloudOffer       `json:"limited_time_offer,omitempty"`
	OrderStatus *cloudOrderStatus `json:"order_status,omitempty"`
	Payload     string            `json:"payload,omitempty"`
	CouponCode  string            `json:"coupon_code,omitempty"`
	Action      any               `json:"action,omitempty"`
}

type cloudCurrency struct {
	FallbackValue string          `json:"fallback_value"`
	Code          string          `json:"code"`
	Amount1000    json.RawMessage `json:"amount_1000"`
}

// cloudDateTime is a fallback_value and perhaps the parts of the date.
type cloudDateTime map[string]any

type cloudMedia struct {
	ID       string `json:"id,omitempty"`
	Link     string `json:"link,omitempty"`
	Caption  string `json:"caption,omitempty"`
	Filename string `json:"filename,omitempty"`
}

type cloudProduct struct {
	RetailerID string `json:"product_retailer_id"`
	CatalogID  string `json:"catalog_id"`
}

type cloudOffer struct {
	ExpirationTime json.RawMessage `json:"expiration_time_ms"`
}

type cloudOrderStatus struct {
	ReferenceID string     `json:"reference_id"`
	Order       cloudOrder `json:"order"`
}

type cloudOrder struct {
	Status      string `json:"status"`
	Description string `json:"description,omitempty"`
}

// cloudAction is what a catalog or mpm button shows: the catalogue has the rest.
type cloudAction struct {
	Thumbnail string         `json:"thumbnail_product_retailer_id,omitempty"`
	Sections  []cloudSection `json:"sections,omitempty"`
}

type cloudSection struct {
	Title    string             `json:"title,omitempty"`
	Products []cloudProductItem `json:"product_items"`
}

type cloudProductItem struct {
	RetailerID string `json:"product_retailer_id"`
}

type cloudFlow struct {
	Token string          `json:"flow_token,omitempty"`
	Data  json.RawMessage `json:"flow_action_data,omitempty"`
}
