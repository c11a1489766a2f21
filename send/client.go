package send

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client sends messages. Set BaseURL and Token; every other field works as it
// is. A Client is safe for concurrent use as long as its fields stay the same.
type Client struct {
	// BaseURL is the address of the API with its version prefix, such as
	// "https://host/v1". It must be https unless the host is this machine.
	BaseURL string
	// Token is sent as "Authorization: Bearer <token>".
	Token string
	// TokenFrom says where the token came from, for what is said about it:
	// "check the token in TokenFrom". Empty means "WATEMPLATE_TOKEN".
	TokenFrom string
	// HTTP makes the requests; nil means a client that all Clients share,
	// with one pool of connections. Its redirect policy and cookie jar are
	// not used: a redirected POST would be a second message.
	HTTP *http.Client
	// UserAgent is the User-Agent header; empty means "watemplate".
	UserAgent string
	// Timeout limits one attempt, the connection included; 0 means 60 s.
	Timeout time.Duration
	// MaxAttempts is how many requests one Send may make; 0 means 4. Only
	// what was surely not accepted is repeated.
	MaxAttempts int
	// Backoff is the first wait before a repetition when the API does not
	// name one; it doubles each time, and is four times as long after 449,
	// where a contact waits in a queue. 0 means 2 s.
	Backoff time.Duration
	// MaxWait is the longest wait before a repetition, also when the API asks
	// for a longer one; 0 means 60 s.
	MaxWait time.Duration
	// OnRetry, if set, is called before each wait with the reason and the
	// length of the wait. It may run on several goroutines at once.
	OnRetry func(reason *Error, wait time.Duration)
}

// or gives the first value that is not zero or negative.
func or[T int | time.Duration](value, otherwise T) T {
	if value > 0 {
		return value
	}
	return otherwise
}

// Check reports a base URL or a token that no message could be sent with.
// The error never shows the token. Send checks too; a campaign checks before
// it starts.
func (c *Client) Check() error {
	if _, err := c.base(); err != nil {
		return err
	}
	return c.checkToken()
}

func (c *Client) checkToken() error {
	token := c.Token
	if token == "" {
		return errors.New("the token is empty; set WATEMPLATE_TOKEN")
	}
	if len(token) >= 7 && strings.EqualFold(token[:7], "bearer ") {
		return fmt.Errorf(`the token must be given without "Bearer " before it; check %s`, tokenPlace(c.TokenFrom))
	}
	for _, b := range []byte(token) {
		if b <= ' ' || b >= 0x7f {
			return fmt.Errorf("the token contains a space, a line break or another character that no token has; check %s", tokenPlace(c.TokenFrom))
		}
	}
	return nil
}

// tokenPlace is where a token came from, in a terminal's safe words.
func tokenPlace(from string) string {
	if from == "" {
		return "WATEMPLATE_TOKEN"
	}
	return visible(from)
}

// base gives the base URL without a slash at its end.
func (c *Client) base() (*url.URL, error) {
	if c.BaseURL == "" {
		return nil, errors.New("the base URL is empty; give the API's address with its version, as in https://host/v1")
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("the base URL cannot be read: %w", withoutURL(err))
	}
	switch {
	case u.User != nil:
		return nil, errors.New("the base URL contains a user name; the token goes into WATEMPLATE_TOKEN")
	case u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, fmt.Errorf("the base URL %q is not of the form https://host/v1", c.BaseURL)
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, fmt.Errorf("the base URL of host %s has a ? or # in it; end it with the version, as in https://host/v1", u.Host)
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("the base URL http://%s would show the token to the network; write https://%s (http is for this machine only)", u.Host, u.Host)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	return u, nil
}

func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// endpoint gives the address that messages for the contact are posted to.
func (c *Client) endpoint(to Identifier) (*url.URL, error) {
	base, err := c.base()
	if err != nil {
		return nil, err
	}
	if to.IsZero() {
		return nil, errNobody
	}
	base.RawPath = base.EscapedPath() + "/contact/" + to.PathSegment() + "/message"
	base.Path += "/contact/" + to.String() + "/message"
	return base, nil
}

// Request builds the request that Send makes, with the token in it; see Dump
// to show it. There is no idempotency key in it on purpose: the API knows
// none, and net/http takes one as leave to post twice.
func (c *Client) Request(ctx context.Context, to Identifier, body []byte) (*http.Request, error) {
	req, err := c.request(ctx, to, body, c.Token)
	if err != nil {
		return nil, err
	}
	if err := c.checkToken(); err != nil {
		return nil, err
	}
	return req, nil
}

func (c *Client) request(ctx context.Context, to Identifier, body []byte, token string) (*http.Request, error) {
	u, err := c.endpoint(to)
	if err != nil {
		return nil, err
	}
	// The URL is set below: there is no need to read again what was read already.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "/", bytes.NewReader(body))
	if err != nil {
		return nil, withoutURL(err)
	}
	req.URL, req.Host = u, u.Host
	req.Header.Set("Content-Type", "application/json")
	c.headers(req, token)
	return req, nil
}

// headers sets what every request carries.
func (c *Client) headers(req *http.Request, token string) {
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "watemplate")
	if c.UserAgent != "" {
		req.Header.Set("User-Agent", c.UserAgent)
	}
}

// withoutURL takes the URL, and with it the contact, out of an error.
func withoutURL(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
