package render

import "encoding/json"

// The body that registers a template with Meta, field for field.

type definitionJSON struct {
	Name                 string                `json:"name"`
	Language             string                `json:"language"`
	Category             string                `json:"category,omitempty"`
	SubCategory          string                `json:"sub_category,omitempty"`
	ParameterFormat      string                `json:"parameter_format,omitempty"`
	TTLSeconds           json.Number           `json:"message_send_ttl_seconds,omitempty"`
	AllowCategoryChange  *bool                 `json:"allow_category_change,omitempty"`
	LinkTrackingOptedOut *bool                 `json:"cta_url_link_tracking_opted_out,omitempty"`
	Components           []definitionComponent `json:"components"`
}

type definitionComponent struct {
	Type                   string             `json:"type"`
	Format                 string             `json:"format,omitempty"`
	Text                   string             `json:"text,omitempty"`
	SecurityRecommendation *bool              `json:"add_security_recommendation,omitempty"`
	CodeExpirationMinutes  json.Number        `json:"code_expiration_minutes,omitempty"`
	Offer                  *definitionOffer   `json:"limited_time_offer,omitempty"`
	Example                *definitionExample `json:"example,omitempty"`
	Buttons                []definitionButton `json:"buttons,omitempty"`
	Cards                  []definitionCard   `json:"cards,omitempty"`
}

type definitionOffer struct {
	Text          string `json:"text"`
	HasExpiration *bool  `json:"has_expiration,omitempty"`
}

// definitionExample nests as Meta wants it: header texts are a list, body texts a list of lists.
type definitionExample struct {
	HeaderText      []string          `json:"header_text,omitempty"`
	HeaderTextNamed []definitionNamed `json:"header_text_named_params,omitempty"`
	HeaderHandle    []string          `json:"header_handle,omitempty"`
	BodyText        [][]string        `json:"body_text,omitempty"`
	BodyTextNamed   []definitionNamed `json:"body_text_named_params,omitempty"`
}

type definitionNamed struct {
	Name    string `json:"param_name"`
	Example string `json:"example"`
}

type definitionCard struct {
	Components []definitionComponent `json:"components"`
}

type definitionButton struct {
	Type           string          `json:"type"`
	Text           string          `json:"text,omitempty"`
	URL            string          `json:"url,omitempty"`
	PhoneNumber    string          `json:"phone_number,omitempty"`
	Example        any             `json:"example,omitempty"` // of a url a list, of a coupon a text
	OTPType        string          `json:"otp_type,omitempty"`
	AutofillText   string          `json:"autofill_text,omitempty"`
	ZeroTapTerms   *bool           `json:"zero_tap_terms_accepted,omitempty"`
	SupportedApps  []definitionApp `json:"supported_apps,omitempty"`
	FlowID         string          `json:"flow_id,omitempty"`
	FlowName       string          `json:"flow_name,omitempty"`
	FlowJSON       string          `json:"flow_json,omitempty"`
	FlowAction     string          `json:"flow_action,omitempty"`
	NavigateScreen string          `json:"navigate_screen,omitempty"`
	TTLMinutes     json.Number     `json:"ttl_minutes,omitempty"`
}

type definitionApp struct {
	PackageName   string `json:"package_name"`
	SignatureHash string `json:"signature_hash"`
}
