package send

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
)

// SentMessage is a message of a contact's, as the API remembers it.
type SentMessage struct {
	// ID is the number that a [Receipt] has.
	ID int64
	// At is when the API took the message, which its number says; zero if the number is no time.
	At time.Time
	// Outgoing reports that it went to the contact.
	Outgoing bool
	// Source says who wrote it, such as "api" or "user"; empty if the API does not say.
	Source string
	// Message is the message object, as it was sent.
	Message json.RawMessage
}

// Messages returns the contact's messages that the API took at the given time or later, the newest first, in both
// directions, as GET .../contact/{identifier}/message/list gives them. That route is not documented for every version of
// the API. The error is an [*Error], or says what is wrong with the list.
func (c *Client) Messages(ctx context.Context, to Identifier, since time.Time) ([]SentMessage, error) {
	if to.IsZero() {
		return nil, &Error{Outcome: Refused, Err: errNobody}
	}
	l := &listing{
		what:    "messages",
		missing: "the contact does not exist, or this API does not list messages",
		path:    []string{"contact", to.PathSegment(), "message", "list"},
	}
	var all []SentMessage
	var fault error
	err := c.pages(ctx, l, func(items []json.RawMessage) bool {
		for _, item := range items {
			message, err := parseMessage(item)
			if err != nil {
				fault = err
				return false
			}
			if !message.At.IsZero() && message.At.Before(since) {
				return false
			}
			all = append(all, message)
		}
		return true
	})
	if err = errors.Join(err, fault); err != nil {
		return nil, err
	}
	return all, nil
}

var errNobody = errors.New("no contact to send to")

// parseMessage reads an item of the list. Whoever looks for a message must not pass over one that cannot be read.
func parseMessage(data []byte) (SentMessage, error) {
	var item struct {
		MessageID json.RawMessage `json:"messageId"`
		Traffic   string          `json:"traffic"`
		Message   json.RawMessage `json:"message"`
		Sender    struct {
			Source string `json:"source"`
		} `json:"sender"`
	}
	if err := json.Unmarshal(data, &item); err != nil {
		return SentMessage{}, errors.New("the list of messages has an item that is not the JSON of a message")
	}
	id, err := strconv.ParseInt(strings.Trim(string(item.MessageID), `"`), 10, 64)
	if err != nil {
		return SentMessage{}, errors.New("the list of messages has an item without a message id")
	}
	m := SentMessage{ID: id, Outgoing: item.Traffic == "outgoing", Source: item.Sender.Source, Message: item.Message}
	if earliest, latest := int64(1e15), int64(1e16); id >= earliest && id < latest { // of microseconds: the years 2001 to 2286
		m.At = time.UnixMicro(id)
	}
	return m, nil
}
