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

// The listing of a channel's templates: how many are asked for at once (the API's most), how much of a page is read, in
// bytes, and how many pages there may be.
const (
	pageLimit = 100
	maxPage   = 16 << 20
	maxPages  = 1000
)

// Templates returns the templates of a channel, each as the API's JSON, as GET .../space/channel/{channel}/template lists
// them. The error is an [*Error], or says what is wrong with the list.
func (c *Client) Templates(ctx context.Context, channel int64) ([]json.RawMessage, error) {
	if err := c.Check(); err != nil {
		return nil, &Error{Outcome: Refused, Err: err}
	}
	var all []json.RawMessage
	cursor := ""
	for range maxPages {
		items, next, err := c.page(ctx, channel, cursor)
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
		if next == "" || next == cursor || len(items) == 0 {
			return all, nil
		}
		cursor = next
	}
	return nil, fmt.Errorf("the list of templates has more than %d pages", maxPages)
}

// page asks for one page, again while the API says that it is too busy.
func (c *Client) page(ctx context.Context, channel int64, cursor string) (items []json.RawMessage, next string, err error) {
	for attempt := 1; ; attempt++ {
		data, failure := c.get(ctx, channel, cursor)
		if failure == nil {
			return parsePage(data)
		}
		failure.Attempts, failure.listing = attempt, true
		if failure.Status != http.StatusTooManyRequests || attempt >= or(c.MaxAttempts, 4) {
			return nil, "", failure
		}
		if err := c.wait(ctx, failure, attempt); err != nil {
			failure.Err = err
			return nil, "", failure
		}
	}
}

func (c *Client) get(ctx context.Context, channel int64, cursor string) ([]byte, *Error) {
	ctx, cancel := context.WithTimeout(ctx, or(c.Timeout, time.Minute))
	defer cancel()
	u, err := c.base()
	if err != nil {
		return nil, &Error{Outcome: Refused, Err: err}
	}
	u = u.JoinPath("space", "channel", strconv.FormatInt(channel, 10), "template")
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

// parsePage reads the items of a page and the cursor of the next. The next page is an address; only its cursor is
// taken, so that no answer can lead the token elsewhere.
func parsePage(data []byte) ([]json.RawMessage, string, error) {
	var page struct {
		Items      []json.RawMessage `json:"items"`
		Pagination struct {
			Next string `json:"next"`
		} `json:"pagination"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		return nil, "", errors.New("the answer is not the JSON of a list of templates")
	}
	next, err := url.Parse(page.Pagination.Next)
	if err != nil {
		return page.Items, "", nil
	}
	return page.Items, next.Query().Get("cursorId"), nil
}
