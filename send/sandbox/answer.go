package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// problem is an answer that is no success.
type problem struct {
	status  int
	message string
}

// pageProblem is answered by the gateway in front of the API, which does not
// speak JSON.
var pageProblem = &problem{http.StatusForbidden, forbidden}

// write answers with the API's error object, in which code repeats the status.
func (p *problem) write(w http.ResponseWriter) {
	if p == pageProblem {
		writePage(w)
		return
	}
	if p.status == http.StatusTooManyRequests && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "1")
	}
	writeJSON(w, p.status, struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}{p.status, p.message})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(v) // it fails only when the client is gone
}

// forbidden is what the gateway in front of the API answers to a malformed
// Authorization header: a page, not JSON.
const forbidden = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD>
<BODY><H1>403 ERROR</H1><H2>The request could not be satisfied.</H2></BODY></HTML>
`

// checkToken looks at the Authorization header. Only the lack of "Bearer " is
// a matter of the gateway; everything else is the API's 401.
func (s *Sandbox) checkToken(_ http.ResponseWriter, r *http.Request, _ route) *problem {
	header := r.Header.Get("Authorization")
	token := bearer(r)
	switch {
	case header != "" && header != "Bearer" && !strings.HasPrefix(header, "Bearer "):
		return pageProblem
	case token == "" || strings.ContainsAny(token, " \t"):
		return &problem{http.StatusUnauthorized, "UN_AUTHORIZED"}
	case s.options.Token != "" && token != s.options.Token, s.hasExpired(token):
		return &problem{http.StatusUnauthorized, "UN_AUTHORIZED"}
	}
	return nil
}

// bearer is the token of a request, empty if it has none.
func bearer(r *http.Request) string {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return token
}

func (s *Sandbox) hasExpired(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.expired[token]
}

func writePage(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusForbidden)
	io.WriteString(w, pageProblem.message)
}
