package sandbox

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// endpoint is one kind of request; each has its own rate limit.
type endpoint string

const (
	noEndpoint   endpoint = ""
	sendEndpoint endpoint = "POST" // .../contact/{identifier}/message
	getEndpoint  endpoint = "GET"  // .../contact/{identifier}/message/{messageId}
	listEndpoint endpoint = "list" // .../contact/{identifier}/message/list
)

// methods are the methods that the endpoints answer.
var methods = map[endpoint]string{
	sendEndpoint: http.MethodPost,
	getEndpoint:  http.MethodGet,
	listEndpoint: http.MethodGet,
}

// route is a path that was understood.
type route struct {
	endpoint  endpoint
	contact   string // as in "phone:+60121233112"; empty if malformed
	fault     error  // what is wrong with the identifier
	messageID string
}

// parseRoute reads the end of an escaped path; what comes before "contact" is
// the prefix, such as /v1, which may be anything.
func parseRoute(path string) route {
	parts := strings.Split(path, "/")
	n := len(parts)
	switch {
	case n >= 3 && parts[n-3] == "contact" && parts[n-1] == "message":
		return newRoute(sendEndpoint, parts[n-2], "")
	case n >= 4 && parts[n-4] == "contact" && parts[n-2] == "message" && parts[n-1] == "list":
		return newRoute(listEndpoint, parts[n-3], "")
	case n >= 4 && parts[n-4] == "contact" && parts[n-2] == "message":
		return newRoute(getEndpoint, parts[n-3], parts[n-1])
	}
	return route{}
}

func newRoute(e endpoint, segment, messageID string) route {
	r := route{endpoint: e, messageID: messageID}
	// PathUnescape, unlike QueryUnescape, leaves a + alone.
	identifier, err := url.PathUnescape(segment)
	if err != nil {
		r.fault = errors.New("identifier: is not percent-encoded correctly")
		return r
	}
	r.contact, r.fault = parseContact(identifier)
	return r
}

// The forms of an identifier. The + of a phone is optional: the API is known
// to take numbers without it.
var (
	identifierPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(id:\d+|email:.+@.+\..+|phone:\+?\d+)$`) })
	bareDigits        = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^phone:\d`) })
)

// parseContact checks an identifier and gives its canonical form.
func parseContact(identifier string) (string, error) {
	if !identifierPattern().MatchString(identifier) {
		return "", errors.New("identifier: must be of the form id:123, email:user@example.com or phone:+1234567890")
	}
	if bareDigits().MatchString(identifier) {
		return strings.Replace(identifier, ":", ":+", 1), nil
	}
	return identifier, nil
}

// checkRoute refuses paths and methods that the API does not have, malformed
// identifiers, and contacts that do not exist.
func (s *Sandbox) checkRoute(w http.ResponseWriter, r *http.Request, to route) *problem {
	if to.endpoint == noEndpoint {
		return &problem{http.StatusNotFound, "Not Found"}
	}
	if method := methods[to.endpoint]; r.Method != method {
		w.Header().Set("Allow", method)
		return &problem{http.StatusMethodNotAllowed, "Method Not Allowed"}
	}
	if to.fault != nil {
		return &problem{http.StatusBadRequest, to.fault.Error()}
	}
	if s.contacts != nil && !s.contacts[to.contact] {
		return &problem{http.StatusNotFound, "Contact not found"}
	}
	return nil
}
