package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/watemplate/watemplate/bench/postgres"
)

// battle is one campaign that is killed again and again, and then brought to its end.
type battle struct {
	*arena
	*stand
	name, journal string
	server        *postgres.Server // nil for SQLite
	workers       int
	faults        []string
	random        *rand.Rand
	pace          pace
	sending       time.Duration
	rate          int // requests a second; 0 for as fast as can be

	kills   atomic.Int64 // those that are left
	mu      sync.Mutex
	killed  map[string]int // by phase
	crashes int
	orphans int // so far
	most    int // of one kill
}

// command is what starts a worker, or goes on with the campaign: the first worker's is always the same.
func (b *battle) command(worker int) []string {
	args := []string{"campaign", "resume", b.name}
	if worker == 0 {
		args = []string{
			"send", "parcel.yaml", "--recipients", "list.csv", "--campaign", b.name,
		}
	}
	return append(args, "--yes", "--expect", strconv.Itoa(b.recipients), "--journal", b.journal, "--base-url", b.url, "--rate", strconv.Itoa(cmp.Or(b.rate, -1)), "--connections", strconv.Itoa(b.connections), "--breaker", "1000")
}

// machine is the one that a worker runs on: where many share a campaign, each has its own.
func machine(worker int) string { return fmt.Sprint("machine-", worker) }

// fight kills workers until there are no kills left, or nobody is left to send to.
func (b *battle) fight() error {
	failures := make(chan error, b.workers+1)
	over := make(chan struct{})
	var workers, crashing sync.WaitGroup
	for w := range b.workers {
		r := rand.New(rand.NewPCG(b.random.Uint64(), uint64(w)))
		workers.Go(func() { failures <- b.haunt(w, r) })
	}
	if b.server != nil {
		r := rand.New(rand.NewPCG(b.random.Uint64(), 99))
		crashing.Go(func() { failures <- b.crash(r, over) })
	}
	workers.Wait()
	close(over)
	crashing.Wait()
	close(failures)
	for err := range failures {
		if err != nil {
			return err
		}
	}
	return nil
}

// haunt starts a worker over and over and kills it each time. All but the first have nothing to do before it sends.
func (b *battle) haunt(worker int, r *rand.Rand) error {
	for worker > 0 && b.sum() == 0 && b.kills.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	for idle := 0; b.kills.Load() > 0; {
		p, err := b.start(b.log(worker), machine(worker), b.command(worker)...)
		if err != nil {
			return err
		}
		m := b.pace.draw(r, worker == 0 && b.sum() == 0, b.sending)
		if m.await(p, b.sends(worker)) && p.kill() {
			b.kills.Add(-1)
			b.note(m.phase)
			if err := b.inFlight(); err != nil {
				return err
			}
			idle = 0
			continue
		}
		<-p.ended
		if over, err := b.over(worker, &idle); over || err != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond) // the server may be down
	}
	return nil
}

// over reports, after some runs in a row that ended by themselves, whether nobody is left.
func (b *battle) over(worker int, idle *int) (bool, error) {
	if *idle++; *idle%4 > 0 {
		return false, nil
	}
	if *idle > 200 {
		return false, fmt.Errorf("%d runs end by themselves, and recipients are left; see %s.log", *idle, filepath.Join(b.dir, b.log(worker)))
	}
	rows, err := b.export(fmt.Sprintf("%s-over-%d", b.name, worker))
	return err == nil && len(rows) > 0 && left(rows) == 0, nil // a server that is down says nothing
}

// left is how many of an export are not settled.
func left(rows []row) (n int) {
	for _, r := range rows {
		if r.state == "queued" || r.state == "attempting" {
			n++
		}
	}
	return n
}

// sends returns what waits until a worker that is started now sends. A worker alone shows by a message that the API has
// accepted, one among others by what its machine's audit log is told before a request.
func (b *battle) sends(worker int) func(ended <-chan struct{}) bool {
	if b.workers == 1 {
		return b.next
	}
	before := b.audited(worker)
	return func(ended <-chan struct{}) bool {
		for b.audited(worker) == before {
			select {
			case <-ended:
				return false
			case <-time.After(time.Millisecond):
			}
		}
		return true
	}
}

// audited is how long a machine's audit log of the campaign is.
func (b *battle) audited(worker int) (n int64) {
	paths, _ := filepath.Glob(filepath.Join(b.dir, "home", machine(worker), "state", "watemplate", "audit", "*", b.name+"-*.jsonl")) // the pattern is right
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			n += info.Size()
		}
	}
	return n
}

func (b *battle) log(worker int) string { return fmt.Sprintf("%s-worker-%d", b.name, worker) }

func (b *battle) note(phase string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.killed[phase]++
}

// crash crashes the server from time to time, and leaves it down for a while.
func (b *battle) crash(r *rand.Rand, over <-chan struct{}) error {
	for {
		select {
		case <-over:
			return nil
		case <-time.After(time.Duration(300+r.IntN(3000)) * time.Millisecond):
		}
		if err := b.server.Crash(); err != nil {
			return err
		}
		b.crashes++
		time.Sleep(time.Duration(r.IntN(1500)) * time.Millisecond)
		if err := b.server.Start(); err != nil {
			return err
		}
	}
}

// inFlight counts, where one worker had the campaign for itself, of how many it is not known what became of them when it
// was killed.
func (b *battle) inFlight() error {
	if b.workers > 1 || b.sum() == 0 {
		return nil
	}
	rows, err := b.export(fmt.Sprintf("%s-after-%d", b.name, b.kills.Load()))
	if err != nil {
		return err
	}
	n := 0
	for _, r := range rows {
		if r.state == "attempting" || orphaned(r) {
			n++
		}
	}
	b.most = max(b.most, n-b.orphans)
	b.orphans = n
	return nil
}

// finish runs the first worker's command until nobody is left, undisturbed, and once more, which must send nothing.
func (b *battle) finish() ([]row, error) {
	for try := 1; ; try++ {
		status, err := b.run(b.log(0), machine(0), b.command(0)...)
		if err != nil {
			return nil, err
		}
		// What was written down on a machine, and not in the journal, comes in when the machine opens it.
		for w := 1; w < b.workers; w++ {
			if _, err := b.run(b.log(w), machine(w), "campaign", "show", b.name, "--journal", b.journal); err != nil {
				return nil, err
			}
		}
		rows, err := b.export(fmt.Sprintf("%s-end", b.name))
		if err != nil {
			return nil, err
		}
		if left(rows) == 0 && len(rows) > 0 {
			return rows, nil
		}
		if try == 20 {
			return nil, fmt.Errorf("%d recipients are left after %d runs that nobody disturbed; the last status was %d, see %s", left(rows), try, status, filepath.Join(b.dir, b.log(0)+".log"))
		}
	}
}
