package send

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// shared is the client of every Client that has no own: one pool of
// connections for the whole program.
var shared = Pool(16)

// Pool makes an HTTP client for so many requests at once: that many connections to the API stay open between them. Give
// it to one Client or several, and call its CloseIdleConnections at the end. Its time limits are those of one connection
// and one answer, and none of a whole request; that is [Client.Timeout].
func Pool(connections int) *http.Client {
	return &http.Client{Transport: &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second,
		MaxIdleConns:          max(connections, 64),
		MaxIdleConnsPerHost:   connections,
		IdleConnTimeout:       60 * time.Second,
	}}
}

// client gives the HTTP client without redirects and cookies.
func (c *Client) client() *http.Client {
	plain := *shared
	if c.HTTP != nil {
		plain = *c.HTTP
	}
	plain.Jar = nil
	plain.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &plain
}

// errReplay stops the HTTP/2 transport from posting a message again.
var errReplay = errors.New("the connection was closed before the answer")

// wire watches one request on its way out. The transport calls it from its
// own goroutines.
type wire struct {
	http2 atomic.Bool
	wrote atomic.Bool // the headers were written: the API may see the request
}

func (w *wire) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			conn, ok := info.Conn.(*tls.Conn)
			w.http2.Store(ok && conn.ConnectionState().NegotiatedProtocol == "h2")
		},
		WroteHeaders: func() { w.wrote.Store(true) },
	}
}

// rewind is the request's GetBody, which the transport calls when it wants to
// make the request again on another connection.
//
// Over HTTP/1 it wants that for a POST only when not one byte left the buffer,
// which the trace cannot see; so the request counts as unwritten again. Over
// HTTP/2 it also wants it when the server reset the stream with
// PROTOCOL_ERROR, which does not say that the server ignored the request; so
// what has been written stays written, and the send ends as Unknown.
func (w *wire) rewind(body []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		if w.http2.Load() && w.wrote.Load() {
			return nil, errReplay
		}
		w.wrote.Store(false)
		return io.NopCloser(bytes.NewReader(body)), nil
	}
}
