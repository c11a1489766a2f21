package sandbox

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// page is a part of a list: the items from start up to end. The cursor is the
// id of the last item of the page before (assumed; to a client it is opaque,
// as it comes inside the URLs next and previous).
type page struct {
	r          *http.Request
	ids        []int64
	limit      int
	start, end int
}

// newPage reads which part of the items a request wants. Their ids rise, or
// fall: an item that is gone by now can still be a cursor.
func newPage(r *http.Request, ids []int64, falling bool) (page, *problem) {
	limit, p := queryInt(r, "limit", 10, 1, 100)
	if p != nil {
		return page{}, p
	}
	cursor, p := queryInt(r, "cursorId", 0, 1, 1<<62)
	if p != nil {
		return page{}, p
	}
	start := 0
	for start < len(ids) && cursor != 0 && (ids[start] == cursor || ids[start] > cursor == falling) {
		start++
	}
	return page{r, ids, int(limit), start, min(start+int(limit), len(ids))}, nil
}

// write answers with the items and the URLs of the pages around them; that of
// a page that does not exist is "".
func (p page) write(w http.ResponseWriter, items any) {
	next, previous := "", ""
	if p.end < len(p.ids) {
		next = p.url(p.ids[p.end-1])
	}
	switch before := p.start - p.limit; {
	case p.start > 0 && before <= 0:
		previous = p.url(0)
	case p.start > 0:
		previous = p.url(p.ids[before-1])
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"items":      items,
		"pagination": map[string]string{"next": next, "previous": previous},
	})
}

func (p page) url(cursor int64) string {
	query := url.Values{"limit": {strconv.Itoa(p.limit)}}
	if cursor != 0 {
		query.Set("cursorId", strconv.FormatInt(cursor, 10))
	}
	scheme := "http"
	if p.r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + p.r.Host + p.r.URL.EscapedPath() + "?" + query.Encode()
}

// queryInt reads a number of the query between low and high.
func queryInt(r *http.Request, name string, otherwise, low, high int64) (int64, *problem) {
	value := r.URL.Query().Get(name)
	if value == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < low || n > high {
		return 0, &problem{http.StatusBadRequest, fmt.Sprintf("%s: must be an integer from %d to %d", name, low, high)}
	}
	return n, nil
}
