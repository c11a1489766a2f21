package template

import (
	"encoding/json"
)

// Template is one template in one language. The components above the buttons and those in a card of its carousel are
// alike: [Template.Parts] goes over them all.
type Template struct {
	File     string
	Name     Text
	Language Text
	// Category is marketing, utility or authentication; SubCategory custom, order_details or order_status.
	Category, SubCategory Text
	// ParameterFormat is named or positional, where the file says it: [Template.Named] tells which of them counts.
	ParameterFormat Text
	// TTLSeconds is how long WhatsApp tries to deliver a message; an integer.
	TTLSeconds Text
	// AllowCategoryChange and LinkTrackingOptedOut are true or false.
	AllowCategoryChange, LinkTrackingOptedOut Text
	// LanguagePolicy, deterministic, and Namespace, the account's, are what some providers of the Cloud API want.
	LanguagePolicy, Namespace Text
	Header                    *Header
	Offer                     *Offer
	Body                      *Body
	Footer                    *Footer
	Buttons                   []*Button
	Carousel                  *Carousel
	// CallPermissionRequest is true where WhatsApp asks the reader whether the business may call.
	CallPermissionRequest Text
	OrderStatus           *OrderStatus
	// Params are the named parameters, which all components share, in the order of the file.
	Params []*Param

	place // its first key
}

// Header is the component above the body, of a template or a card. Which fields count depends on the format; what the
// payload carries is a parameter.
type Header struct {
	// Format is text, image, video, gif, document, location or product.
	Format Text
	// Text and Params belong to a text header.
	Text   Text
	Params []*Param
	// Link or ID is the media that is sent; one of them is there for a media format. Caption and Filename go with it.
	Link, ID, Filename *Param
	Caption            Text
	// Example is the handle of the sample that registers a media header.
	Example Text
	// Place, Address, Latitude and Longitude belong to a location; degrees, as text.
	Place, Address, Latitude, Longitude *Param
	// ProductRetailerID and CatalogID belong to a product.
	ProductRetailerID, CatalogID *Param

	place // its first key, or the text alone
}

// Media reports whether the header shows a picture, a film or a document.
func (h *Header) Media() bool {
	switch h.Format.Value {
	case "image", "video", "gif", "document":
		return true
	}
	return false
}

// Offer is the line of a limited-time offer.
type Offer struct {
	Text Text
	// HasExpiration is true or false; with it ExpirationTime is sent, in milliseconds since 1970.
	HasExpiration  Text
	ExpirationTime *Param

	place // its key
}

// Body is the component that every template has.
type Body struct {
	// Text is empty for nobody: where Meta writes the body of an authentication template, and the file does not repeat
	// it, it is Meta's English text.
	Text   Text
	Params []*Param
	// SecurityRecommendation, true or false, marks a body that Meta writes.
	SecurityRecommendation Text
}

// Footer is the small print below the body.
type Footer struct {
	// Text is Meta's English text where Meta writes it and the file does not repeat it.
	Text Text
	// CodeExpirationMinutes, an integer, marks a footer that Meta writes.
	CodeExpirationMinutes Text
}

// Button is one button. Which fields count depends on the type.
type Button struct {
	// Type is quick_reply, url, phone_number, copy_code, otp, catalog, mpm, spm, flow, voice_call, request_contact_info,
	// order_details or payment_request.
	Type Text
	Text Text
	// URL, Params and Examples belong to a url button. A copy_code and an otp button have Params too: the code, of
	// an otp button unless it is the body's.
	URL      Text
	Params   []*Param
	Examples []Text
	// PhoneNumber belongs to a phone_number button.
	PhoneNumber Text
	// Payload is what a quick_reply or voice_call button reports.
	Payload *Param
	// OTPType belongs to an otp button: copy_code, one_tap or zero_tap; so do the label of the button that fills in the
	// code, whether the terms of zero_tap are taken (true or false), and the apps that may receive the code.
	OTPType, AutofillText, ZeroTapTermsAccepted Text
	SupportedApps                               []*App
	// The flow of a flow button: one of FlowID, FlowName and FlowJSON, what happens first, and what is sent along.
	FlowID, FlowName, FlowJSON, FlowAction, NavigateScreen Text
	FlowToken                                              *Param
	FlowActionData                                         json.RawMessage
	// TTLMinutes, an integer, is how long a voice_call button works.
	TTLMinutes Text
	// Action is what an order_details or payment_request button opens, as it stands in the file.
	Action json.RawMessage
	// Thumbnail belongs to catalog and mpm, Sections to mpm.
	Thumbnail *Thumbnail
	Sections  []*Section

	place // its first key

	sectionsAt place
}

// SectionsAt is where the key of the sections stands.
func (b *Button) SectionsAt() Span { return b.sectionsAt.At() }

// App is an Android app that may receive a one-time code.
type App struct{ PackageName, SignatureHash Text }

// Thumbnail is the product whose picture stands above a catalog or mpm button.
type Thumbnail struct {
	ProductRetailerID Text
	ImageURL          Text

	place
}

// Section is a titled group of products of an mpm button.
type Section struct {
	Title    Text
	Products []*Product
}

// Product is one product of a section, every field as the catalogue has it, the price as text.
type Product struct {
	RetailerID, Name, Price, Currency, Availability, Description, ImageURL Text

	place
}

// Carousel is a row of cards below the body.
type Carousel struct {
	Cards []*Card

	place // its key
}

// Card is one card of a carousel.
type Card struct {
	Header  *Header
	Body    *Body
	Buttons []*Button

	place // its first key
}

// OrderStatus is what an order status message reports.
type OrderStatus struct {
	ReferenceID, Status, Description *Param

	place // its key
}

// Part is the components of a template or of one of its cards.
type Part struct {
	// Card is the card's number, from 1, and 0 for the template itself.
	Card    int
	Header  *Header
	Body    *Body
	Buttons []*Button
}

// Parts returns the template's own components, then those of its cards.
func (t *Template) Parts() []Part {
	parts := []Part{{0, t.Header, t.Body, t.Buttons}}
	if t.Carousel != nil {
		for i, c := range t.Carousel.Cards {
			parts = append(parts, Part{i + 1, c.Header, c.Body, c.Buttons})
		}
	}
	return parts
}

// Param is what a file says of one parameter.
type Param struct {
	// Name is what --set and a recipients' column call it; for a named parameter its key. Entries of one name share
	// the value and the example that one of them has.
	Name Text
	// Value is what is sent when nothing overrides it. It may be a dynamic variable of the platform, $contact.name.
	Value Text
	// Example is what stands in for a value that is not known yet.
	Example Text
	// MaxLength is the most characters a value may have, 0 for no limit of its own; as Length counts them.
	MaxLength int
	// Type is text, currency or date_time; not set, it is text. Code and Amount1000 belong to a currency.
	Type, Code, Amount1000 Text
	// Parts are those of a date_time, as a JSON object, nil without any.
	Parts json.RawMessage
	// Supplied says that Value came from [Template.With] and not from the file.
	Supplied bool

	place
}

// Message is a document of one of the API's other five message types, in the API's own field names. Which fields
// count depends on the type.
type Message struct {
	File string
	// Type is text, attachment, custom_payload, quick_reply or email.
	Type Text
	// Text belongs to text and email, MessageTag to text.
	Text, MessageTag Text
	// Attachment belongs to attachment.
	Attachment *Attachment
	// Payload belongs to custom_payload: a JSON object, written as it stands in the file.
	Payload json.RawMessage
	// Title and Replies belong to quick_reply.
	Title   Text
	Replies []Text
	// Subject, Bcc, Cc, ReplyToMessageID and Attachments belong to email.
	Subject          Text
	Bcc, Cc          []Text
	ReplyToMessageID Text
	Attachments      []*Attachment

	place // its first key
}

// Attachment is a file that a message carries by its address.
type Attachment struct {
	// Type is image, video, audio or file.
	Type, URL, FileName Text
}
