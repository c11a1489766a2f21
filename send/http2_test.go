package send_test

import (
	"crypto/tls"
	"encoding/binary"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
)

var quiet = log.New(io.Discard, "", 0)

func TestHTTP2(t *testing.T) {
	var proto string
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proto = r.Proto
		answer(w, 200, `{"messageId":1}`)
	}))
	srv.EnableHTTP2 = true
	srv.StartTLS()
	t.Cleanup(srv.Close)
	_, err := (&send.Client{BaseURL: srv.URL, Token: token, HTTP: srv.Client()}).Send(t.Context(), phone, body)
	require.NoError(t, err)
	assert.Equal(t, "HTTP/2.0", proto)
}

// The frame types of HTTP/2 that the test needs (RFC 9113, section 6).
const (
	frameData     = 0
	frameHeaders  = 1
	frameReset    = 3
	frameSettings = 4

	flagEndStream = 1
	protocolError = 1
)

// Go's HTTP/2 transport posts again when the server resets the stream with
// PROTOCOL_ERROR. The server may have taken the message by then, so that must
// not happen to ours.
func TestHTTP2ResetIsNotReplayed(t *testing.T) {
	cert := httptest.NewUnstartedServer(nil)
	cert.StartTLS()
	t.Cleanup(cert.Close)

	config := cert.TLS.Clone()
	config.NextProtos = []string{"h2"}
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	var messages atomic.Int32
	go accept(l, func(conn net.Conn) { resetEveryStream(conn, &messages) })

	roots := cert.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	c := &send.Client{
		BaseURL: "https://" + l.Addr().String(),
		Token:   token,
		Timeout: 2 * time.Second, // the transport's repetitions would take longer
		HTTP:    &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}},
	}
	_, err = c.Send(t.Context(), phone, body)
	e := failure(t, err)
	assert.Equal(t, send.Unknown, e.Outcome, err)
	assert.EqualValues(t, 1, messages.Load())
}

// resetEveryStream reads whole requests and answers each with RST_STREAM.
func resetEveryStream(conn net.Conn, messages *atomic.Int32) {
	io.ReadFull(conn, make([]byte, len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")))
	writeFrame(conn, frameSettings, 0, nil)
	for {
		var head [9]byte
		if _, err := io.ReadFull(conn, head[:]); err != nil {
			return
		}
		length := int64(head[0])<<16 | int64(head[1])<<8 | int64(head[2])
		io.CopyN(io.Discard, conn, length)
		kind, flags := head[3], head[4]
		if (kind == frameData || kind == frameHeaders) && flags&flagEndStream != 0 {
			messages.Add(1)
			stream := binary.BigEndian.Uint32(head[5:])
			writeFrame(conn, frameReset, stream, binary.BigEndian.AppendUint32(nil, protocolError))
		}
	}
}

func writeFrame(w io.Writer, kind byte, stream uint32, payload []byte) {
	frame := []byte{0, 0, byte(len(payload)), kind, 0}
	frame = binary.BigEndian.AppendUint32(frame, stream)
	w.Write(append(frame, payload...))
}
