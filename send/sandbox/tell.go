package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// ownPrefix begins the paths on which a sandbox tells what it has received. The API has no such path.
const ownPrefix = "/sandbox/"

// tell answers on the sandbox's own paths, without token and limit.
func (s *Sandbox) tell(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, ownPrefix)
	methods := []string{http.MethodGet}
	if path == "messages" {
		methods = append(methods, http.MethodDelete)
	}
	if !slices.Contains(methods, r.Method) {
		w.Header().Set("Allow", strings.Join(methods, ", "))
		(&problem{http.StatusMethodNotAllowed, "Method Not Allowed"}).write(w)
		return
	}
	switch {
	case r.Method == http.MethodDelete:
		s.Reset()
		w.WriteHeader(http.StatusNoContent)
	case path == "summary":
		writeJSON(w, http.StatusOK, s.Summary())
	case path == "counts":
		s.tellCounts(w)
	case path == "messages":
		s.tellMessages(w, r)
	case path == "exchanges":
		s.tellExchanges(w)
	case path == "openapi.yaml":
		w.Header().Set("Content-Type", "application/yaml")
		_, _ = w.Write(OpenAPI)
	default:
		(&problem{http.StatusNotFound, "Not Found"}).write(w)
	}
}

// tellCounts writes the summary, and the number of messages of each contact.
func (s *Sandbox) tellCounts(w http.ResponseWriter) {
	s.mu.Lock()
	t := s.store.tally.clone()
	s.mu.Unlock()
	summary, err := json.Marshal(t.summary().sorted())
	if err != nil {
		panic(err) // numbers and texts
	}
	answer := append(summary[:len(summary)-1], `,"counts":`...)
	answer = append(t.appendJSON(answer), "}\n"...)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(answer) // it fails only when the client is gone
}

// Query chooses among the messages that a sandbox keeps.
type Query struct {
	// Contact is a part of the contact's identifier; empty for all.
	Contact string
	// Repeated leaves out the contacts that have got one message only.
	Repeated bool
	// After and Before are the numbers of messages that bound the choice, themselves not in it; 0 for no bound.
	After, Before int
	// Limit is how many there may be; 0 for all.
	Limit int
}

// Find gives the messages of a query, the newest first.
func (s *Sandbox) Find(q Query) []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Received
	for _, m := range slices.Backward(s.store.messages) {
		if m.Number <= q.After || q.Limit > 0 && len(found) == q.Limit {
			break
		}
		if (q.Before == 0 || m.Number < q.Before) && strings.Contains(m.Contact, q.Contact) && (!q.Repeated || s.store.tally.repeated[m.Contact] > 1) {
			found = append(found, m)
		}
	}
	return found
}

// toldMessage is a message on the sandbox's own path.
type toldMessage struct {
	Number    int             `json:"number"`
	Nth       int             `json:"nth"`
	MessageID int64           `json:"messageId"`
	Contact   string          `json:"contact"`
	ChannelID *int64          `json:"channelId"`
	Type      string          `json:"type"`
	At        time.Time       `json:"at"`
	Message   json.RawMessage `json:"message"`
}

// tellMessages writes the newest messages, at most 1,000 at a time; before=NUMBER asks for older ones.
func (s *Sandbox) tellMessages(w http.ResponseWriter, r *http.Request) {
	limit, p := queryInt(r, "limit", 100, 1, 1000)
	if p != nil {
		p.write(w)
		return
	}
	before, p := queryInt(r, "before", 0, 1, 1<<62)
	if p != nil {
		p.write(w)
		return
	}
	items := []toldMessage{}
	for _, m := range s.Find(Query{Contact: r.URL.Query().Get("contact"), Before: int(before), Limit: int(limit)}) {
		items = append(items, toldMessage{m.Number, m.Nth, m.ID, m.Contact, m.ChannelID, m.Type, m.At, m.Message})
	}
	writeJSON(w, http.StatusOK, map[string]any{"items": items})
}

// tellExchanges writes the last requests and what was answered to them.
func (s *Sandbox) tellExchanges(w http.ResponseWriter) {
	items := []record{}
	for _, x := range s.Exchanges() {
		items = append(items, newRecord(x))
	}
	writeJSON(w, http.StatusOK, map[string]any{"items": items})
}
