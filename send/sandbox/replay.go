package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Replay answers requests as they were answered before: each exchange answers one request with the same method, path and
// body, in the order of the record. The prefix of the path, /v1, may be another one, and the JSON may be written in another
// way. A request that the record does not have, or not once more, is answered with 400 and what it lacks.
func Replay(exchanges []Exchange) http.Handler {
	r := &replay{answers: map[string][]Exchange{}, known: map[string]bool{}, paths: map[string]bool{}}
	for _, x := range exchanges {
		key := replayKey(x.Method, x.Path, x.Request)
		r.answers[key] = append(r.answers[key], x)
		r.known[key], r.paths[x.Method+" "+apiPath(x.Path)] = true, true
	}
	return r
}

type replay struct {
	mu      sync.Mutex
	answers map[string][]Exchange // that are left
	known   map[string]bool
	paths   map[string]bool
}

func replayKey(method, path string, body []byte) string {
	return method + " " + apiPath(path) + "\n" + canonical(body)
}

// apiPath is a path without the prefix of the API.
func apiPath(path string) string {
	for _, start := range []string{"/contact/", "/space/"} {
		if i := strings.Index(path, start); i >= 0 {
			return path[i:]
		}
	}
	return path
}

// canonical writes JSON in the one way in which equal values are equal texts.
func canonical(body []byte) string {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return string(body)
	}
	out, err := json.Marshal(v)
	if err != nil {
		panic(err) // it was read from JSON
	}
	return string(out)
}

func (p *replay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	path := r.URL.RequestURI()
	x, found := p.next(replayKey(r.Method, path, body))
	if !found {
		(&problem{http.StatusBadRequest, p.lack(r.Method, path, body)}).write(w)
		return
	}
	if x.Status == 0 {
		panic(http.ErrAbortHandler)
	}
	replyAs(w, x.Status, x.Header, x.Answer, x.Cut)
}

// replyAs writes an answer that was read elsewhere. If it was cut off, so is this one.
func replyAs(w http.ResponseWriter, status int, header http.Header, body []byte, cut bool) {
	for _, name := range recordedHeaders {
		if value := header.Get(name); value != "" {
			w.Header().Set(name, value)
		}
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if cut {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)+1))
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
	if cut {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

func (p *replay) next(key string) (Exchange, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := p.answers[key]
	if len(left) == 0 {
		return Exchange{}, false
	}
	p.answers[key] = left[1:]
	return left[0], true
}

// lack says why the record has no answer.
func (p *replay) lack(method, path string, body []byte) string {
	request := method + " " + apiPath(path)
	switch {
	case p.known[replayKey(method, path, body)]:
		return fmt.Sprintf("replay: the record does not have %s with this body once more", request)
	case p.paths[request]:
		return fmt.Sprintf("replay: the record has %s, but not with this body", request)
	}
	return fmt.Sprintf("replay: the record has no %s", request)
}
