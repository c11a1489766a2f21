package verbs

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

// How often the progress is drawn on a terminal, is told in a line without one, and how often the journal is asked.
const (
	drawEvery = 100 * time.Millisecond
	tellEvery = 5 * time.Second
	pollEvery = 500 * time.Millisecond
)

// progress shows how far a campaign is: in a region of the terminal, or by a plain line from time to time.
type progress struct {
	app    *app
	colors progressColors

	mu    sync.Mutex
	tally tally
}

func (a *app) newProgress(t tally) *progress {
	p := &progress{app: a, tally: t}
	if a.colour(a.color, a.errTerminal) {
		p.colors = coloured
	}
	return p
}

// event counts what happened in this process.
func (p *progress) event(e campaign.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tally.apply(e)
}

// fresh takes what the journal says, or why it says nothing.
func (p *progress) fresh(s journal.Summary, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.tally.trouble = err; err == nil {
		p.tally.Summary = s
	}
}

// show draws the progress until the context ends, and asks the journal in between. Before it returns it clears away what it
// has drawn.
func (p *progress) show(ctx context.Context, summary func(context.Context) (journal.Summary, error)) {
	every := tellEvery
	if p.app.canDraw() {
		every = drawEvery
		p.app.setLive(&region{out: p.app.err, size: p.app.errSize})
		defer p.app.setLive(nil)
	}
	draw, ask := time.NewTicker(every), time.NewTicker(pollEvery)
	defer draw.Stop()
	defer ask.Stop()
	var polling sync.WaitGroup
	polling.Go(func() {
		// A database that does not answer must not keep the progress from being drawn.
		for {
			select {
			case <-ctx.Done():
				return
			case <-ask.C:
				p.fresh(summary(ctx))
			}
		}
	})
	defer polling.Wait()
	p.tell(ctx, draw.C)
}

// tell draws, or says a line, at every tick until the context ends.
func (p *progress) tell(ctx context.Context, ticks <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticks:
			p.draw(now)
		}
	}
}

// draw draws the progress once, or says it in a line.
func (p *progress) draw(now time.Time) {
	a := p.app
	a.saying.Lock()
	defer a.saying.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	if a.live == nil {
		fmt.Fprintln(a.err, p.tally.plain(now))
		return
	}
	width, _ := a.live.size()
	a.live.draw(p.tally.lines(now, width, p.colors))
}

// canDraw reports whether the standard error is a terminal that lines can be drawn on again.
func (a *app) canDraw() bool { return a.errTerminal && a.getenv("TERM") != "dumb" }

// setLive makes a region the one that is drawn in. Nil takes away what is drawn, and ends it.
func (a *app) setLive(r *region) {
	a.saying.Lock()
	defer a.saying.Unlock()
	if r == nil && a.live != nil {
		a.live.clear()
	}
	a.live = r
}
