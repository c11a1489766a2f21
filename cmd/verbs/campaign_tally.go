package verbs

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// tally is how far a campaign is, as the journal says from time to time and as the events of this process say in between.
type tally struct {
	journal.Summary

	// most is how many may be accepted in this run, 0 for all; accepted is how many were.
	most, accepted int64
	granted        float64 // requests a second at most, 0 if that is not known
	pause          string  // why nothing is sent
	pausedUntil    time.Time
	stopping       bool
	trouble        error // of the journal, when it was asked last
	watched        bool  // and sent by others
	// hint is what the user can do.
	hint string
}

// apply counts an event.
func (t *tally) apply(e campaign.Event) {
	if e.Rate > 0 {
		t.granted = e.Rate
	}
	switch e.Kind {
	case campaign.Settled:
		if e.State == journal.Queued {
			return
		}
		t.Counts[e.State]++
		t.Counts[journal.Attempting] = max(0, t.Counts[journal.Attempting]-1)
		if e.State == journal.Accepted {
			t.accepted++
		}
	case campaign.Turned:
		t.Counts[journal.Queued], t.Counts[journal.Attempting] = e.Queued, e.Attempting
	case campaign.Paused:
		t.pause, t.pausedUntil = e.Reason, e.At.Add(e.Wait)
	case campaign.Stopping:
		t.stopping = true
	}
}

// done is how many have an outcome.
func (t *tally) done() int64 {
	return t.Counts[journal.Accepted] + t.Counts[journal.Failed] + t.Counts[journal.Unknown] + t.Counts[journal.Skipped]
}

// timeLeft is how long it takes yet, as it went in the last seconds; 0 if that is not known.
func (t *tally) timeLeft() time.Duration {
	rest := t.Total - t.done()
	if t.most > 0 {
		rest = min(rest, t.most-t.accepted)
	}
	if t.Rate <= 0 || rest <= 0 {
		return 0
	}
	seconds := math.Ceil(float64(rest) / t.Rate)
	if seconds > (1000 * time.Hour).Seconds() {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// palette of the progress; the zero one has no colours.
type progressColors struct{ accepted, failed, unknown, dim, reset string }

var coloured = progressColors{accepted: "\x1b[32m", failed: "\x1b[31m", unknown: "\x1b[33m", dim: "\x1b[2m", reset: "\x1b[0m"}

// shownReasons is how many reasons the progress tells.
const shownReasons = 4

// lines are what a terminal of a width shows.
func (t *tally) lines(now time.Time, width int, c progressColors) []string {
	lines := append(t.bar(width, c), flow(t.counts(c), width)...)
	if speed := t.speed(); len(speed) > 0 {
		lines = append(lines, flow(speed, width)...)
	}
	if wait := t.pausedUntil.Sub(now); wait > 0 {
		lines = append(lines, c.unknown+"waiting "+inShort(wait)+": "+plainLine(t.pause)+c.reset)
	}
	if t.trouble != nil {
		lines = append(lines, c.unknown+"the journal does not answer: "+plainLine(t.trouble.Error())+c.reset)
	}
	for i, r := range t.Reasons {
		if i == shownReasons {
			break
		}
		colour := c.failed
		if r.State == journal.Unknown {
			colour = c.unknown
		}
		lines = append(lines, fmt.Sprintf("  %s %s%s%s: %s", thousands(r.Count), colour, r.State, c.reset, plainLine(r.Text)))
	}
	hint := t.hint
	if t.stopping {
		hint = "Ctrl-C again stops at once"
	}
	if hint != "" {
		lines = append(lines, c.dim+hint+c.reset)
	}
	return lines
}

// bar has the campaign's name, how much is done as a bar, and in a hundred, side by side if the terminal is wide enough.
func (t *tally) bar(width int, c progressColors) []string {
	const most, gap = 40, "  "
	done := float64(0)
	if t.Total > 0 {
		done = min(1, float64(t.done())/float64(t.Total))
	}
	percent := fmt.Sprintf("%3d%%", int(done*100)) // 100 only when all is done
	cells := max(0, min(most, width-1-len(gap+percent)))
	full := int(done * float64(cells))
	bar := c.accepted + strings.Repeat("━", full) + c.reset + c.dim + strings.Repeat("─", cells-full) + c.reset + gap + percent
	name := template.Visible(t.Name)
	if line := name + gap + bar; ansi.StringWidth(line) < width {
		return []string{line}
	}
	return []string{name, bar}
}

func (t *tally) counts(c progressColors) []string {
	parts := []string{thousands(t.done()) + " of " + thousands(t.Total)}
	for _, state := range states {
		colour := map[journal.State]string{journal.Accepted: c.accepted, journal.Failed: c.failed, journal.Unknown: c.unknown}[state]
		if n := t.Counts[state]; state != journal.Queued && n > 0 {
			parts = append(parts, colour+thousands(n)+" "+state.String()+c.reset)
		}
	}
	return parts
}

// speed is how fast it goes and who sends. Until the journal knows that, it is how fast it may go.
func (t *tally) speed() []string {
	var parts []string
	switch {
	case t.Rate > 0 && t.granted > 0:
		parts = append(parts, fmt.Sprintf("%.1f a second (at most %.3g)", t.Rate, t.granted))
	case t.Rate > 0:
		parts = append(parts, fmt.Sprintf("%.1f a second", t.Rate))
	case t.granted > 0:
		parts = append(parts, fmt.Sprintf("at most %.3g a second", t.granted))
	}
	if d := t.timeLeft(); d > 0 {
		parts = append(parts, inShort(d)+" left")
	}
	switch n := alive(t.Summary); {
	case n > 1:
		parts = append(parts, amount(n, "worker"))
	case n == 0 && t.watched:
		parts = append(parts, "nobody sends it")
	}
	if t.stopping {
		parts = append(parts, "stopping")
	}
	return parts
}

// plain is a line for those who have no terminal.
func (t *tally) plain(now time.Time) string {
	parts := append(t.counts(progressColors{}), t.speed()...)
	if wait := t.pausedUntil.Sub(now); wait > 0 {
		parts = append(parts, "waiting "+inShort(wait)+": "+plainLine(t.pause))
	}
	if t.trouble != nil {
		parts = append(parts, "the journal does not answer: "+plainLine(t.trouble.Error()))
	}
	return template.Visible(t.Name) + ": " + strings.Join(parts, ", ")
}

// flow sets parts side by side, in as many lines as they need.
func flow(parts []string, width int) []string {
	const gap = "   "
	var lines []string
	line := ""
	for _, part := range parts {
		switch {
		case line == "":
			line = part
		case ansi.StringWidth(line)+len(gap)+ansi.StringWidth(part) < width:
			line += gap + part
		default:
			lines, line = append(lines, line), part
		}
	}
	return append(lines, line)
}

// inShort is a duration as people say it: 45s, 3m20s, 2h05m.
func inShort(d time.Duration) string {
	d = d.Round(time.Second)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", max(1, int(d.Seconds())))
	case d < time.Hour:
		return fmt.Sprintf("%dm%02ds", int(d.Minutes()), int(d.Seconds())%60)
	}
	d = d.Round(time.Minute)
	return fmt.Sprintf("%dh%02dm", int(d.Hours()), int(d.Minutes())%60)
}
