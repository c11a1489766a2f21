package sandbox

import (
	"encoding/json"
	"net/http"
)

// ownPrefix begins the paths on which a sandbox tells what it has received. The API has no such path.
const ownPrefix = "/sandbox/"

// tell answers on the sandbox's own paths, without token and limit.
func (s *Sandbox) tell(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		(&problem{http.StatusMethodNotAllowed, "Method Not Allowed"}).write(w)
		return
	}
	switch r.URL.Path {
	case ownPrefix + "summary":
		writeJSON(w, http.StatusOK, s.Summary())
	case ownPrefix + "counts":
		s.tellCounts(w)
	default:
		(&problem{http.StatusNotFound, "Not Found"}).write(w)
	}
}

// tellCounts writes the summary, and the number of messages of each contact.
func (s *Sandbox) tellCounts(w http.ResponseWriter) {
	s.mu.Lock()
	answer, err := json.Marshal(struct {
		Summary
		Counts map[string]int `json:"counts"`
	}{s.store.tally.summary(), s.store.tally.counts()})
	s.mu.Unlock()
	if err != nil {
		panic(err) // texts and numbers
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(append(answer, '\n'))
}
