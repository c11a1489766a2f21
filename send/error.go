package send

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Error is the only kind of error that [Client.Send] returns; find it with
// [errors.As] or read its outcome with [OutcomeOf].
type Error struct {
	// Outcome says whether the message may have been accepted.
	Outcome Outcome
	// Status is the HTTP status of the last answer, 0 when there was none.
	Status int
	// Code is the API's own code; it usually repeats Status. 0 when absent.
	Code int
	// Message is the API's own message, at most 300 characters, with control
	// characters spelled out and the token blotted out.
	Message string
	// RetryAfter is what the API asked for, 0 when it did not ask.
	RetryAfter time.Duration
	// RateLimit is what the last answer said about the limit.
	RateLimit RateLimit
	// Attempts counts the requests that were made; 0 when the request could
	// not be built.
	Attempts int
	// Err is the failure below, or what was wrong with the answer; it may be
	// nil. A *url.Error is never among its causes, as it shows the URL.
	Err error

	html    bool     // the answer was an HTML page
	listing *listing // nothing was to be sent: the request asked for this list
	from    string   // where the token came from
	forlorn bool     // NotAccepted, but an immediate repetition cannot help
}

// OutcomeOf gives the outcome of an error of this package, 0 for nil, and
// Unknown, the careful answer, for any other error.
func OutcomeOf(err error) Outcome {
	if err == nil {
		return 0
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Outcome
	}
	return Unknown
}

// Error gives the reason and the hint on one line.
func (e *Error) Error() string {
	if hint := e.Hint(); hint != "" {
		return e.Reason() + "; " + hint
	}
	return e.Reason()
}

// Unwrap gives the failure below, so that errors.Is(err, context.Canceled)
// works.
func (e *Error) Unwrap() error { return e.Err }

// Reason says what happened, such as "400 Bad Request: Validation error.".
func (e *Error) Reason() string {
	var parts []string
	if e.Status != 0 {
		parts = append(parts, e.statusLine())
		if e.Message != "" && !strings.EqualFold(e.Message, statusText(e.Status)) {
			parts = append(parts, e.Message)
		}
	} else if e.Attempts > 0 {
		parts = append(parts, noAnswer[e.Outcome])
	}
	if e.html {
		parts = append(parts, "the answer is an HTML page, not the API's JSON")
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	reason := strings.Join(parts, ": ")
	if e.Attempts > 1 {
		reason += fmt.Sprintf(" (after %d attempts)", e.Attempts)
	}
	return reason
}

var noAnswer = map[Outcome]string{
	Refused:     "not sent",
	NotAccepted: "not sent",
	Unknown:     "sent, but no answer came",
}

func (e *Error) statusLine() string {
	line := fmt.Sprintf("%d %s", e.Status, statusText(e.Status))
	if e.Code != 0 && e.Code != e.Status {
		line += fmt.Sprintf(" (code %d)", e.Code)
	}
	return strings.TrimSpace(line)
}

// statusText knows 449, which the standard library does not: a code of
// Microsoft's that this API uses for a contact that is still in the queue.
func statusText(status int) string {
	if status == 449 {
		return "Retry With"
	}
	return http.StatusText(status)
}

// Hint says what can be done about it; it may be empty.
func (e *Error) Hint() string {
	switch {
	case e.listing != nil && e.Status == 404:
		return e.listing.missing
	case e.listing != nil && e.Status != 401 && e.Status != 403 && !e.html:
		return ""
	case e.Outcome == Unknown && e.listing == nil:
		return unknownHint(e.html)
	case e.Status == 401 || e.Status == 403:
		if e.html {
			return "check the base URL and the token in " + tokenPlace(e.from)
		}
		return "check the token in " + tokenPlace(e.from)
	case e.html:
		return "check the base URL and the token"
	case e.Status == 404:
		return "the contact must exist before a message can be sent to it; create it first, or check the identifier and the base URL"
	case e.Status >= 300 && e.Status < 400:
		return "redirects are not followed; check the base URL"
	case e.Outcome == NotAccepted:
		return "nothing was accepted; it is safe to send it again"
	}
	return ""
}

func unknownHint(html bool) string {
	const hint = "the message may have been accepted; look at the contact's messages before sending it again"
	if html {
		return "check the base URL and the token; " + hint
	}
	return hint
}

// Stops reports whether every other message would meet the same end, so that
// a campaign should stop rather than go on: the token is not accepted, the
// base URL leads elsewhere, or the request could not even be built.
func (e *Error) Stops() bool {
	switch {
	case e.Outcome != Refused:
		return false
	case e.Status == 401 || e.Status == 403:
		return true
	case e.Status == 404 || e.Status == 405:
		return e.html // of whatever stands there: the API speaks JSON
	}
	return e.Status < 400
}
