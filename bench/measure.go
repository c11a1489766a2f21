package main

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// program is a command line to be timed.
type program struct {
	args []string
	env  []string // besides none
	dir  string
	// worst is the highest status that is no failure, 0 for 1.
	worst int
}

// figures are what one run took: seconds by the clock, seconds of all processors, and megabytes at the peak.
type figures struct{ wall, cpu, peak float64 }

// time runs a program once. It may find faults, for which the status is 1, but not fail otherwise unless its worst says so.
func (p program) time() (figures, error) {
	c := exec.Command(p.args[0], p.args[1:]...)
	c.Env, c.Dir = p.env, p.dir
	var stderr strings.Builder
	c.Stderr = &stderr
	start := time.Now()
	err := c.Run()
	wall := time.Since(start).Seconds()
	if c.ProcessState == nil || c.ProcessState.ExitCode() > max(1, p.worst) {
		return figures{}, fmt.Errorf("%s: %w\n%s", strings.Join(p.args, " "), err, stderr.String())
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return figures{wall, cpu.Seconds(), float64(usage.Maxrss) / 1024}, nil
}

// pair runs two programs in turn and returns the figures of each, after one run of both that does not count.
func pair(ours, other program, runs int) (a, b []figures, err error) {
	for i := range runs + 1 {
		x, err := ours.time()
		if err != nil {
			return nil, nil, err
		}
		y, err := other.time()
		if err != nil {
			return nil, nil, err
		}
		if i > 0 {
			a, b = append(a, x), append(b, y)
		}
	}
	return a, b, nil
}

// wall, cpu and peak choose a figure.
func wall(f figures) float64 { return f.wall }
func cpu(f figures) float64  { return f.cpu }
func peak(f figures) float64 { return f.peak }

func median(all []figures, of func(figures) float64) float64 {
	values := make([]float64, len(all))
	for i, f := range all {
		values[i] = of(f)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// ratio is the median of the ratios of runs that followed each other, so that a busy moment strikes both.
func ratio(a, b []figures, of func(figures) float64) float64 {
	values := make([]float64, len(a))
	for i := range a {
		values[i] = of(a[i]) / of(b[i])
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// row prints a ratio beside its goal; a goal of 0 is none.
func row(what string, value, goal float64, detail string) {
	printRow(what, value, goal, value <= goal, detail)
}

// rowAtLeast prints a ratio that is the better the larger it is.
func rowAtLeast(what string, value, goal float64, detail string) {
	printRow(what, value, goal, value >= goal, detail)
}

func printRow(what string, value, goal float64, met bool, detail string) {
	verdict := ""
	switch {
	case goal == 0:
	case met:
		verdict = fmt.Sprintf("goal %.2f, met", goal)
	default:
		verdict = fmt.Sprintf("goal %.2f, MISSED", goal)
	}
	fmt.Printf("%-58s %6.2f  %-18s %s\n", what, value, verdict, detail)
}
