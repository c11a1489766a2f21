//go:build unix

package verbs

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/sandbox"
)

// slowAPI is an API that says when a request has come, and answers it when it is let.
type slowAPI struct {
	*practice
	came   chan struct{}
	answer chan struct{}
}

func newSlowAPI(t *testing.T, count int) *slowAPI {
	t.Helper()
	p := newPractice(t, 0, sandbox.Options{})
	s := &slowAPI{practice: p, came: make(chan struct{}, count), answer: make(chan struct{})}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.came <- struct{}{}
		<-s.answer
		p.api.Load().ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		s.release()
		server.Close()
	})
	s.load("slow", count, server.URL+"/v1")
	return s
}

// release lets all requests be answered.
func (s *slowAPI) release() {
	select {
	case <-s.answer:
	default:
		close(s.answer)
	}
}

// command is a command in a process of its own, which is not started.
func (s *slowAPI) command(args ...string) *exec.Cmd {
	self, err := os.Executable()
	require.NoError(s.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	c := exec.CommandContext(ctx, self)
	c.Args = append([]string{"watemplate"}, args...)
	c.Env = append(os.Environ(), "WATEMPLATE_TOKEN=secret-token", "WATEMPLATE_JOURNAL="+s.path, "TERM=xterm", "NO_COLOR=1")
	return c
}

// start runs a command in a process of its own.
func (s *slowAPI) start(out, talk io.Writer, args ...string) *exec.Cmd {
	s.t.Helper()
	c := s.command(args...)
	c.Stdout, c.Stderr = out, talk
	require.NoError(s.t, c.Start())
	return c
}

// resume resumes the slow campaign in a process of its own, and returns once it has made its two first requests.
func (s *slowAPI) resume(out, talk io.Writer) *exec.Cmd {
	s.t.Helper()
	c := s.start(out, talk, "campaign", "resume", "slow", "--yes", "--expect", "6", "--connections", "2", "--rate", "-1")
	<-s.came
	<-s.came
	return c
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	require.Eventually(t, holds, 20*time.Second, time.Millisecond, what)
}

func statusOfProcess(c *exec.Cmd) int {
	_ = c.Wait()
	return c.ProcessState.ExitCode()
}

// TestInterruptedRun: the first signal lets what is in flight be answered, the second gives it up; both leave a campaign
// that can be resumed, and nobody gets anything twice.
func TestInterruptedRun(t *testing.T) {
	for _, c := range []struct {
		name              string
		first             os.Signal
		again             bool
		accepted, unknown int64
	}{
		{"Ctrl-C", os.Interrupt, false, 2, 0},
		{"the system ends it", syscall.SIGTERM, false, 2, 0},
		{"the terminal is gone", syscall.SIGHUP, false, 2, 0},
		{"Ctrl-C twice", os.Interrupt, true, 0, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSlowAPI(t, 6)
			out, talk := &lockedBuffer{}, &lockedBuffer{}
			process := s.resume(out, talk)
			require.NoError(t, process.Process.Signal(c.first))
			eventually(t, "it says what it does", func() bool {
				return strings.Contains(talk.String(), "finishing what is in flight; Ctrl-C again stops at once")
			})
			if c.again {
				require.NoError(t, process.Process.Signal(os.Interrupt))
			} else {
				s.release()
			}
			assert.Equal(t, statusUnknown, statusOfProcess(process), talk.String())
			assert.Contains(t, talk.String(), "stopped because it was interrupted")
			assert.Contains(t, talk.String(), "watemplate campaign resume slow")
			assert.Contains(t, out.String(), "slow: stopped; ")
			assert.NotContains(t, talk.String(), "\x1b", "no terminal, no drawing")

			s.release()
			status, after, _ := s.run("campaign", "resume", "slow", "--yes", "--expect", "6", "--rate", "-1")
			last := s.campaign("slow")
			assert.Equal(t, c.unknown, last.Unknown, after)
			assert.Equal(t, 6-c.unknown, last.Accepted)
			assert.Equal(t, map[bool]int{true: statusUnknown, false: statusClean}[c.unknown > 0], status)
			for contact, n := range s.api.Load().Counts() {
				assert.Equal(t, 1, n, contact)
			}
		})
	}
}

// TestFollow: another terminal sees the progress, leaves it without harm, and sees the end.
func TestFollow(t *testing.T) {
	s := newSlowAPI(t, 6)
	sender := s.resume(io.Discard, io.Discard)

	screen, err := pty.StartWithSize(s.command("campaign", "show", "slow", "--follow"), &pty.Winsize{Rows: 30, Cols: 100})
	require.NoError(t, err)
	defer screen.Close()
	seen := &lockedBuffer{}
	go func() { _, _ = io.Copy(seen, screen) }()
	eventually(t, "it shows who is being sent to", func() bool { return strings.Contains(seen.String(), "2 attempting") })
	assert.Contains(t, seen.String(), "0 of 6")
	_, err = screen.WriteString("\x03")
	require.NoError(t, err)
	eventually(t, "it leaves", func() bool { return strings.Contains(seen.String(), "the campaign is not touched by it") })
	eventually(t, "and says how far the campaign is", func() bool {
		return strings.Contains(seen.String(), "slow: sending (1 worker alive); 0 of 6 accepted, 6 not sent")
	})

	ended := make(chan string)
	go func() {
		_, out, _ := s.run("campaign", "show", "slow", "--follow")
		ended <- out
	}()
	s.release()
	assert.Contains(t, <-ended, "6 of 6 accepted")
	assert.Equal(t, statusClean, statusOfProcess(sender))
}

// TestDrawnProgress: on a terminal the progress is drawn while it runs and taken away at its end.
func TestDrawnProgress(t *testing.T) {
	s := newSlowAPI(t, 6)
	terminal, tty, err := pty.Open()
	require.NoError(t, err)
	defer terminal.Close()
	require.NoError(t, pty.Setsize(tty, &pty.Winsize{Rows: 30, Cols: 100}))
	seen := &lockedBuffer{}
	go func() { _, _ = io.Copy(seen, terminal) }()
	out := &lockedBuffer{}
	process := s.resume(out, tty)
	eventually(t, "it draws", func() bool { return strings.Contains(seen.String(), "slow  ─") })
	s.release()
	assert.Equal(t, statusClean, statusOfProcess(process), seen.String())
	require.NoError(t, tty.Close())
	assert.Equal(t, "slow: finished; 6 of 6 accepted\n", out.String())
	eventually(t, "nothing is left of it", func() bool { return strings.HasSuffix(seen.String(), "\x1b[J") })
}

// TestUnreadRun: that nobody reads what is printed ends no campaign.
func TestUnreadRun(t *testing.T) {
	s := newSlowAPI(t, 6)
	unread, talk, err := os.Pipe()
	require.NoError(t, err)
	process := s.resume(io.Discard, talk)
	require.NoError(t, talk.Close())
	require.NoError(t, unread.Close())
	require.NoError(t, process.Process.Signal(os.Interrupt)) // of which it speaks
	s.release()
	assert.Equal(t, statusUnknown, statusOfProcess(process))
	assert.Equal(t, int64(2), s.campaign("slow").Accepted)
	assert.Zero(t, s.campaign("slow").Unknown)
}
