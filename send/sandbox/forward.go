package sandbox

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Forward answers requests as the API at the base URL answers them, such as https://host/v1, with the client's own token:
// the messages are real. Each request is made once: no redirect is followed, and nothing is tried again, which is left to
// the client. Where no answer came it answers 502, of which the client cannot know whether the message was accepted.
func Forward(base *url.URL) http.Handler {
	return &forward{base, &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		ForceAttemptHTTP2:   true,
		TLSHandshakeTimeout: 10 * time.Second,
		MaxIdleConnsPerHost: 16,
		IdleConnTimeout:     60 * time.Second,
	}}
}

type forward struct {
	base *url.URL
	api  http.RoundTripper
}

// forwardedHeaders are the headers of requests that the API is shown. Others may say more of this machine than it needs,
// or, like Idempotency-Key, be taken by net/http for leave to post twice.
var forwardedHeaders = []string{"Authorization", "Content-Type", "Accept", "User-Agent"}

// maxForwarded is how much of an answer is handed on, in bytes; a page of a list of templates is the longest.
const maxForwarded = 16 << 20

func (f *forward) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req, err := f.request(r)
	if err != nil {
		(&problem{http.StatusBadRequest, "the path is not percent-encoded correctly"}).write(w)
		return
	}
	res, err := f.api.RoundTrip(req)
	if err != nil {
		(&problem{http.StatusBadGateway, "the sandbox got no answer from " + f.base.Host + ": " + withoutURL(err)}).write(w)
		return
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxForwarded))
	replyAs(w, res.StatusCode, res.Header, body, err != nil)
}

// request is the request to the API. Its body cannot be read twice, so that net/http cannot send it twice.
func (f *forward) request(r *http.Request) (*http.Request, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	escaped := apiPath(r.URL.EscapedPath())
	to := f.base.JoinPath()
	to.RawPath = to.EscapedPath() + escaped
	if to.Path, err = url.PathUnescape(to.RawPath); err != nil {
		return nil, err
	}
	to.RawQuery = r.URL.RawQuery
	req, err := http.NewRequestWithContext(r.Context(), r.Method, to.String(), nil)
	if err != nil {
		return nil, err
	}
	if len(body) > 0 {
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	for _, name := range forwardedHeaders {
		if value := r.Header.Get(name); value != "" {
			req.Header.Set(name, value)
		}
	}
	return req, nil
}

// withoutURL says what went wrong without the address, in which the contact stands.
func withoutURL(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return err.Error()
}
