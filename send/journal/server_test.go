package journal_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

// Whatever is wrong with the address of the server, the password is not told.
func TestServerNotReached(t *testing.T) {
	where := postgres(t)
	for name, c := range map[string]struct{ where, says string }{
		"nobody listens":  {"postgres://postgres:s3cret@127.0.0.1:1/campaigns", `^the database postgres://127.0.0.1:1/campaigns cannot be reached: .*refused.*; see whether it runs`},
		"wrong password":  {strings.Replace(where, password, "s3cretwrong", 1), `^the database postgres://127.0.0.1:\d+/journal\d+ does not let this user in \(28P01\); check`},
		"no database":     {shared.url("nowhere"), `^there is no database postgres://127.0.0.1:\d+/nowhere; make it with createdb$`},
		"no address":      {"postgres://user:s3cret%zz@host/x", `^the journal's URL cannot be read; write postgres://user@host/database`},
		"unknown setting": {"postgres://user:s3cret@127.0.0.1:99999/x", `^the (journal's URL|database) .* cannot be (used|reached)`},
	} {
		t.Run(name, func(t *testing.T) {
			b := &bench{t: t, where: c.where, audit: t.TempDir()}
			_, err := b.tryOpen()
			require.Error(t, err)
			assert.Regexp(t, c.says, err.Error())
			assert.NotContains(t, err.Error(), "s3cret")
		})
	}
}

// A server that crashes between turns makes them fail; once it is back they go on, and nobody is claimed twice.
func TestServerCrashes(t *testing.T) {
	b := &bench{t: t, where: postgres(t), audit: t.TempDir()}
	j := b.open()
	load(t, j, 40)
	w := join(t, j)
	sent := map[int64]bool{}
	var r journal.Request
	for round := 0; len(sent) < 40; round++ {
		r.Want = 8
		if round == 2 {
			require.NoError(t, shared.stop("immediate"))
			got, err := w.Turn(t.Context(), r)
			require.Error(t, err)
			assert.Regexp(t, `^the database postgres://127.0.0.1:\d+/journal\d+ (cannot be reached|is being stopped)`, err.Error())
			assert.Empty(t, got.Claims)
			require.NoError(t, shared.start())
		}
		got := turn(t, w, r)
		require.NotEmpty(t, got.Claims)
		r.Outcomes = nil
		for _, c := range got.Claims {
			require.False(t, sent[c.Seq])
			sent[c.Seq] = true
			r.Outcomes = append(r.Outcomes, outcome(c, journal.Accepted))
		}
	}
	turn(t, w, r)
	assert.Equal(t, counts{journal.Accepted: 40}, summary(t, j).Counts)
}

// The answer to a commit is lost when the server ends the connection in the middle of it. Whatever became of the commit,
// each is sent to once.
func TestConnectionsCut(t *testing.T) {
	b := &bench{t: t, where: postgres(t), audit: t.TempDir()}
	j := b.open()
	const n = 3000
	load(t, j, n)
	w := join(t, j)
	var cutting sync.WaitGroup
	ctx, enough := context.WithCancel(t.Context())
	cutting.Go(func() { cutConnections(ctx, b, 30) })
	sent := map[int64]bool{}
	var r journal.Request
	failures := 0
	for {
		r.Want = 32
		got, err := w.Turn(t.Context(), r)
		if err != nil {
			failures++
			require.Empty(t, got.Claims)
			continue
		}
		if got.Queued == 0 && len(got.Claims) == 0 {
			break
		}
		r.Outcomes = nil
		for _, c := range got.Claims {
			require.False(t, sent[c.Seq], "recipient %d twice", c.Seq)
			sent[c.Seq] = true
			r.Outcomes = append(r.Outcomes, outcome(c, journal.Accepted))
		}
	}
	enough()
	cutting.Wait()
	require.Positive(t, failures)
	assert.Equal(t, counts{journal.Accepted: n}, summary(t, b.open()).Counts)
}

// cutConnections ends so many of the connections to the database that are in a transaction.
func cutConnections(ctx context.Context, b *bench, n int) {
	db := b.sql()
	defer db.Close()
	for n > 0 {
		var cut int
		err := db.QueryRowContext(ctx, `select count(pg_terminate_backend(pid)) from pg_stat_activity
			where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`).Scan(&cut)
		if err != nil {
			return // it was enough
		}
		n -= cut
	}
}

// The commit is on disk, and its answer never comes: what was claimed was told to nobody, and is claimed again.
func TestAnswerOfCommitCut(t *testing.T) {
	where := postgres(t)
	u, err := url.Parse(where)
	require.NoError(t, err)
	p := &proxy{server: u.Host}
	u.Host = p.listen(t)
	b := &bench{t: t, where: u.String(), audit: t.TempDir()}
	j := b.open()
	load(t, j, 9)
	w := join(t, j)
	r := journal.Request{Want: 3}
	for _, c := range claim(t, w, 2) {
		r.Outcomes = append(r.Outcomes, outcome(c, journal.Accepted))
	}
	p.cut.Store(true)
	_, err = w.Turn(t.Context(), r)
	require.ErrorContains(t, err, "cannot be reached")
	require.False(t, p.cut.Load())
	assert.Equal(t, counts{journal.Accepted: 2, journal.Attempting: 3, journal.Queued: 4}, summary(t, j).Counts, "the commit holds")
	got := turn(t, w, r)
	assert.Equal(t, []int64{3, 4, 5}, seqs(got.Claims))
	assert.Equal(t, 1, got.Claims[0].Attempt)
	assert.Equal(t, counts{journal.Accepted: 2, journal.Attempting: 3, journal.Queued: 4}, summary(t, j).Counts)
}

// proxy stands before a server. Once cut is set, the next answer to a commit ends the connection instead.
type proxy struct {
	server string
	cut    atomic.Bool
}

func (p *proxy) listen(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(client)
		}
	}()
	return l.Addr().String()
}

func (p *proxy) serve(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", p.server)
	if err != nil {
		return
	}
	defer server.Close()
	go io.Copy(server, client)
	buf := make([]byte, 1<<16)
	for {
		n, err := server.Read(buf)
		if err != nil || bytes.Contains(buf[:n], []byte("COMMIT\x00")) && p.cut.CompareAndSwap(true, false) {
			return
		}
		if _, err := client.Write(buf[:n]); err != nil {
			return
		}
	}
}
