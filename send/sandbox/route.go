package sandbox

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// endpoint is one kind of request; each has its own rate limit.
type endpoint string

const (
	noEndpoint        endpoint = ""
	sendEndpoint      endpoint = "POST"      // .../contact/{identifier}/message
	getEndpoint       endpoint = "GET"       // .../contact/{identifier}/message/{messageId}
	listEndpoint      endpoint = "list"      // .../contact/{identifier}/message/list
	channelsEndpoint  endpoint = "channels"  // .../space/channel
	templatesEndpoint endpoint = "templates" // .../space/channel/{channelId}/template, and /mtm as it was called before
)

// method is what an endpoint answers to.
func (e endpoint) method() string {
	if e == sendEndpoint {
		return http.MethodPost
	}
	return http.MethodGet
}

// route is a path that was understood.
type route struct {
	endpoint  endpoint
	contact   string // as in "phone:+60121233112"; empty if malformed
	fault     error  // what is wrong with the identifier or the channel
	messageID string
	channel   int64
}

// parseRoute reads the end of an escaped path; what comes before "contact" or
// "space" is the prefix, such as /v1, which may be anything.
func parseRoute(path string) route {
	parts := strings.Split(path, "/")
	n := len(parts)
	ends := func(pattern ...string) bool {
		if n < len(pattern) {
			return false
		}
		for i, want := range pattern {
			if want != "" && parts[n-len(pattern)+i] != want {
				return false
			}
		}
		return true
	}
	switch {
	case ends("contact", "", "message"):
		return newRoute(sendEndpoint, parts[n-2], "")
	case ends("contact", "", "message", "list"):
		return newRoute(listEndpoint, parts[n-3], "")
	case ends("contact", "", "message", ""):
		return newRoute(getEndpoint, parts[n-3], parts[n-1])
	case ends("space", "channel"):
		return route{endpoint: channelsEndpoint}
	case ends("space", "channel", "", "template"), ends("space", "channel", "", "mtm"):
		return newChannelRoute(parts[n-2])
	}
	return route{}
}

func newChannelRoute(segment string) route {
	id, err := strconv.ParseInt(segment, 10, 64)
	if err != nil || id < 0 {
		err = errors.New("channelId: must be a number")
	}
	return route{endpoint: templatesEndpoint, channel: id, fault: err}
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
	if method := to.endpoint.method(); r.Method != method {
		w.Header().Set("Allow", method)
		return &problem{http.StatusMethodNotAllowed, "Method Not Allowed"}
	}
	if to.fault != nil {
		return &problem{http.StatusBadRequest, to.fault.Error()}
	}
	if to.contact != "" && s.contacts != nil && !s.contacts[to.contact] {
		return &problem{http.StatusNotFound, "Contact not found"}
	}
	return nil
}
