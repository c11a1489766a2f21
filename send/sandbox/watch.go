package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// watch lets Options.Answer answer, and keeps what that accepts.
func (s *Sandbox) watch(t *transcript, r *http.Request, to route) {
	body, p := t.read(r)
	if p != nil {
		p.write(t)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	defer func() {
		if to.endpoint == sendEndpoint && r.Method == http.MethodPost && to.fault == nil {
			s.acceptAnswered(t, body)
		}
	}()
	s.options.Answer.ServeHTTP(t, r)
}

// acceptAnswered stores a message that was answered with 200 and an id.
func (s *Sandbox) acceptAnswered(t *transcript, body []byte) {
	var answer struct {
		MessageID int64 `json:"messageId"`
	}
	if t.exchange.Status != http.StatusOK || json.Unmarshal(t.exchange.Answer, &answer) != nil || answer.MessageID <= 0 {
		return
	}
	m := parseReceived(t.exchange.Contact, body)
	m.ID = answer.MessageID
	t.exchange.MessageID = s.accept(m)
}
