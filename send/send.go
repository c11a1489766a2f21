package send

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptrace"
	"time"
)

// Receipt says that the API accepted a message, which does not mean that it
// was delivered.
type Receipt struct {
	// MessageID is the API's number of the message, by which it is tracked.
	MessageID int64
	// Attempts counts the requests it took, 1 or more.
	Attempts int
	// RateLimit is what the answer said about the limit.
	RateLimit RateLimit
}

// Send posts body, the JSON of one message, to the contact. It repeats the
// request only while the API surely has not accepted it: after 429 and 449,
// and when no connection came about.
//
// The error, if there is one, is an [*Error]. A cancelled context gives
// NotAccepted as long as nothing of the request was written, also during the
// wait before a repetition, and Unknown after that.
func (c *Client) Send(ctx context.Context, to Identifier, body []byte) (Receipt, error) {
	for attempt := 1; ; attempt++ {
		receipt, failure := c.attempt(ctx, to, body)
		if failure == nil {
			receipt.Attempts = attempt
			return receipt, nil
		}
		if failure.Status != 0 || failure.Outcome != Refused { // else there was no request
			failure.Attempts = attempt
		}
		if failure.Outcome != NotAccepted || failure.forlorn || attempt >= or(c.MaxAttempts, 4) {
			return Receipt{}, failure
		}
		if err := c.wait(ctx, failure, attempt); err != nil {
			failure.Err = fmt.Errorf("gave up waiting to send it again: %w", err)
			return Receipt{}, failure
		}
	}
}

// attempt makes one request.
func (c *Client) attempt(ctx context.Context, to Identifier, body []byte) (Receipt, *Error) {
	limited, cancel := context.WithTimeout(ctx, or(c.Timeout, time.Minute))
	defer cancel()
	var out wire
	req, err := c.Request(httptrace.WithClientTrace(limited, out.trace()), to, body)
	if err != nil {
		return Receipt{}, &Error{Outcome: Refused, Err: err}
	}
	req.GetBody = out.rewind(body)
	res, err := c.client().Do(req)
	if err != nil {
		return Receipt{}, c.unanswered(ctx, err, out.wrote.Load())
	}
	defer res.Body.Close()
	return c.read(res)
}

// unanswered is the failure of a request that got no answer.
func (c *Client) unanswered(ctx context.Context, err error, wrote bool) *Error {
	e := &Error{Outcome: NotAccepted, Err: c.tame(withoutURL(err))}
	if wrote {
		e.Outcome = Unknown
	}
	e.forlorn = ctx.Err() != nil || hopeless(err)
	return e
}

// hopeless reports failures to connect that the next attempt would meet too:
// a certificate that is not trusted, a host that does not exist.
func hopeless(err error) bool {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound
}

// wait sleeps before the attempt after the given one, and returns the
// context's error if that ends first.
func (c *Client) wait(ctx context.Context, reason *Error, attempt int) error {
	pause := c.pause(reason, attempt)
	if c.OnRetry != nil {
		c.OnRetry(reason, pause)
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// pause is how long to wait after the given attempt: what the API asked for,
// or a doubling wait with up to a quarter of jitter, so that many senders do
// not come back at the same instant.
func (c *Client) pause(reason *Error, attempt int) time.Duration {
	limit := or(c.MaxWait, time.Minute)
	if reason.RetryAfter > 0 {
		return min(reason.RetryAfter, limit)
	}
	pause := or(c.Backoff, 2*time.Second)
	if reason.Status == 449 {
		pause *= 4
	}
	for range attempt - 1 {
		pause = min(2*pause, limit)
	}
	pause += rand.N(pause/4 + 1)
	return min(pause, limit)
}

// read turns an answer into a receipt or a failure.
func (c *Client) read(res *http.Response) (Receipt, *Error) {
	data, readErr := readAnswer(res.Body)
	limit := parseRateLimit(res.Header)
	if res.StatusCode >= 200 && res.StatusCode < 300 {
		id, err := messageID(data)
		if err == nil {
			return Receipt{MessageID: id, RateLimit: limit}, nil
		}
		e := &Error{Outcome: Unknown, Status: res.StatusCode, RateLimit: limit, Err: err}
		if readErr != nil {
			e.Err = c.tame(withoutURL(readErr))
		}
		e.html = isHTML(res.Header, data)
		return Receipt{}, e
	}
	return Receipt{}, c.failure(res, data)
}

// failure is an answer that refuses.
func (c *Client) failure(res *http.Response, data []byte) *Error {
	e := &Error{
		Outcome:    outcomeOf(res.StatusCode),
		Status:     res.StatusCode,
		RetryAfter: retryAfter(res.Header),
		RateLimit:  parseRateLimit(res.Header),
		html:       isHTML(res.Header, data),
		from:       c.TokenFrom,
	}
	if !e.html {
		e.Code, e.Message = c.apiError(data)
	}
	return e
}
