package send

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

// DryRun is the transport of a client that shall send nothing: it reads each request to its end, as a connection would, and
// answers with a receipt. It opens no connection. It is safe for concurrent use.
type DryRun struct{ requests atomic.Int64 }

// RoundTrip takes a request for sent.
func (d *DryRun) RoundTrip(r *http.Request) (*http.Response, error) {
	defer r.Body.Close()
	n, err := io.Copy(io.Discard, r.Body)
	if err != nil {
		return nil, err
	}
	if n != r.ContentLength {
		return nil, fmt.Errorf("the body has %d bytes, and the request says %d", n, r.ContentLength)
	}
	receipt := fmt.Sprintf(`{"messageId":%d}`, d.requests.Add(1))
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(strings.NewReader(receipt)),
		ContentLength: int64(len(receipt)),
	}, nil
}

// Requests is how many requests were made.
func (d *DryRun) Requests() int64 { return d.requests.Load() }
