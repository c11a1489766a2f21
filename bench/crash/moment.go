package main

import (
	"math/rand/v2"
	"time"
)

// moment is the instant at which a process is killed: so long after it was started, or after it began to send.
type moment struct {
	phase string
	sends bool // counts from when it began to send
	after time.Duration
}

// pace is how long the program takes: to its first message when it loads the list, and when it goes on.
type pace struct{ load, resume time.Duration }

// draw draws a moment. Most fall while it sends, the others while it starts and loads, and right at the first request.
func (p pace) draw(r *rand.Rand, loads bool, sending time.Duration) moment {
	until := func(d time.Duration) time.Duration { return time.Duration(r.Int64N(max(int64(d), 1))) }
	before, n := p.resume, r.IntN(100)
	if loads {
		before, n = p.load, r.IntN(50)
	}
	switch {
	case n < 5:
		return moment{"at the start", false, until(10 * time.Millisecond)}
	case n < 20:
		return moment{"before the first", false, until(before)}
	case n < 30:
		return moment{"at the first", true, until(2 * time.Millisecond)}
	case n < 65:
		return moment{"sending", true, until(sending / 3)}
	default:
		return moment{"sending", true, until(2 * sending)}
	}
}

// await waits for the moment, and reports false if the process ended before. sends waits until the process sends.
func (m moment) await(p *process, sends func(ended <-chan struct{}) bool) bool {
	if m.sends && !sends(p.ended) {
		return false
	}
	select {
	case <-time.After(m.after):
		return true
	case <-p.ended:
		return false
	}
}
