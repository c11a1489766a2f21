package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// process is a run of the program, by itself, as people have it.
type process struct {
	cmd     *exec.Cmd
	said    string // the file of all that it prints
	started time.Time
	ended   chan struct{}
}

// start runs the program. What it prints goes to a file, so that nothing of it is lost when it is killed.
func (a *arena) start(name string, machine string, args ...string) (*process, error) {
	said := filepath.Join(a.dir, name+".log")
	f, err := os.OpenFile(said, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c := exec.Command(a.program, args...)
	c.Dir, c.Stdout, c.Stderr, c.Env = a.dir, f, f, a.environment(machine)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: a.user}
	p := &process{c, said, time.Now(), make(chan struct{})}
	if err := c.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = c.Wait() // its status is what counts
		close(p.ended)
	}()
	return p, nil
}

// run runs the program to its end and returns its status.
func (a *arena) run(name, machine string, args ...string) (int, error) {
	p, err := a.start(name, machine, args...)
	if err != nil {
		return 0, err
	}
	select {
	case <-p.ended:
		return p.status(), nil
	case <-time.After(patience):
		p.kill()
		return 0, errors.New("watemplate hangs; it was killed after " + patience.String())
	}
}

// patience is how long a command may take that nobody disturbs.
const patience = 5 * time.Minute

// kill kills the process as kill -9 does, and reports whether it was still there to be killed.
func (p *process) kill() bool {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.ended
	return p.cmd.ProcessState.ExitCode() < 0
}

// status is the exit status of a process that has ended, -1 if it was killed.
func (p *process) status() int { return p.cmd.ProcessState.ExitCode() }
