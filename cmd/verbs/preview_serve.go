package verbs

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// servePage serves the page on this machine until the context ends, and makes it anew whenever a file changes.
func (g *gallery) servePage(ctx context.Context, addr string) error {
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	saved, err := watch(ctx, g.args)
	if err != nil {
		return err
	}
	s := &pageServer{ended: ctx.Done(), boot: time.Now().UnixNano(), changed: make(chan struct{})}
	if err := s.load(ctx, g); err != nil {
		return err
	}
	url, failed, shutdown, err := listen(addr, s)
	if err != nil {
		return err
	}
	defer shutdown()
	fmt.Fprintf(g.err, "the page is on %s/; Ctrl-C ends it\n", url)
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return fmt.Errorf("the page's server has ended: %w", err)
		case <-saved:
			if err := s.load(ctx, g); err != nil {
				complain(g.err, err)
			}
		}
	}
}

// pageServer answers with the newest state of a page, and tells those who have an older one.
type pageServer struct {
	ended <-chan struct{}
	boot  int64 // tells the states of this server from those of the one before

	mu      sync.Mutex // load alone changes what is below
	state   int
	html    []byte
	policy  string
	changed chan struct{} // closed, and made anew, when the state changes
}

// load makes the page. If it is what it was, nobody has to load it again. Nobody has to wait either while its pictures
// are looked for.
func (s *pageServer) load(ctx context.Context, g *gallery) error {
	p, _, unreadable := g.page(ctx)
	if p == nil {
		return unreadable
	}
	p.Live = s.name(s.state)
	html, err := p.Bytes()
	if err != nil {
		return err
	}
	if bytes.Equal(html, s.html) {
		return unreadable
	}
	p.Live = s.name(s.state + 1)
	if html, err = p.Bytes(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state++
	s.html, s.policy = html, p.Policy()
	close(s.changed)
	s.changed = make(chan struct{})
	return unreadable
}

// name is what a state is called.
func (s *pageServer) name(state int) string {
	return strconv.FormatInt(s.boot, 36) + "-" + strconv.Itoa(state)
}

// now is the page, the name of its state, and what is closed when they are no longer.
func (s *pageServer) now() (html []byte, policy, name string, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.html, s.policy, s.name(s.state), s.changed
}

func (s *pageServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	html, policy, _, _ := s.now()
	if foreign(w, r) || !reading(w, r, policy) {
		return
	}
	switch r.URL.Path {
	case "/":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(html)
	case "/events":
		s.events(w, r)
	default:
		http.NotFound(w, r)
	}
}

// events sends the name of the state, and again whenever it changes, as server-sent events.
func (s *pageServer) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		_, _, name, changed := s.now()
		if _, err := fmt.Fprintf(w, "retry: 500\ndata: %s\n\n", name); err != nil || flush.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-s.ended:
			return
		}
	}
}
