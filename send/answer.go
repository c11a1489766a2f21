package send

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxAnswer is how much of an answer is read, in bytes. A receipt has about
// thirty.
const maxAnswer = 64 << 10

// maxMessage is how much of the API's message an error shows, in characters.
const maxMessage = 300

// RateLimit is what the API says about its limit with an answer.
type RateLimit struct {
	// Known reports whether the answer named both numbers.
	Known bool
	// Limit is how many requests this endpoint allows in its window.
	Limit int
	// Remaining is how many of them are left.
	Remaining int
}

func readAnswer(body io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(body, maxAnswer))
}

func parseRateLimit(h http.Header) RateLimit {
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	if err != nil || limit < 0 {
		return RateLimit{}
	}
	remaining, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if err != nil || remaining < 0 {
		return RateLimit{}
	}
	return RateLimit{Known: true, Limit: limit, Remaining: remaining}
}

// retryAfter reads Retry-After, which is a number of seconds or a date. A
// date is measured against the server's own clock if the answer shows it.
// The result is at most a day, and 0 when there is nothing to wait for.
func retryAfter(h http.Header) time.Duration {
	const most = 24 * time.Hour
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		seconds = min(max(seconds, 0), int64(most/time.Second))
		return time.Duration(seconds) * time.Second
	}
	until, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return min(max(until.Sub(now), 0), most)
}

var errNoID = errors.New("the answer has no message id")

// messageID reads the id, a number of microseconds in practice, from a
// receipt. The API documents an integer; digits in quotes do as well.
func messageID(data []byte) (int64, error) {
	var receipt struct {
		MessageID json.RawMessage `json:"messageId"`
	}
	if err := json.Unmarshal(data, &receipt); err != nil {
		return 0, errors.New("the answer is not the JSON of a receipt")
	}
	digits := string(receipt.MessageID)
	if strings.HasPrefix(digits, `"`) {
		digits = strings.Trim(digits, `"`)
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || id <= 0 {
		return 0, errNoID
	}
	return id, nil
}

// apiError reads code and message from the body of an error. A body that is
// not the documented object is shown as it came.
func (c *Client) apiError(data []byte) (code int, message string) {
	var body struct {
		Code    json.RawMessage `json:"code"`
		Message json.RawMessage `json:"message"`
	}
	if err := json.Unmarshal(data, &body); err != nil || body.Message == nil {
		return 0, c.show(string(data))
	}
	code, _ = strconv.Atoi(strings.Trim(string(body.Code), `"`))
	if err := json.Unmarshal(body.Message, &message); err != nil {
		message = string(body.Message) // a list or an object: still the API's words
	}
	return code, c.show(message)
}

// isHTML reports a web page where JSON was expected: what stands before the
// API answers so when the header is malformed or the address is another.
func isHTML(h http.Header, data []byte) bool {
	if strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "text/html") {
		return true
	}
	return strings.HasPrefix(strings.TrimSpace(string(data)), "<")
}
