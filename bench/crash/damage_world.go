package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/watemplate/watemplate/bench/postgres"
)

// smallDisk puts a disk of some size below the journal, where we may.
func (b *battle) smallDisk(size string) (unmount func(), err error) {
	folder := filepath.Dir(b.journal)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", folder).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	return func() { _ = exec.Command("umount", "-l", folder).Run() }, b.own(folder)
}

// fullWhileLoading: a disk that is too small for the list.
func fullWhileLoading(a *arena) error {
	b, err := a.scene("full while loading")
	if err != nil {
		return err
	}
	defer b.close()
	fmt.Println("\na disk too small for the list:")
	unmount, err := b.smallDisk("300k")
	if err != nil {
		fmt.Println("  left out, no disk can be had here:", strings.TrimSpace(err.Error()))
		return nil
	}
	defer unmount()
	status, said, err := b.again()
	if err != nil {
		return err
	}
	fmt.Printf("  status %d, %d sent: %s\n", status, b.sum(), said)
	if status < 3 || b.sum() > 0 {
		return errors.New("as if nothing had happened")
	}
	if out, err := exec.Command("mount", "-o", "remount,size=64m", filepath.Dir(b.journal)).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return b.account()
}

// fullWhileSending: somebody else fills the disk while a campaign is sent.
func fullWhileSending(a *arena) error {
	b, err := a.scene("full while sending")
	if err != nil {
		return err
	}
	defer b.close()
	fmt.Println("\na disk that is full in the middle:")
	unmount, err := b.smallDisk("16m")
	if err != nil {
		fmt.Println("  left out, no disk can be had here:", strings.TrimSpace(err.Error()))
		return nil
	}
	defer unmount()
	p, err := b.start(b.log(0), machine(0), b.command(0)...)
	if err != nil {
		return err
	}
	for b.sum() < b.recipients/5 && b.next(p.ended) {
	}
	filler := filepath.Join(filepath.Dir(b.journal), "filler")
	if os.WriteFile(filler, make([]byte, 32<<20), 0o600) == nil {
		return errors.New("the disk is not full")
	}
	if err := b.still(p); err != nil {
		return err
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	<-p.ended
	fmt.Printf("  room was made: the same run ends with status %d\n", p.status())
	return b.account()
}

// still sees that a run without a journal says so, and sends no more.
func (b *battle) still(p *process) error {
	before := -1
	for before != b.sum() {
		before = b.sum()
		time.Sleep(3 * time.Second)
	}
	said, err := os.ReadFile(p.said)
	if err != nil {
		return err
	}
	last := strings.TrimSpace(string(said[bytes.LastIndexByte(bytes.TrimSpace(said), '\n')+1:]))
	fmt.Printf("  %d sent, and no more: %s\n", before, last)
	if !strings.Contains(last, "full") {
		return errors.New("it does not say why")
	}
	return nil
}

// crowd: the same command several times at once.
func crowd(a *arena) error {
	const many = 4
	b, err := a.scene("several at once")
	if err != nil {
		return err
	}
	defer b.close()
	var all sync.WaitGroup
	var statuses [many]int
	var failures [many]error
	for i := range many {
		all.Go(func() { statuses[i], failures[i] = b.run(b.log(i), machine(0), b.command(0)...) })
	}
	all.Wait()
	fmt.Printf("\nthe same command %d times at once: statuses %v, %d sent\n", many, statuses, b.sum())
	if err := errors.Join(failures[:]...); err != nil {
		return err
	}
	return b.account()
}

// clocks: the database's clock jumps by hours, forth and back, while three workers send. The workers' own clocks cannot be
// faked from outside of a Go program; the journal's own tests are about them.
func clocks(a *arena) error {
	fmt.Println("\nthe clock of PostgreSQL jumps an hour ahead, two back, and one ahead again:")
	found, _ := filepath.Glob("/usr/lib/*/faketime/libfaketimeMT.so.1") // the pattern is right
	if len(found) == 0 {
		fmt.Println("  left out, libfaketime is not installed")
		return nil
	}
	clock := filepath.Join(a.dir, "clock")
	jump := func(to string) error { return os.WriteFile(clock, []byte(to+"\n"), 0o644) }
	if err := errors.Join(os.Chmod(a.dir, 0o755), jump("+0")); err != nil {
		return err
	}
	server, err := postgres.New("LD_PRELOAD="+found[0], "FAKETIME_TIMESTAMP_FILE="+clock, "FAKETIME_NO_CACHE=1")
	if errors.Is(err, postgres.ErrAbsent) {
		fmt.Println("  left out:", err)
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = server.Remove() }()
	b, err := a.scene("clocks")
	if err != nil {
		return err
	}
	defer b.close()
	b.server, b.workers, b.rate = server, 3, 400
	if b.journal, err = server.Create("clocks"); err != nil {
		return err
	}
	var workers sync.WaitGroup
	for w := range b.workers {
		p, err := b.start(b.log(w), machine(w), b.command(w)...)
		if err != nil {
			return err
		}
		workers.Go(func() { <-p.ended; fmt.Printf("  worker %d ends with status %d\n", w, p.status()) })
		if w == 0 && !b.next(p.ended) {
			return errors.New("it ends before it sends")
		}
	}
	for _, to := range []string{"+3600", "-3600", "+0"} {
		time.Sleep(time.Second)
		if err := jump(to); err != nil {
			return err
		}
	}
	workers.Wait()
	return b.account()
}
