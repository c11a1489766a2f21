//go:build unix

package campaign_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

// BenchmarkRun compares a campaign, every step of which is on disk, with a bare client that has a pool of the same size and
// sends the same bodies to the same handler.
func BenchmarkRun(b *testing.B) {
	for _, connections := range []int{8, 64} {
		b.Run(fmt.Sprintf("bare/%d", connections), func(b *testing.B) { bare(b, connections) })
		b.Run(fmt.Sprintf("durable/%d", connections), func(b *testing.B) { durable(b, connections) })
	}
}

// receiver answers at once.
func receiver(b *testing.B) string {
	var id atomic.Int64
	id.Store(1787706536468401)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"messageId":%d}`, id.Add(1))
	}))
	b.Cleanup(api.Close)
	return api.URL
}

// payload is a request's body of 800 bytes.
var payload = fmt.Appendf(nil, `{"message":{"type":"text","text":"%0757d"}}`, 7)

// measure reports messages a second and the processor time of one.
func measure(b *testing.B, send func()) {
	used := processor()
	b.ReportAllocs()
	b.ResetTimer()
	send()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "msg/s")
	b.ReportMetric(float64((processor()-used).Nanoseconds())/float64(b.N), "cpu-ns/op")
}

func processor() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func bare(b *testing.B, connections int) {
	url := receiver(b) + "/v1/contact/"
	client := send.Pool(connections)
	defer client.CloseIdleConnections()
	var next atomic.Int64
	measure(b, func() {
		var all sync.WaitGroup
		for range connections {
			all.Go(func() {
				for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
					post(b, client, url+contact(int(i))+"/message")
				}
			})
		}
		all.Wait()
	})
}

func post(b *testing.B, client *http.Client, url string) {
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, url, bytes.NewReader(payload))
	if err != nil {
		b.Error(err)
		return
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := client.Do(req)
	if err != nil {
		b.Error(err)
		return
	}
	io.Copy(io.Discard, res.Body)
	res.Body.Close()
}

func durable(b *testing.B, connections int) {
	file := filepath.Join(b.TempDir(), "campaigns.db")
	j, err := journal.Open(b.Context(), file, journal.Options{Audit: file + "-audit"})
	require.NoError(b, err)
	defer j.Close()
	url := receiver(b)
	loader, err := j.Load(b.Context(), journal.Campaign{Name: name, Template: "hi", API: url, Created: time.Now()})
	require.NoError(b, err)
	for i := range b.N {
		_, err := loader.Add(b.Context(), journal.Recipient{Row: i + 2, Contact: contact(i), Body: payload})
		require.NoError(b, err)
	}
	require.NoError(b, loader.Commit(b.Context()))
	turns := 0
	measure(b, func() {
		report, err := campaign.Run(b.Context(), nil, campaign.Options{
			Journal: j, Name: name, Rate: -1, Connections: connections,
			Client: &send.Client{BaseURL: url + "/v1", Token: token},
			OnEvent: func(e campaign.Event) {
				if e.Kind == campaign.Turned {
					turns++
				}
			},
		})
		require.NoError(b, err)
		require.EqualValues(b, b.N, report.Counts[journal.Accepted])
	})
	b.ReportMetric(float64(b.N)/float64(turns), "msg/turn")
}
