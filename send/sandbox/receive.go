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
func (s *Sandbox) receive(w http.ResponseWriter, r *http.Request, contact string) *problem {
	body, p := readBody(w, r)
	if p != nil {
		return p
	}
	if err := Validate(body); err != nil {
		return &problem{http.StatusBadRequest, err.Error()}
	}
	plan := s.planFaults()
	var id int64
	if plan.after {
		id = s.accept(contact, body)
	}
	if !sleep(r.Context(), plan.delay) {
		panic(http.ErrAbortHandler) // the client is gone
	}
	if plan.end.refuses() {
		return s.refuse(w, r, plan.end)
	}
	if !plan.after {
		id = s.accept(contact, body)
	}
	succeed(w, r, id, plan.end)
	return nil
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return nil, &problem{http.StatusBadRequest, "Content-Type: must be application/json"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return nil, &problem{http.StatusRequestEntityTooLarge, "the body is longer than 1048576 bytes"}
	}
	if err != nil {
		panic(http.ErrAbortHandler) // half a request: nobody waits for an answer
	}
	return body, nil
}

// accept stores a valid body and gives it its id: the time in microseconds,
// as the API does, or one more than the last id if that is not later.
func (s *Sandbox) accept(contact string, body []byte) int64 {
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
	m := Received{
		Contact:   contact,
		ChannelID: request.ChannelID,
		Type:      message.Type,
		Message:   request.Message,
		At:        s.options.Clock(),
	}
	s.mu.Lock()
	m = s.store.add(m)
	s.mu.Unlock()
	if s.options.OnMessage != nil {
		s.options.OnMessage(m)
	}
	return m.ID
}
