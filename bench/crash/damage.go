package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// harm is something that happens to a campaign which was killed halfway.
type harm struct {
	name string
	// before happens before the campaign, if it is not nil.
	before, do func(*battle) error
	// undo makes it possible to go on, after a run has said what is wrong; nil if nothing has to be done.
	undo func(*battle) error
}

// damage does each harm to a campaign of its own, runs its command again, and again after what is to be done about it, and
// counts what everybody got.
func (o options) damage() error {
	a, err := newArena(o.recipients, o.connections)
	if err != nil {
		return err
	}
	if err := a.beHumble(); err != nil {
		return err
	}
	fmt.Printf("campaigns of %d that were killed halfway: something happens, and the same command runs again\n", o.recipients)
	wrong := 0
	for _, h := range harms {
		if err := a.suffer(h); err != nil {
			fmt.Printf("  WRONG: %v\n", err)
			wrong++
		}
	}
	for _, part := range []func(*arena) error{fullWhileLoading, fullWhileSending, crowd, clocks} {
		if err := part(a); err != nil {
			fmt.Printf("  WRONG: %v\n", err)
			wrong++
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d of them went wrong; what was left behind is in %s", wrong, a.dir)
	}
	if o.keep {
		fmt.Println("what was left behind is in", a.dir)
		return nil
	}
	return os.RemoveAll(a.dir)
}

// scene is a campaign with a folder of its own for its journal.
func (a *arena) scene(name string) (*battle, error) {
	b := &battle{arena: a, name: strings.ReplaceAll(name, " ", "-"), workers: 1, killed: map[string]int{}}
	folder := filepath.Join(a.dir, b.name)
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	err := a.own(folder)
	if err != nil {
		return nil, err
	}
	b.journal = filepath.Join(folder, "journal.db")
	b.stand, err = a.openStand(-1, 1, "delay=2ms")
	return b, err
}

// suffer is one harm.
func (a *arena) suffer(h harm) error {
	b, err := a.scene(h.name)
	if err != nil {
		return err
	}
	defer b.close()
	if h.before != nil {
		if err := h.before(b); err != nil {
			return err
		}
	}
	if err := b.halfway(); err != nil {
		return err
	}
	before := b.sum()
	if err := h.do(b); err != nil {
		return err
	}
	status, said, err := b.again()
	if err != nil {
		return err
	}
	b.settle()
	fmt.Printf("\n%s: after %d messages\n  status %d, %d more: %s\n", h.name, before, status, b.sum()-before, said)
	if h.undo != nil {
		if status < 3 {
			return fmt.Errorf("the status is %d, as if nothing had happened", status)
		}
		if err := h.undo(b); err != nil {
			return err
		}
		if status, said, err = b.again(); err != nil {
			return err
		}
		fmt.Printf("  then status %d: %s\n", status, said)
	}
	return b.account()
}

// halfway sends a part of the campaign and kills the command.
func (b *battle) halfway() error {
	p, err := b.start(b.log(0), machine(0), b.command(0)...)
	if err != nil {
		return err
	}
	for b.sum() < b.recipients*2/5 {
		if !b.next(p.ended) {
			return fmt.Errorf("it ends with %d before the half is sent, see %s", p.status(), p.said)
		}
	}
	p.kill()
	return nil
}

// again runs the command and returns its status and what it said last.
func (b *battle) again() (status int, said string, err error) {
	path := filepath.Join(b.dir, b.log(0)+".log")
	before, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, "", err
	}
	if status, err = b.run(b.log(0), machine(0), b.command(0)...); err != nil {
		return 0, "", err
	}
	after, err := os.ReadFile(path)
	if err != nil {
		return 0, "", err
	}
	var told []string
	for line := range strings.Lines(string(after[len(before):])) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "watemplate: ") {
			told = append(told, strings.TrimPrefix(line, "watemplate: "))
		}
	}
	if strings.Contains(string(after[len(before):]), "goroutine ") {
		return status, "", fmt.Errorf("it panics, see %s", path)
	}
	return status, strings.Join(told, "\n    "), nil
}

// account holds the journal's end against what everybody got.
func (b *battle) account() error {
	rows, err := b.finish()
	if err != nil {
		return err
	}
	v, err := b.judge(rows)
	if err != nil {
		return err
	}
	fmt.Printf("  at the end %d accepted, %d failed, %d unknown; %d twice, %d lost\n",
		v.states["accepted"], v.states["failed"], v.states["unknown"], len(v.twice), len(v.lost))
	if v.states["unknown"] > b.connections*max(1, b.workers) {
		v.complain("%d are unknown after one kill of %d connections", v.states["unknown"], b.connections)
	}
	if len(v.wrong) > 0 {
		return fmt.Errorf("%d things:\n  %s", len(v.wrong), strings.Join(v.wrong[:min(len(v.wrong), 10)], "\n  "))
	}
	return nil
}
