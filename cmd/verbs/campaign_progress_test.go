package verbs

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// exampleTally is in the midst of a campaign.
func exampleTally() tally {
	return tally{
		Summary: journal.Summary{
			Campaign: journal.Campaign{Name: "order_shipped-march", Total: 2000},
			Counts: map[journal.State]int64{
				journal.Accepted: 1236, journal.Failed: 3, journal.Unknown: 1, journal.Attempting: 8, journal.Queued: 752,
			},
			Reasons: []journal.Reason{
				{State: journal.Failed, Text: "404 Not Found: the contact does not exist", Count: 3},
				{State: journal.Unknown, Text: "500 Internal Server Error", Count: 1},
			},
			Workers: []journal.WorkerInfo{{Machine: "a", Alive: true}},
			Rate:    9.8,
		},
		granted: 10,
		hint:    "Ctrl-C finishes what is in flight and stops",
	}
}

// TestProgressLines: what a terminal shows, wide and narrow, is a golden.
func TestProgressLines(t *testing.T) {
	cases := []struct {
		title  string
		change func(*tally)
	}{
		{"in the midst", func(*tally) {}},
		{"the API asks for patience", func(s *tally) {
			s.apply(campaign.Event{Kind: campaign.Paused, At: noon.Add(-time.Second), Wait: 13 * time.Second, Reason: "429 Too Many Requests"})
		}},
		{"three workers, and stopping", func(s *tally) {
			s.Workers = append(s.Workers, journal.WorkerInfo{Alive: true}, journal.WorkerInfo{Alive: true}, journal.WorkerInfo{})
			s.apply(campaign.Event{Kind: campaign.Stopping})
		}},
		{"nobody sends it", func(s *tally) { s.Workers, s.Rate, s.Reasons, s.granted, s.watched = nil, 0, nil, 0, true }},
		{"all but one of many", func(s *tally) {
			s.Total, s.Reasons = 1_000_000, nil
			s.Counts = map[journal.State]int64{journal.Accepted: 999_999, journal.Queued: 1}
		}},
		{"a limit", func(s *tally) { s.most, s.accepted = 100, 2 }},
		{"a journal that does not answer", func(s *tally) { s.trouble = errors.New("connection refused") }},
		{"names from strangers", func(s *tally) {
			s.Name = "a\x1b[2J\u202e" + strings.Repeat("n", 100)
			s.Reasons = []journal.Reason{{State: journal.Failed, Text: "\x1b]0;owned\a" + strings.Repeat("w", 200), Count: 1}}
		}},
		{"more reasons than there is room", func(s *tally) {
			s.Reasons = nil
			for i := range 9 {
				s.Reasons = append(s.Reasons, journal.Reason{State: journal.Failed, Text: fmt.Sprintf("40%d", i), Count: 1})
			}
		}},
		{"at the beginning", func(s *tally) { s.Workers, s.Rate, s.Reasons, s.Counts = nil, 0, nil, map[journal.State]int64{} }},
		{"empty", func(s *tally) { *s = tally{Summary: journal.Summary{Campaign: journal.Campaign{Name: "none"}}} }},
	}
	for _, width := range []int{100, 40} {
		t.Run(strconv.Itoa(width), func(t *testing.T) {
			var got strings.Builder
			for _, c := range cases {
				s := exampleTally()
				c.change(&s)
				fmt.Fprintf(&got, "# %s\n", c.title)
				for _, line := range s.lines(noon, width, progressColors{}) {
					if strings.Contains(line, "─") {
						assert.Less(t, ansi.StringWidth(line), width, "the bar fits: %s", c.title)
					}
					fmt.Fprintln(&got, ansi.Truncate(line, width-1, "…"))
				}
				fmt.Fprintf(&got, "plain: %s\n\n", s.plain(noon))
			}
			assert.NotContains(t, got.String(), "\x1b")
			golden(t, filepath.Join("testdata", "progress", fmt.Sprintf("%d.txt", width)), got.String())
		})
	}
}

// golden compares a text with a file, or rewrites the file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// TestTallyCountsEvents: between two looks at the journal the events of this process are counted.
func TestTallyCountsEvents(t *testing.T) {
	s := exampleTally()
	s.apply(campaign.Event{Kind: campaign.Settled, State: journal.Accepted, Rate: 20})
	s.apply(campaign.Event{Kind: campaign.Settled, State: journal.Failed})
	s.apply(campaign.Event{Kind: campaign.Settled, State: journal.Queued})
	assert.Equal(t, int64(1237), s.Counts[journal.Accepted])
	assert.Equal(t, int64(4), s.Counts[journal.Failed])
	assert.Equal(t, int64(1242), s.done(), "one that is sent again is not done")
	assert.InDelta(t, 20, s.granted, 0)
	s.apply(campaign.Event{Kind: campaign.Turned, Queued: 700, Attempting: 5})
	assert.Equal(t, int64(705), left(s.Summary))
	assert.Equal(t, 78*time.Second, s.timeLeft(), "758 at 9.8 a second")
}

func TestColoursEnd(t *testing.T) {
	s := exampleTally()
	for _, line := range s.lines(noon, 100, coloured) {
		last := strings.LastIndex(line, "\x1b[")
		assert.True(t, last < 0 || strings.HasPrefix(line[last:], coloured.reset), "%q", line)
		cut := ansi.Truncate(line, 20, "…")
		last = strings.LastIndex(cut, "\x1b[")
		assert.True(t, last < 0 || strings.HasPrefix(cut[last:], coloured.reset), "cut: %q", cut)
	}
}

func TestInShort(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"1s": 20 * time.Millisecond, "59s": 59 * time.Second, "1m00s": 59700 * time.Millisecond, "3m20s": 200 * time.Second,
		"2h05m": 2*time.Hour + 5*time.Minute + 4*time.Second, "1h00m": time.Hour - time.Millisecond,
	} {
		assert.Equal(t, want, inShort(d))
	}
}

// TestPlainProgress: without a terminal there is a plain line at each tick and nothing else.
func TestPlainProgress(t *testing.T) {
	said, talk := io.Pipe()
	a := &app{shell: shell{err: talk, getenv: func(string) string { return "" }}, color: "auto"}
	p := a.newProgress(exampleTally())
	ctx, cancel := context.WithCancel(context.Background())
	ticks := make(chan time.Time)
	go func() {
		p.tell(ctx, ticks)
		talk.Close()
	}()
	lines := bufio.NewScanner(said)
	ticks <- noon
	require.True(t, lines.Scan())
	assert.Equal(t, "order_shipped-march: 1,240 of 2,000, 1,236 accepted, 3 failed, 1 unknown, 8 attempting, 9.8 a second (at most 10), 1m18s left", lines.Text())
	p.event(campaign.Event{Kind: campaign.Settled, State: journal.Accepted})
	ticks <- noon
	require.True(t, lines.Scan())
	assert.Equal(t, "order_shipped-march: 1,241 of 2,000, 1,237 accepted, 3 failed, 1 unknown, 7 attempting, 9.8 a second (at most 10), 1m18s left", lines.Text())
	cancel()
	assert.False(t, lines.Scan(), "%q", lines.Text())
}

// TestRegion: what is drawn takes the place of what was drawn, also when the terminal became narrower and has folded it,
// and leaves nothing behind.
func TestRegion(t *testing.T) {
	screen := &terminal{t: t, width: 40, height: 10, lines: []string{"$ watemplate send", ""}}
	r := &region{out: screen, size: func() (int, int) { return screen.width, screen.height }}
	r.draw([]string{"first", "second"})
	r.draw([]string{"one", strings.Repeat("x", 60)})
	assert.Equal(t, []string{"$ watemplate send", "one", strings.Repeat("x", 38) + "…", ""}, screen.lines)
	r.interrupt("watemplate: a notice\n")
	assert.Equal(t, []string{"$ watemplate send", "watemplate: a notice", "one", strings.Repeat("x", 38) + "…", ""}, screen.lines)

	screen.width = 15 // the terminal folds the long line into three
	r.draw([]string{"narrow", "er"})
	assert.Equal(t, []string{"$ watemplate send", "watemplate: a notice", "narrow", "er", ""}, screen.lines)
	written := screen.written
	r.draw([]string{"narrow", "er"})
	assert.Equal(t, written, screen.written, "what has not changed is not drawn")

	screen.height = 3
	r.draw([]string{"1", "2", "3", "4"})
	assert.Equal(t, []string{"$ watemplate send", "watemplate: a notice", "1", "2", ""}, screen.lines, "no more than the terminal has rows")
	r.clear()
	assert.Equal(t, []string{"$ watemplate send", "watemplate: a notice", ""}, screen.lines)
	r.clear()
	assert.Equal(t, []string{"$ watemplate send", "watemplate: a notice", ""}, screen.lines)
}

// terminal obeys what a region writes. It folds lines that are too long, as most terminals do when they become narrower.
type terminal struct {
	t             *testing.T
	width, height int
	lines         []string // the cursor is at the beginning of the last
	written       int
}

var upwards = regexp.MustCompile(`^\x1b\[(\d+)F\x1b\[J`)

func (s *terminal) Write(p []byte) (int, error) {
	s.written += len(p)
	text := string(p)
	if m := upwards.FindStringSubmatch(text); m != nil {
		rows, err := strconv.Atoi(m[1])
		require.NoError(s.t, err)
		at := len(s.lines) - 1
		for ; rows > 0; rows -= max(1, (ansi.StringWidth(s.lines[at])+s.width-1)/s.width) {
			at--
			require.GreaterOrEqual(s.t, at, 0)
		}
		require.Zero(s.t, rows, "the cursor is at the beginning of a line")
		s.lines = append(s.lines[:at:at], "")
		text = text[len(m[0]):]
	}
	require.NotContains(s.t, text, "\x1b")
	more := strings.Split(text, "\n")
	s.lines[len(s.lines)-1] += more[0]
	s.lines = append(s.lines, more[1:]...)
	return len(p), nil
}
