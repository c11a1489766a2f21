package sandbox

import (
	"bytes"
	"net/http"
	"slices"
	"time"
)

// The bounds of the exchanges that a sandbox remembers: how many, and how much of each answer, in bytes.
const (
	maxExchanges = 1000
	maxAnswer    = 300
)

// Exchange is a request to the API and what was answered to it.
type Exchange struct {
	// Number counts the requests from 1, Place those that could be accepted, as [Fault] does with At; 0 for others.
	Number, Place int
	At            time.Time
	Took          time.Duration
	Method        string
	// Path is the request's path with its query, escaped.
	Path string
	// ContentType and Request are the request's.
	ContentType string
	Request     []byte
	// Status is 0 if the connection ended without an answer. Header and Answer are what was answered, as far as it went.
	Status int
	Header http.Header
	Answer []byte
	// Cut says that the connection ended before the answer was whole.
	Cut bool
	// Contact is whom the request is about, and MessageID the message that was accepted; empty and 0 for none.
	Contact   string
	MessageID int64
	// Fault is the fault that the request met, as [ParseFault] reads it, without its At, Every, Chance and Times.
	Fault string
}

// transcript writes an answer and keeps what it writes.
type transcript struct {
	http.ResponseWriter
	exchange Exchange
	token    string
	finished bool
}

func (t *transcript) WriteHeader(status int) {
	if t.exchange.Status == 0 {
		t.exchange.Status = status
		t.exchange.Header = t.Header().Clone()
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *transcript) Write(p []byte) (int, error) {
	if t.exchange.Status == 0 {
		t.WriteHeader(http.StatusOK)
	}
	t.exchange.Answer = append(t.exchange.Answer, p...)
	return t.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *transcript) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// met notes the fault of the request.
func (t *transcript) met(p plan) {
	f := p.end
	f.After, f.Delay = p.after, p.delay
	f.At, f.Every, f.Chance, f.Times = nil, 0, 0, 0
	t.exchange.Fault = f.String()
}

// begin starts the transcript of a request.
func (s *Sandbox) begin(w http.ResponseWriter, r *http.Request) *transcript {
	return &transcript{w, Exchange{
		At: s.options.Clock(), Method: r.Method, Path: r.URL.RequestURI(), ContentType: r.Header.Get("Content-Type"), Cut: true,
	}, bearer(r), false}
}

// minSecret is the length from which on a token is taken for one where it stands outside of its header. A shorter one, as
// people give to a sandbox, would be found in all words.
const minSecret = 12

// redact is a text without the token.
func (t *transcript) redact(text []byte) []byte {
	if len(t.token) < minSecret {
		return text
	}
	return bytes.ReplaceAll(text, []byte(t.token), []byte("[redacted]"))
}

// finish keeps the transcript, once, and tells whoever wants to know.
func (s *Sandbox) finish(t *transcript) {
	if t.finished {
		return
	}
	t.finished = true
	x := t.exchange
	x.Path, x.Request, x.Answer = string(t.redact([]byte(x.Path))), t.redact(x.Request), t.redact(x.Answer)
	x.Took = s.options.Clock().Sub(x.At)
	s.mu.Lock()
	s.answered++
	x.Number = s.answered
	brief := x
	brief.Request, brief.Header = nil, nil
	brief.Answer = bytes.Clone(x.Answer[:min(len(x.Answer), maxAnswer)])
	s.exchanges = append(s.exchanges, brief)
	if len(s.exchanges) > maxExchanges {
		s.exchanges[0] = Exchange{}
		s.exchanges = s.exchanges[1:]
	}
	close(s.changed)
	s.changed = make(chan struct{})
	s.mu.Unlock()
	if s.options.OnExchange != nil {
		s.options.OnExchange(x)
	}
}

// Exchanges gives the last 1,000 requests to the API, the newest first, without their bodies and headers, and with the
// first 300 bytes of each answer.
func (s *Sandbox) Exchanges() []Exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Clone(s.exchanges)
	slices.Reverse(all)
	return all
}

// Changed is closed at the next request to the API that is answered, and by Reset.
func (s *Sandbox) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}
