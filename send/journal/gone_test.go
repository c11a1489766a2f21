package journal_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/journal"
)

// What a worker attempted whose heartbeat is old becomes Unknown, and what it says later holds.
func TestWorkerTakenForGone(t *testing.T) {
	for name, ahead := range map[string]time.Duration{"old": time.Minute, "from before the clock was put back": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, b *bench) {
				j := b.open()
				load(t, j, 5)
				slow := join(t, j)
				claims := claim(t, slow, 4)

				others := b.open()
				others.Shift(ahead)
				w := join(t, others)
				got := turn(t, w, journal.Request{Want: 9})
				assert.Equal(t, []int64{5}, seqs(got.Claims), "nobody is sent to again")
				assert.Zero(t, got.Attempting)
				assert.Equal(t, counts{journal.Unknown: 4, journal.Attempting: 1}, summary(t, others).Counts)
				assert.Equal(t, "the sender ended before the answer came", results(t, others, journal.Unknown)[0].Reason)

				back := outcome(claims[3], journal.Queued)
				turn(t, slow, journal.Request{Outcomes: []journal.Outcome{
					outcome(claims[0], journal.Accepted), outcome(claims[1], journal.Failed), outcome(claims[2], journal.Unknown), back,
				}})
				assert.Equal(t, counts{journal.Accepted: 1, journal.Failed: 1, journal.Unknown: 1, journal.Queued: 1, journal.Attempting: 1}, summary(t, others).Counts)
				assert.EqualValues(t, 1787700001, results(t, j, journal.Accepted)[0].MessageID)
			})
		})
	}
}

// A worker that was taken for gone and comes back is watched again.
func TestWorkerComesBack(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j, others := b.open(), b.open()
		others.Shift(time.Minute)
		load(t, j, 3)
		slow := join(t, j)
		claim(t, slow, 1)
		w := join(t, others)
		turn(t, w, journal.Request{})
		claim(t, slow, 1)
		require.NoError(t, slow.Die())
		assert.Equal(t, counts{journal.Unknown: 2, journal.Queued: 1}, summary(t, j).Counts)
	})
}

func TestWorkersAreShown(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 2)
		live, dead := join(t, j), join(t, j)
		claim(t, live, 1)
		claim(t, dead, 1)
		require.NoError(t, dead.Die())
		s := summary(t, b.open())
		assert.Equal(t, counts{journal.Attempting: 1, journal.Unknown: 1}, s.Counts)
		require.Len(t, s.Workers, 2)
		host, _ := os.Hostname()
		assert.Equal(t, journal.WorkerInfo{Machine: host, PID: os.Getpid(), Alive: true, Beat: s.Workers[0].Beat}, s.Workers[0])
		assert.False(t, s.Workers[1].Alive)
		require.NoError(t, live.Leave(t.Context()))
		assert.Len(t, summary(t, j).Workers, 1, "who leaves is not shown; who ended otherwise is")
	})
}

func TestFit(t *testing.T) {
	j := sqliteBench(t).open()
	load(t, j, 2)
	w := join(t, j)
	require.NoError(t, w.Fit())
	w.StandStill(9 * time.Second)
	require.NoError(t, w.Fit())
	w.StandStill(11 * time.Second)
	require.EqualError(t, w.Fit(), "the journal has not been written for 11s, the longest is 10s; others may take this process for gone")
	claim(t, w, 1)
	require.NoError(t, w.Fit(), "a turn is as good as a heartbeat")
}

// A process that is killed leaves an outcome that it noted, and whatever it had claimed beside that is Unknown at once:
// nobody has to wait for its heartbeat to grow old.
func TestKilled(t *testing.T) {
	onEach(t, func(t *testing.T, b *bench) {
		j := b.open()
		load(t, j, 10)
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "JOURNAL_SCENE=killed", "JOURNAL="+b.where, "JOURNAL_AUDIT="+b.audit)
		c.Stderr = os.Stderr
		out, err := c.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, c.Start())
		ready, err := bufio.NewReader(out).ReadString('\n')
		require.NoError(t, err)
		require.Equal(t, "ready\n", ready)
		require.NoError(t, c.Process.Kill())
		require.Error(t, c.Wait())

		w := join(t, j)
		got := turn(t, w, journal.Request{Want: 9})
		assert.Equal(t, []int64{2, 5, 6, 7, 8, 9, 10}, seqs(got.Claims))
		assert.Equal(t, counts{journal.Accepted: 1, journal.Unknown: 2, journal.Attempting: 7}, summary(t, j).Counts)
		assert.EqualValues(t, 1787700001, results(t, j, journal.Accepted)[0].MessageID)
	})
}

// scenes are what this program does as another process.
var scenes = map[string]func(context.Context, *journal.Journal) error{
	"killed": func(ctx context.Context, j *journal.Journal) error {
		w, err := j.Join(ctx, about.Name)
		if err != nil {
			return err
		}
		got, err := w.Turn(ctx, journal.Request{Want: 4})
		if err != nil {
			return err
		}
		for i, state := range []journal.State{journal.Accepted, journal.Queued} {
			if err := w.Note(outcome(got.Claims[i], state)); err != nil {
				return err
			}
		}
		fmt.Println("ready")
		select {}
	},
	"open": func(context.Context, *journal.Journal) error { return nil },
}

// play plays a scene and says how it ended.
func play(scene string) int {
	ctx := context.Background()
	j, err := journal.Open(ctx, os.Getenv("JOURNAL"), journal.Options{Audit: os.Getenv("JOURNAL_AUDIT")})
	if err == nil {
		err = scenes[scene](ctx, j)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}
