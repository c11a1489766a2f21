package verbs

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// listen serves a handler and returns its address, and a channel that says why it stopped. stop waits for what is being
// answered, though not for long.
func listen(addr string, h http.Handler) (url string, failed <-chan error, stop func(), err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "", nil, nil, fmt.Errorf("cannot listen: %w", err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	return "http://" + l.Addr().String(), ended, func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			_ = server.Close()
		}
	}, nil
}

// loopback reports whether an address, host:port, is one that this machine alone reaches.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	return err == nil && loopbackHost(host)
}

func loopbackHost(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// foreign refuses a request that asks for this machine by another name than its own: a page of the web may have a name
// that leads here, and must not read what it is not shown.
func foreign(w http.ResponseWriter, r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if loopbackHost(host) {
		return false
	}
	http.Error(w, "this server answers under the address of this machine alone", http.StatusMisdirectedRequest)
	return true
}

// reading refuses a request for a page that is more than reading, and else sets what no page is without.
func reading(w http.ResponseWriter, r *http.Request, policy string) bool {
	h := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "the page can be read, and nothing else", http.StatusMethodNotAllowed)
		return false
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	return true
}
