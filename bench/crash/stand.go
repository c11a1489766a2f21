package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// stand is the sandbox, as a process of its own, which outlives all that is killed. It prints a line for every message
// before it answers, from which we count.
type stand struct {
	cmd *exec.Cmd
	url string

	mu    sync.Mutex
	ids   map[string][]int64 // the messages that each contact got
	total int
	heard chan struct{} // is closed at the next message
}

var (
	address = regexp.MustCompile(`WATEMPLATE_BASE_URL=(\S+)`)
	line    = regexp.MustCompile(`^\S+ +(\d+) +(\S+) `)
)

// openStand starts a sandbox with a limit of the rate, -1 for none, and with faults, for whose chances the seed decides.
func (a *arena) openStand(rate int, seed uint64, faults ...string) (*stand, error) {
	args := []string{"sandbox", "--addr", "127.0.0.1:0", "--rate", strconv.Itoa(rate), "--seed", strconv.FormatUint(seed, 10)}
	for _, f := range faults {
		args = append(args, "--fault", f)
	}
	s := &stand{cmd: exec.Command(a.program, args...), ids: map[string][]int64{}, heard: make(chan struct{})}
	s.cmd.Env = a.environment("sandbox")
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	talk, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go s.count(out)
	var said strings.Builder
	for lines := bufio.NewScanner(talk); lines.Scan(); fmt.Fprintln(&said, lines.Text()) {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			s.url = m[1]
			go func() { _, _ = io.Copy(io.Discard, talk) }() // until the process ends
			return s, nil
		}
	}
	return nil, fmt.Errorf("the sandbox does not start: %w: %s", s.cmd.Wait(), said.String())
}

// count reads what the sandbox prints.
func (s *stand) count(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		m := line.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		id, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			continue
		}
		s.mu.Lock()
		s.ids[m[2]] = append(s.ids[m[2]], id)
		s.total++
		close(s.heard)
		s.heard = make(chan struct{})
		s.mu.Unlock()
	}
}

// next waits for the next message that the sandbox accepts, and reports false if the other channel ends first.
func (s *stand) next(ended <-chan struct{}) bool {
	s.mu.Lock()
	heard := s.heard
	s.mu.Unlock()
	select {
	case <-heard:
		return true
	case <-ended:
		return false
	}
}

// received is a copy of what each contact got so far.
func (s *stand) received() map[string][]int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[string][]int64, len(s.ids))
	for to, ids := range s.ids {
		all[to] = append([]int64(nil), ids...)
	}
	return all
}

// sum is how many messages were accepted.
func (s *stand) sum() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.total
}

// settle waits until the lines of all messages are read: a while without any. Nobody sends any more by then.
func (s *stand) settle() {
	for before := -1; before != s.sum(); time.Sleep(100 * time.Millisecond) {
		before = s.sum()
	}
}

func (s *stand) close() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}
