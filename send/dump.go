package send

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
)

// Dump writes the request that Send would make as HTTP shows it, except that
// the token reads [redacted] and the request line holds the whole URL. It
// needs no token and opens no connection.
//
// Characters of the body that a terminal would obey are written as JSON
// escapes, which mean the same to the API.
func (c *Client) Dump(w io.Writer, to Identifier, body []byte) error {
	req, err := c.request(context.Background(), to, body, "[redacted]")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s %s HTTP/1.1\n", req.Method, req.URL)
	fmt.Fprintf(b, "Host: %s\n", req.URL.Host)
	writeHeaders(b, req.Header)
	fmt.Fprintf(b, "Content-Length: %d\n\n", len(body))
	writeBody(b, body)
	return b.Flush()
}

func writeHeaders(b *bufio.Writer, h http.Header) {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(b, "%s: %s\n", name, visible(h.Get(name)))
	}
}

func writeBody(b *bufio.Writer, body []byte) {
	for _, r := range string(body) {
		if isUnseen(r) && r != '\n' && r != '\t' {
			fmt.Fprintf(b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	if len(body) > 0 && body[len(body)-1] != '\n' {
		b.WriteByte('\n')
	}
}
