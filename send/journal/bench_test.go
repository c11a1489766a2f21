//go:build unix

package journal_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

// BenchmarkTurn is the cost of a message: a claim and an outcome, which share a commit with as many others as there are
// connections.
func BenchmarkTurn(b *testing.B) {
	for name, where := range databases {
		for _, batch := range []int{8, 64} {
			b.Run(fmt.Sprintf("%s/%d", name, batch), func(b *testing.B) {
				j := (&bench{t: b, where: durable(b, where(b)), audit: b.TempDir()}).open()
				loadLarge(b, j, b.N)
				w, err := j.Join(b.Context(), "spring")
				require.NoError(b, err)
				b.ReportAllocs()
				b.ResetTimer()
				before := processor()
				r := journal.Request{Want: batch}
				for {
					turn, err := w.Turn(b.Context(), r)
					require.NoError(b, err)
					if len(turn.Claims) == 0 {
						break
					}
					r.Outcomes = r.Outcomes[:0]
					for _, c := range turn.Claims {
						o := journal.Outcome{Claim: c, State: journal.Accepted, MessageID: 1787700000 + c.Seq, Status: 200}
						require.NoError(b, w.Note(o))
						r.Outcomes = append(r.Outcomes, o)
					}
				}
				b.StopTimer()
				b.ReportMetric(float64((processor()-before).Microseconds())/float64(b.N), "cpu-us/op")
				require.NoError(b, w.Leave(b.Context()))
			})
		}
	}
}

// BenchmarkLoad is the cost of a recipient.
func BenchmarkLoad(b *testing.B) {
	for name, where := range databases {
		b.Run(name, func(b *testing.B) {
			j := (&bench{t: b, where: where(b), audit: b.TempDir()}).open()
			b.ReportAllocs()
			b.ResetTimer()
			before := processor()
			loadLarge(b, j, b.N)
			b.ReportMetric(float64((processor()-before).Microseconds())/float64(b.N), "cpu-us/op")
		})
	}
}

// loadLarge loads recipients as a list of customers has them: numbers in no order, and messages of 800 bytes.
func loadLarge(b *testing.B, j *journal.Journal, n int) {
	l, err := j.Load(b.Context(), about)
	require.NoError(b, err)
	body := []byte(strings.Repeat(`{"text":"x"}`, 66))
	for i := range n {
		_, err := l.Add(b.Context(), journal.Recipient{Row: i + 2, Contact: fmt.Sprintf("phone:+60%09d", i*387420489%1_000_000_000), Language: "en", Body: body})
		require.NoError(b, err)
	}
	require.NoError(b, l.Commit(b.Context()))
}

// durable makes the tests' server wait for the disk.
func durable(b *testing.B, where string) string {
	if !strings.HasPrefix(where, "postgres://") {
		return where
	}
	at := &bench{t: b, where: where}
	at.run("alter system set fsync = on")
	at.run("select pg_reload_conf()")
	return where
}

// processor is the time that this process has had of the processors. On a busy machine it says more than the clock.
func processor() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
