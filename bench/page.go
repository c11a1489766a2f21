package main

import (
	"fmt"
	"path/filepath"
	"syscall"
)

// pageBench measures how long the page for reviewers takes.
type pageBench struct{ files, runs int }

func (b pageBench) run() error {
	w, err := openWorkshop("./cmd/watemplate", "./bench/floor")
	if err != nil {
		return err
	}
	defer w.close()
	tree, err := w.tree("templates", b.files)
	if err != nil {
		return err
	}
	syscall.Sync() // so that nothing is written to the disk any more while the clock runs
	page := w.run("watemplate", "preview", "--html", filepath.Join(w.dir, "review"), tree)
	fmt.Printf("%d templates; every ratio is the median of %d pairs of runs\n\n", b.files, b.runs)

	for _, other := range []struct {
		name string
		program
	}{
		{"read and parse", w.run("floor", tree)},
		{"lint", w.run("watemplate", "lint", "--no-cache", tree)},
	} {
		a, f, err := pair(page, other.program, b.runs)
		if err != nil {
			return err
		}
		row("page / "+other.name+", processor", ratio(a, f, cpu), 0,
			fmt.Sprintf("%.0f files/s against %.0f", float64(b.files)/median(a, wall), float64(b.files)/median(f, wall)))
		row("page / "+other.name+", clock", ratio(a, f, wall), 0,
			fmt.Sprintf("%.0f ms against %.0f", 1000*median(a, wall), 1000*median(f, wall)))
		row("page / "+other.name+", peak of memory", ratio(a, f, peak), 0,
			fmt.Sprintf("%.0f MB against %.0f", median(a, peak), median(f, peak)))
	}
	return nil
}
