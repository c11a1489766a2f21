package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

// maxBody is the longest request in bytes (assumed).
const maxBody = 1 << 20

// receive takes one message: read, check, meet the faults, store, answer.
func (s *Sandbox) receive(t *transcript, r *http.Request, contact string) *problem {
	if media, _, err := mime.ParseMediaType(t.exchange.ContentType); err != nil || media != "application/json" {
		return &problem{http.StatusBadRequest, "Content-Type: must be application/json"}
	}
	body, p := t.read(r)
	if p != nil {
		return p
	}
	if err := Validate(body); err != nil {
		return &problem{http.StatusBadRequest, err.Error()}
	}
	m := parseReceived(contact, body)
	if err := s.checkAccount(m); err != nil {
		return &problem{http.StatusBadRequest, err.Error()}
	}
	plan, place := s.planFaults()
	t.exchange.Place = place
	t.met(plan)
	if plan.after {
		t.exchange.MessageID = s.accept(m)
	}
	if !sleep(r.Context(), plan.delay) {
		panic(http.ErrAbortHandler) // the client is gone
	}
	if plan.end.refuses() {
		return s.refuse(t, r, plan.end)
	}
	if !plan.after {
		t.exchange.MessageID = s.accept(m)
	}
	succeed(t, r, t.exchange.MessageID, plan.end)
	return nil
}

// read takes the body of a request.
func (t *transcript) read(r *http.Request) ([]byte, *problem) {
	body, err := io.ReadAll(http.MaxBytesReader(t.ResponseWriter, r.Body, maxBody))
	t.exchange.Request = body
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return nil, &problem{http.StatusRequestEntityTooLarge, "the body is longer than 1048576 bytes"}
	}
	if err != nil {
		panic(http.ErrAbortHandler) // half a request: nobody waits for an answer
	}
	return body, nil
}

// parseReceived reads a valid body.
func parseReceived(contact string, body []byte) Received {
	var request struct {
		ChannelID *int64          `json:"channelId"`
		Message   json.RawMessage `json:"message"`
	}
	var message struct {
		Type string `json:"type"`
	}
	// Both succeed: the body is valid.
	_ = json.Unmarshal(body, &request)
	_ = json.Unmarshal(request.Message, &message)
	return Received{Contact: contact, ChannelID: request.ChannelID, Type: message.Type, Message: request.Message}
}

// accept stores a message and gives it its id, unless it has one: the time in microseconds,
// as the API does, or one more than the last id if that is not later.
func (s *Sandbox) accept(m Received) int64 {
	m.At = s.options.Clock()
	s.mu.Lock()
	m = s.store.add(m)
	s.mu.Unlock()
	if s.options.OnMessage != nil {
		s.options.OnMessage(m)
	}
	return m.ID
}
