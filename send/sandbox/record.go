package sandbox

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// record is an exchange as JSON.
type record struct {
	Number      int               `json:"number"`
	Place       int               `json:"place,omitempty"`
	At          time.Time         `json:"at"`
	TookMS      float64           `json:"took_ms"`
	Method      string            `json:"method"`
	Path        string            `json:"path"`
	ContentType string            `json:"content_type,omitempty"`
	Request     string            `json:"request,omitempty"`
	Status      int               `json:"status"`
	Header      map[string]string `json:"header,omitempty"`
	Answer      string            `json:"answer,omitempty"`
	Cut         bool              `json:"cut,omitempty"`
	Contact     string            `json:"contact,omitempty"`
	MessageID   int64             `json:"messageId,omitempty"`
	Fault       string            `json:"fault,omitempty"`
}

// recordedHeaders are the headers of answers that mean something to a client.
var recordedHeaders = []string{"Content-Type", "Content-Length", "Retry-After", "X-Ratelimit-Limit", "X-Ratelimit-Remaining"}

func newRecord(x Exchange) record {
	header := map[string]string{}
	for _, name := range recordedHeaders {
		if value := x.Header.Get(name); value != "" {
			header[name] = value
		}
	}
	return record{
		x.Number, x.Place, x.At, float64(x.Took.Microseconds()) / 1000, x.Method, x.Path, x.ContentType, string(x.Request), x.Status, header,
		string(x.Answer), x.Cut, x.Contact, x.MessageID, x.Fault,
	}
}

// WriteExchange writes an exchange as a line of JSON, for [ReadExchanges]. There is no token in it, but all else that the
// messages say of people.
func WriteExchange(w io.Writer, x Exchange) error {
	line, err := json.Marshal(newRecord(x))
	if err != nil {
		return err
	}
	_, err = w.Write(append(line, '\n'))
	return err
}

// maxLine is the longest line of a record, in bytes: a request, its answer, and what JSON needs to quote them.
const maxLine = 16 << 20

// ReadExchanges reads what WriteExchange wrote. The error names the line.
func ReadExchanges(r io.Reader) ([]Exchange, error) {
	var all []Exchange
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for number := 1; lines.Scan(); number++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var one record
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("line %d is no record of an exchange: %w", number, err)
		}
		if one.Method == "" || one.Path == "" {
			return nil, fmt.Errorf("line %d is no record of an exchange: it has no method or no path", number)
		}
		x := Exchange{
			Number: one.Number, Place: one.Place, At: one.At, Took: time.Duration(one.TookMS * float64(time.Millisecond)), Method: one.Method,
			Path: one.Path, ContentType: one.ContentType, Request: []byte(one.Request), Status: one.Status, Header: http.Header{},
			Answer: []byte(one.Answer), Cut: one.Cut, Contact: one.Contact, MessageID: one.MessageID, Fault: one.Fault,
		}
		for name, value := range one.Header {
			x.Header.Set(name, value)
		}
		all = append(all, x)
	}
	return all, lines.Err()
}
