package sandbox

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strconv"
	"strings"
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

func newItem(m Received) item {
	channel := int64(1) // assumed: the number of the channel that was last used
	if m.ChannelID != nil {
		channel = *m.ChannelID
	}
	at := m.At.UnixMilli()
	return item{
		MessageID:        m.ID,
		ChannelMessageID: fmt.Sprintf("sandbox.%d", m.ID),
		ContactID:        contactID(m.Contact),
		ChannelID:        channel,
		Traffic:          "outgoing",
		Message:          m.Message,
		Status:           []status{{"pending", at}, {"sent", at}},
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
			writeJSON(w, http.StatusOK, newItem(m))
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

// list answers one page of a contact's messages, newest first. The cursor is
// the id of the last message of the page before (assumed; to a client it is
// opaque, as it comes inside the URLs next and previous).
func (s *Sandbox) list(w http.ResponseWriter, r *http.Request, to route) *problem {
	limit, p := queryInt(r, "limit", 10, 1, 100)
	if p != nil {
		return p
	}
	cursor, p := queryInt(r, "cursorId", 0, 1, 1<<62)
	if p != nil {
		return p
	}
	messages := s.of(to.contact)
	start := 0
	for start < len(messages) && cursor != 0 && messages[start].ID >= cursor {
		start++
	}
	end := min(start+int(limit), len(messages))
	items := []item{}
	for _, m := range messages[start:end] {
		items = append(items, newItem(m))
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"items":      items,
		"pagination": neighbours(r, messages, start, end, limit),
	})
	return nil
}

// neighbours gives the URLs of the pages around messages[start:end]; a page
// that does not exist is "".
func neighbours(r *http.Request, messages []Received, start, end int, limit int64) map[string]string {
	next, previous := "", ""
	if end < len(messages) {
		next = pageURL(r, limit, messages[end-1].ID)
	}
	switch before := start - int(limit); {
	case start > 0 && before <= 0:
		previous = pageURL(r, limit, 0)
	case start > 0:
		previous = pageURL(r, limit, messages[before-1].ID)
	}
	return map[string]string{"next": next, "previous": previous}
}

func pageURL(r *http.Request, limit, cursor int64) string {
	query := url.Values{"limit": {strconv.FormatInt(limit, 10)}}
	if cursor != 0 {
		query.Set("cursorId", strconv.FormatInt(cursor, 10))
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + r.URL.EscapedPath() + "?" + query.Encode()
}

// queryInt reads a number of the query between low and high.
func queryInt(r *http.Request, name string, otherwise, low, high int64) (int64, *problem) {
	value := r.URL.Query().Get(name)
	if value == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < low || n > high {
		return 0, &problem{http.StatusBadRequest, fmt.Sprintf("%s: must be an integer from %d to %d", name, low, high)}
	}
	return n, nil
}
