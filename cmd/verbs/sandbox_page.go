package verbs

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/render/page"
	"github.com/watemplate/watemplate/send/sandbox"
)

// How much the page of a sandbox shows at most: contacts, of how many messages they are gathered, messages, requests; how
// many messages are kept drawn; and how often it looks for news.
const (
	pageContacts = 60
	pageGathered = 500
	pagePhones   = 240
	firstPhones  = 24
	pageRequests = 100
	keptBubbles  = 1000
	pagePause    = 250 * time.Millisecond
)

// sandboxPage shows on / what a sandbox received, and lets the sandbox answer all other requests.
type sandboxPage struct {
	box   *sandbox.Sandbox
	ended <-chan struct{}

	mu      sync.Mutex
	bubbles map[int64]string // by message id
}

func newSandboxPage(ctx context.Context, box *sandbox.Sandbox) *sandboxPage {
	return &sandboxPage{box: box, ended: ctx.Done(), bubbles: map[int64]string{}}
}

func (s *sandboxPage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	if path != "/" && !strings.HasPrefix(path, "/sandbox/") {
		s.box.ServeHTTP(w, r)
		return
	}
	if foreign(w, r) {
		return
	}
	if path != "/" && path != "/sandbox/view" && path != "/sandbox/events" {
		s.box.ServeHTTP(w, r)
		return
	}
	if !reading(w, r, page.InboxPolicy()) {
		return
	}
	switch path {
	case "/":
		s.write(w, "text/html; charset=utf-8", s.inbox("", false, firstPhones).Bytes)
	case "/sandbox/view":
		query := r.URL.Query()
		limit, _ := strconv.Atoi(query.Get("limit"))
		inbox := s.inbox(query.Get("contact"), query.Get("twice") != "", min(max(limit, 1), pagePhones))
		s.write(w, "application/json", inbox.View)
	default:
		s.events(w, r)
	}
}

func (s *sandboxPage) write(w http.ResponseWriter, kind string, content func() ([]byte, error)) {
	body, err := content()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body)
}

// events says by server-sent events that something has changed, but not more often than anybody can look.
func (s *sandboxPage) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		changed := s.box.Changed()
		if _, err := fmt.Fprint(w, "retry: 500\ndata: changed\n\n"); err != nil || flush.Flush() != nil {
			return
		}
		for _, wait := range []<-chan struct{}{after(pagePause), changed} {
			select {
			case <-wait:
			case <-r.Context().Done():
				return
			case <-s.ended:
				return
			}
		}
	}
}

// after is closed after a while.
func after(d time.Duration) <-chan struct{} {
	c := make(chan struct{})
	time.AfterFunc(d, func() { close(c) })
	return c
}

// inbox is the state of the sandbox, of contacts with a part of their identifier, or of those who got messages twice.
func (s *sandboxPage) inbox(contact string, twice bool, limit int) page.Inbox {
	summary := s.box.Summary()
	i := page.Inbox{Title: "Sandbox", Summary: received(summary), Alarm: len(summary.Duplicates) > 0}
	gathered := s.box.Find(sandbox.Query{Contact: contact, Repeated: twice, Limit: pageGathered})
	known := map[string]bool{}
	for n, m := range gathered {
		if n < limit {
			i.Phones = append(i.Phones, s.phone(m))
		}
		if !known[m.Contact] && len(i.Contacts) < pageContacts {
			known[m.Contact] = true
			i.Contacts = append(i.Contacts, page.InboxContact{Contact: m.Contact, Count: m.Nth, Last: title(m)})
		}
	}
	i.More = len(gathered) > limit
	for n, x := range s.box.Exchanges() {
		if n == pageRequests {
			break
		}
		i.Requests = append(i.Requests, request(x))
	}
	return i
}

func (s *sandboxPage) phone(m sandbox.Received) page.Phone {
	return page.Phone{
		Number: m.Number, Nth: m.Nth, Contact: m.Contact, Name: title(m), ID: m.ID, Time: m.At.Format(time.TimeOnly),
		Bubble: s.bubble(m), Payload: m.Message,
	}
}

// bubble draws a message once.
func (s *sandboxPage) bubble(m sandbox.Received) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if drawn, found := s.bubbles[m.ID]; found {
		return drawn
	}
	if len(s.bubbles) >= keptBubbles {
		clear(s.bubbles)
	}
	s.bubbles[m.ID] = drawReceived(m)
	return s.bubbles[m.ID]
}

// drawReceived reads a payload back and draws what a phone shows of it; empty if it cannot be read.
func drawReceived(m sandbox.Received) string {
	all, err := render.Import(m.Message, render.Defaults{})
	if err != nil || len(all) != 1 {
		return ""
	}
	documents := all[0].File.Documents()
	if len(documents) != 1 {
		return ""
	}
	if message := documents[0].Message; message != nil {
		return page.Bubble(render.ShowMessage(message), m.At.Format("15:04"))
	}
	bound, _ := render.Bind(documents[0].Template, nil)
	return page.Bubble(render.Show(bound), m.At.Format("15:04"))
}

// request says what was asked, and what was answered.
func request(x sandbox.Exchange) page.InboxRequest {
	one := page.InboxRequest{
		Number: x.Number, Place: x.Place, Time: x.At.Format(time.TimeOnly), Request: x.Method + " " + x.Path, Fault: x.Fault,
		Good: x.Status == http.StatusOK && !x.Cut,
	}
	if x.Method == http.MethodPost && x.Contact != "" {
		one.Request = x.Contact
	}
	one.Answer = answered(x)
	return one
}

// answered says what was answered in a few words: the status, and the API's message or the message's id.
func answered(x sandbox.Exchange) string {
	if x.Status == 0 {
		return "no answer"
	}
	words := strings.TrimSpace(strconv.Itoa(x.Status) + " " + http.StatusText(x.Status))
	if x.Cut {
		return words + ", cut off"
	}
	if x.Status == http.StatusOK {
		return words
	}
	var failure struct{ Message string }
	_ = json.Unmarshal(x.Answer, &failure) // a page of HTML has no message
	if failure.Message == "" || failure.Message == http.StatusText(x.Status) {
		return words
	}
	return words + ": " + failure.Message
}
