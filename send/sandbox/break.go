package sandbox

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"net"
	"net/http"
	"strconv"
	"time"
)

// refuse ends a request without a success: it answers, or breaks the connection.
func (s *Sandbox) refuse(w *transcript, r *http.Request, f Fault) *problem {
	switch {
	case f.Drop:
		panic(http.ErrAbortHandler) // net/http closes the connection without a word
	case f.Answer == Reset:
		s.finish(w) // before the client can know
		reset(w)
	case f.Answer == Page:
		return pageProblem
	case f.Answer == Expire:
		s.expire(bearer(r))
		return &problem{http.StatusUnauthorized, "UN_AUTHORIZED"}
	case f.RetryDate:
		w.Header().Set("Retry-After", s.options.Clock().Add(f.RetryAfter).UTC().Format(http.TimeFormat))
	case f.RetryAfter > 0:
		w.Header().Set("Retry-After", strconv.Itoa(int((f.RetryAfter+time.Second-1)/time.Second)))
	}
	return faultAnswer(f.Status)
}

// reset cuts the connection off with a RST, so that the client may lose even what was sent to it before.
func reset(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		if secure, ok := conn.(*tls.Conn); ok {
			conn = secure.NetConn()
		}
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler) // over HTTP/2 this resets the stream
}

func (s *Sandbox) expire(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expired[token] = true
}

// succeed answers an accepted message, in the way of a fault if that has one.
func succeed(w http.ResponseWriter, r *http.Request, id int64, f Fault) {
	answer := struct {
		MessageID int64 `json:"messageId"`
	}{id}
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // a number
	}
	body = append(body, '\n')
	switch f.Answer {
	case Garbled:
		body = []byte("{messageId: " + strconv.FormatInt(id, 10) + "}\n")
	case NoID:
		body = []byte("{}\n")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	switch f.Answer {
	case Half:
		_, _ = w.Write(body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case Slow:
		trickle(r.Context(), w, body, f.Over)
	default:
		_, _ = w.Write(body) // it fails only when the client is gone
	}
}

// trickle writes a body byte by byte.
func trickle(ctx context.Context, w http.ResponseWriter, body []byte, over time.Duration) {
	flush := http.NewResponseController(w)
	for i := range body {
		if _, err := w.Write(body[i : i+1]); err != nil || flush.Flush() != nil {
			return
		}
		if !sleep(ctx, over/time.Duration(len(body))) {
			return
		}
	}
}
