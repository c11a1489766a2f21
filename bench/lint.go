package main

import (
	"fmt"
	"path/filepath"
	"syscall"
)

type lintBench struct {
	peers       bool
	files, runs int
}

func (b lintBench) run() error {
	w, err := openWorkshop("./cmd/watemplate", "./cmd/watemplate-campaign", "./bench/floor", "./bench/given", "./bench/noop")
	if err != nil {
		return err
	}
	defer w.close()
	small, err := w.tree("small", b.files)
	if err != nil {
		return err
	}
	large, err := w.tree("large", 10*b.files)
	if err != nil {
		return err
	}
	syscall.Sync() // so that nothing is written to the disk any more while the clock runs
	lint := func(args ...string) program { return w.run("watemplate", append([]string{"lint"}, args...)...) }
	parse := w.run("floor", small)
	fmt.Printf("%d templates; every ratio is the median of %d pairs of runs\n\n", b.files, b.runs)

	a, f, err := pair(lint("--no-cache", small), parse, b.runs)
	if err != nil {
		return err
	}
	detail := fmt.Sprintf("%.0f files/s against %.0f", float64(b.files)/median(a, wall), float64(b.files)/median(f, wall))
	row("lint / read and parse, processor", ratio(a, f, cpu), 1.35, detail)
	row("lint / read and parse, clock", ratio(a, f, wall), 0.75, "")

	a, f, err = pair(lint(small), parse, b.runs)
	if err != nil {
		return err
	}
	detail = fmt.Sprintf("%.0f files/s", float64(b.files)/median(a, wall))
	row("second lint / read and parse, processor", ratio(a, f, cpu), 0.25, detail)
	row("second lint / read and parse, clock", ratio(a, f, wall), 0.25, "")

	for _, how := range []string{"--no-cache", "--strict"} {
		a, f, err = pair(lint(how, large), lint(how, small), max(1, b.runs/2))
		if err != nil {
			return err
		}
		what, goal := "ten times the files / the files, peak of memory", 1.3
		if how != "--no-cache" {
			what, goal = what+", cached", 0
		}
		row(what, ratio(a, f, peak), goal, fmt.Sprintf("%.0f MB against %.0f", median(a, peak), median(f, peak)))
	}

	if err := b.start(w, filepath.Join(small, "team_0000", "order_000000.en_US.yaml")); err != nil {
		return err
	}
	if b.peers {
		return b.againstPeers(w.dir, small, lint("--no-cache", small))
	}
	return nil
}

// start measures how long it takes to lint one file, which is for the most part the start of the program.
func (b lintBench) start(w *workshop, one string) error {
	lint := w.run("watemplate", "lint", one)
	for _, c := range []struct {
		what        string
		ours, other program
		goal        float64
	}{
		{"lint of one file / a program that does nothing, clock", lint, w.run("noop"), 2.5},
		{"lint of one file / the given libraries parse it, clock", lint, w.run("given", one), 1.5},
		{"the given libraries parse it / a program that does nothing", w.run("given", one), w.run("noop"), 0},
		{"lint by watemplate-campaign / lint of one file, clock", w.run("watemplate-campaign", "lint", one), lint, 0},
	} {
		ours, other, err := pair(c.ours, c.other, 8*b.runs)
		if err != nil {
			return err
		}
		detail := fmt.Sprintf("%.1f ms against %.1f", 1000*median(ours, wall), 1000*median(other, wall))
		row(c.what, ratio(ours, other, wall), c.goal, detail)
	}
	return nil
}
