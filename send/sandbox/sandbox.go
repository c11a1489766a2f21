package sandbox

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options are the choices of a sandbox; the zero Options work.
type Options struct {
	// Token is the only bearer token that is accepted; if it is empty, any
	// token is.
	Token string
	// RateLimit is how many requests an endpoint takes in one second before
	// it answers 429; 0 means 10, and a negative number means no limit.
	RateLimit int
	// Contacts are the identifiers that exist, such as "id:1"; others are
	// answered with 404. Nil means that every well-formed contact exists.
	Contacts []string
	// Channels are the numbers of the channels that exist. Nil means that
	// every number is one, though only number 1 is listed.
	Channels []int64
	// Templates are the account's, each as the API lists it, with name,
	// languageCode, components and, unless it is approved, a status. Nil means
	// that every template is approved in every language, and none is listed.
	Templates []json.RawMessage
	// Faults make requests fail that would have been accepted. Each request
	// meets them in this order.
	Faults []Fault
	// Seed decides which requests meet a fault that has a Chance.
	Seed uint64
	// Clock tells the time for message ids, statuses and the rate limit; nil
	// means time.Now.
	Clock func() time.Time
	// OnMessage, if set, is called with each message after it was accepted
	// and before it is answered, on the goroutine of its request.
	OnMessage func(Received)
	// OnExchange, if set, is called with each request to the API after it was
	// answered, on the goroutine of the request. There are no tokens in it.
	OnExchange func(Exchange)
	// Answer, if set, answers the requests in the sandbox's place, which only
	// looks on; see [Forward] and [Replay].
	Answer http.Handler
}

// Sandbox stands in for the message API. It is safe for concurrent use.
type Sandbox struct {
	options  Options
	contacts map[string]bool // nil: all exist
	catalog  catalog

	mu        sync.Mutex
	store     store
	windows   map[endpoint]window
	faults    []faultState
	requests  int // that could be accepted
	random    *rand.Rand
	expired   map[string]bool // tokens
	answered  int
	exchanges []Exchange    // the newest ones, the oldest first
	changed   chan struct{} // closed, and made anew, when something has happened
}

// New makes a sandbox without messages.
func New(o Options) *Sandbox {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.RateLimit == 0 {
		o.RateLimit = 10
	}
	s := &Sandbox{options: o, catalog: newCatalog(o.Templates), changed: make(chan struct{})}
	if o.Contacts != nil {
		s.contacts = make(map[string]bool, len(o.Contacts))
	}
	for _, contact := range o.Contacts {
		if c, err := parseContact(contact); err == nil {
			s.contacts[c] = true
		}
	}
	s.Reset()
	return s
}

// Messages gives the accepted messages, oldest first. Of more than 10,000
// messages, or 64 MiB of them, only the newest are kept.
func (s *Sandbox) Messages() []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.all()
}

// Counts gives the number of accepted messages for each contact, also of
// those that are no longer kept, so that a duplicate in a long campaign shows.
// Contacts beyond the first 2,000,000 are not counted.
func (s *Sandbox) Counts() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.tally.counts()
}

// Summary gives the sums of Counts, and who got more than one message.
func (s *Sandbox) Summary() Summary {
	s.mu.Lock()
	summary := s.store.tally.summary()
	s.mu.Unlock()
	return summary.sorted() // without keeping anybody waiting
}

// Total is the number of messages accepted since New or Reset.
func (s *Sandbox) Total() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.tally.total
}

// Reset forgets all messages and exchanges and starts the rate limit and the
// faults anew. Message ids go on rising.
func (s *Sandbox) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.store = store{lastID: s.store.lastID, tally: newTally()}
	s.windows = map[endpoint]window{}
	s.faults = make([]faultState, len(s.options.Faults))
	s.requests, s.answered, s.exchanges = 0, 0, nil
	s.random = rand.New(rand.NewPCG(s.options.Seed, 0))
	s.expired = map[string]bool{}
	close(s.changed)
	s.changed = make(chan struct{})
}

// ServeHTTP answers as the API does, and on paths of its own tells what it has
// received; see the package's documentation.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, ownPrefix) {
		s.tell(w, r)
		return
	}
	t := s.begin(w, r)
	defer s.finish(t)
	to := parseRoute(r.URL.EscapedPath())
	t.exchange.Contact = to.contact
	if s.options.Answer != nil {
		s.watch(t, r, to)
	} else if p := s.answer(t, r, to); p != nil {
		p.write(t)
	}
	t.exchange.Cut = false // it is true while the connection may end in a panic
}

// answer answers as the API does.
func (s *Sandbox) answer(t *transcript, r *http.Request, to route) *problem {
	for _, check := range []func(http.ResponseWriter, *http.Request, route) *problem{
		s.checkLimit, s.checkToken, s.checkRoute,
	} {
		if p := check(t, r, to); p != nil {
			return p
		}
	}
	switch to.endpoint {
	case sendEndpoint:
		return s.receive(t, r, to.contact)
	case getEndpoint:
		return s.get(t, to)
	case listEndpoint:
		return s.list(t, r, to)
	case channelsEndpoint:
		return s.listChannels(t, r)
	default:
		return s.listTemplates(t, r, to)
	}
}
