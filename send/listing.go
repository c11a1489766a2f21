package send

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// The bounds of a listing: how many items are asked for at once (the API's most), how much of a page is read, in bytes,
// and how many pages there may be.
const (
	pageLimit = 100
	maxPage   = 16 << 20
	maxPages  = 1000
)

// listing is a list that the API gives in pages.
type listing struct {
	what    string // of what it is a list
	missing string // what a 404 may mean
	path    []string
}

// pages hands each page's items to take until that wants no more, or there are none.
func (c *Client) pages(ctx context.Context, l *listing, take func(items []json.RawMessage) (more bool)) error {
	if err := c.Check(); err != nil {
		return &Error{Outcome: Refused, Err: err}
	}
	cursor := ""
	for range maxPages {
		items, next, err := c.page(ctx, l, cursor)
		if err != nil {
			return err
		}
		if !take(items) || next == "" || next == cursor || len(items) == 0 {
			return nil
		}
		cursor = next
	}
	return fmt.Errorf("the list of %s has more than %d pages", l.what, maxPages)
}

// page asks for one page, again while the API says that it is too busy.
func (c *Client) page(ctx context.Context, l *listing, cursor string) (items []json.RawMessage, next string, err error) {
	for attempt := 1; ; attempt++ {
		data, failure := c.get(ctx, l, cursor)
		if failure == nil {
			return l.parse(data)
		}
		failure.Attempts, failure.listing = attempt, l
		if failure.Status != http.StatusTooManyRequests || attempt >= or(c.MaxAttempts, 4) {
			return nil, "", failure
		}
		if err := c.wait(ctx, failure, attempt); err != nil {
			failure.Err = err
			return nil, "", failure
		}
	}
}

func (c *Client) get(ctx context.Context, l *listing, cursor string) ([]byte, *Error) {
	ctx, cancel := context.WithTimeout(ctx, or(c.Timeout, time.Minute))
	defer cancel()
	u, err := c.base()
	if err != nil {
		return nil, &Error{Outcome: Refused, Err: err}
	}
	u = u.JoinPath(l.path...)
	query := url.Values{"limit": {strconv.Itoa(pageLimit)}}
	if cursor != "" {
		query.Set("cursorId", cursor)
	}
	u.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &Error{Outcome: Refused, Err: withoutURL(err)}
	}
	c.headers(req, c.Token)
	res, err := c.client().Do(req)
	if err != nil {
		return nil, &Error{Outcome: NotAccepted, Err: c.tame(withoutURL(err))}
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxPage))
	switch {
	case err != nil:
		return nil, &Error{Outcome: NotAccepted, Status: res.StatusCode, Err: c.tame(withoutURL(err))}
	case res.StatusCode != http.StatusOK:
		return nil, c.failure(res, data[:min(len(data), maxAnswer)])
	case isHTML(res.Header, data):
		return nil, &Error{Outcome: Refused, Status: res.StatusCode, html: true}
	}
	return data, nil
}

// parse reads the items of a page and the cursor of the next. The next page is an address; only its cursor is taken, so
// that no answer can lead the token elsewhere.
func (l *listing) parse(data []byte) ([]json.RawMessage, string, error) {
	var page struct {
		Items      []json.RawMessage `json:"items"`
		Pagination struct {
			Next string `json:"next"`
		} `json:"pagination"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		return nil, "", errors.New("the answer is not the JSON of a list of " + l.what)
	}
	next, err := url.Parse(page.Pagination.Next)
	if err != nil {
		return page.Items, "", nil
	}
	return page.Items, next.Query().Get("cursorId"), nil
}
