package sandbox

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// item is a message as the API shows it. The message types that can be sent
// through the sandbox are all outgoing and from the API.
type item struct {
	MessageID        int64           `json:"messageId"`
	ChannelMessageID string          `json:"channelMessageId"`
	ContactID        int64           `json:"contactId"`
	ChannelID        int64           `json:"channelId"`
	Traffic          string          `json:"traffic"`
	Message          json.RawMessage `json:"message"`
	Status           []status        `json:"status"`
	Sender           sender          `json:"sender"`
}

// status is a step of a message's way. Timestamps are milliseconds (assumed:
// the documentation does not name the unit, consumers read milliseconds).
type status struct {
	Value     string `json:"value"`
	Timestamp int64  `json:"timestamp"`
}

type sender struct {
	Source string `json:"source"`
}

// steps are how long after its acceptance a message takes each step (assumed).
var steps = []struct {
	value string
	after time.Duration
}{{"pending", 0}, {"sent", time.Second}, {"delivered", 2 * time.Second}, {"read", 10 * time.Second}}

// statuses are the steps that a message has taken by now.
func statuses(accepted, now time.Time) []status {
	var taken []status
	for _, step := range steps {
		if at := accepted.Add(step.after); step.after == 0 || !at.After(now) {
			taken = append(taken, status{step.value, at.UnixMilli()})
		}
	}
	return taken
}

func newItem(m Received, now time.Time) item {
	channel := int64(onlyChannel) // assumed: the number of the channel that was last used
	if m.ChannelID != nil {
		channel = *m.ChannelID
	}
	return item{
		MessageID:        m.ID,
		ChannelMessageID: fmt.Sprintf("sandbox.%d", m.ID),
		ContactID:        contactID(m.Contact),
		ChannelID:        channel,
		Traffic:          "outgoing",
		Message:          m.Message,
		Status:           statuses(m.At, now),
		Sender:           sender{"api"},
	}
}

// contactID gives a contact the number in its identifier, or one that is
// always the same for it.
func contactID(contact string) int64 {
	if digits, ok := strings.CutPrefix(contact, "id:"); ok {
		if id, err := strconv.ParseInt(digits, 10, 64); err == nil {
			return id
		}
	}
	h := fnv.New32a()
	h.Write([]byte(contact))
	return int64(h.Sum32() >> 1)
}

func (s *Sandbox) get(w http.ResponseWriter, to route) *problem {
	for _, m := range s.of(to.contact) {
		if strconv.FormatInt(m.ID, 10) == to.messageID {
			writeJSON(w, http.StatusOK, newItem(m, s.options.Clock()))
			return nil
		}
	}
	return &problem{http.StatusNotFound, "Message not found"}
}

func (s *Sandbox) of(contact string) []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.of(contact)
}

// list answers one page of a contact's messages, newest first.
func (s *Sandbox) list(w http.ResponseWriter, r *http.Request, to route) *problem {
	messages := s.of(to.contact)
	ids := make([]int64, len(messages))
	for i, m := range messages {
		ids[i] = m.ID
	}
	page, p := newPage(r, ids, true)
	if p != nil {
		return p
	}
	items := []item{}
	for _, m := range messages[page.start:page.end] {
		items = append(items, newItem(m, s.options.Clock()))
	}
	page.write(w, items)
	return nil
}
