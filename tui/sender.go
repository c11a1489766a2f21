package tui

import (
	"context"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// Sender is how the screen sends what it shows. It decides nothing on its own: who may be written to, what may leave
// and how an answer is to be read is known to whoever hands it over.
type Sender struct {
	// Off says why nothing can be sent and what to do about it; the other fields count only where it is empty.
	Off string
	// Where is the address that messages go to.
	Where string
	// Sandbox says that what is sent reaches nobody.
	Sandbox bool
	// To and Channel are what the user finds filled in at first. They may be empty.
	To      string
	Channel *int64
	// Contact reads a contact as it was typed, and returns it in its one spelling.
	Contact func(typed string) (contact string, err error)
	// Compile makes the body of the request, for the contact's last channel if none is given. The faults are those that
	// bite when a message is sent; where one of them stops it, there is no body. The error is for all else that does.
	Compile func(o Outgoing, channel *int64) (body []byte, faults []template.Diagnostic, err error)
	// Send sends a body that Compile made to a contact that Contact returned. It is called once for every yes, never on
	// the goroutine that draws. A context that ends stops what has not left yet; the answer says how it stands. Retrying
	// takes word of why it takes longer.
	Send func(ctx context.Context, contact string, body []byte, retrying func(why string)) Answer
}

// Outgoing is a document that is to be sent: a template with its values, or a message; the other is nil.
type Outgoing struct {
	File    *template.File // that it stands in
	Bound   *render.Bound
	Message *template.Message
}

// Answer is what became of a message.
type Answer struct {
	// MessageID is the API's number of a message that it accepted.
	MessageID int64
	// Err says why it did not, and is nil if it did.
	Err error
	// Unknown says that it may have been accepted, whatever the error.
	Unknown bool
}
