package verbs

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// showing are the flags of campaign show.
type showing struct {
	journal                         string
	follow, unknown, failed, asJSON bool
}

func campaignShowCommand(a *app) *cobra.Command {
	var o showing
	c := &cobra.Command{
		Use:   "show NAME",
		Short: "Show how far a campaign is, why some were refused, and whose fate is unknown",
		Long: `Show what a campaign is, how far it is, why some were refused, and who sends it.

--follow stays and shows the progress as the terminal that sends it does, until
nobody is left. Ctrl-C ends the watching and nothing else. --unknown and --failed
list the recipients, with their contacts.`,
		Example: `  watemplate campaign show order_shipped-march
  watemplate campaign show order_shipped-march --follow
  watemplate campaign show order_shipped-march --unknown --failed
  watemplate campaign show order_shipped-march --json | jq .accepted`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeCampaigns,
		RunE: func(c *cobra.Command, args []string) error {
			if o.follow && (o.unknown || o.failed || o.asJSON) {
				return usage("--follow shows the progress; leave out --unknown, --failed and --json")
			}
			return a.withCampaign(c.Context(), o.journal, args[0], func(j *journal.Journal, s journal.Summary) error {
				return a.showCampaign(c.Context(), j, s, o)
			})
		},
	}
	journalFlag(c, &o.journal)
	c.Flags().BoolVarP(&o.follow, "follow", "f", false, "show the progress until nobody is left, or Ctrl-C")
	c.Flags().BoolVar(&o.unknown, "unknown", false, "list those whose fate is unknown")
	c.Flags().BoolVar(&o.failed, "failed", false, "list those who were refused for good")
	c.Flags().BoolVar(&o.asJSON, "json", false, "print it as JSON, for scripts")
	return c
}

func (a *app) showCampaign(ctx context.Context, j *journal.Journal, s journal.Summary, o showing) error {
	var chosen []journal.State
	if o.failed {
		chosen = append(chosen, journal.Failed)
	}
	if o.unknown {
		chosen = append(chosen, journal.Unknown)
	}
	switch {
	case o.follow:
		return a.follow(ctx, j, s)
	case len(chosen) > 0 && o.asJSON:
		return a.listResultsJSON(ctx, j, s.Name, chosen)
	case len(chosen) > 0:
		return a.listResults(ctx, j, s.Name, chosen)
	case o.asJSON:
		return a.printJSON(jsonOfCampaign(s))
	}
	a.printCampaign(s, time.Now())
	a.sayNext(s)
	return nil
}

// printCampaign prints what is known of a campaign.
func (a *app) printCampaign(s journal.Summary, now time.Time) {
	fmt.Fprintf(a.out, "%s: %s\n", template.Visible(s.Name), stateInWords(s))
	line := func(what, text string) {
		if text != "" {
			fmt.Fprintf(a.out, "  %-10s  %s\n", what, plainLine(text))
		}
	}
	name := s.Template
	if s.Category != "" {
		name += " (" + s.Category + ")"
	}
	line("template", strings.Join(append([]string{name}, s.Languages...), ", "))
	line("list", s.Source)
	api := s.API
	if s.Channel != "" {
		api += ", channel " + s.Channel
	}
	line("through", api)
	line("begun", s.Created.Local().Format(time.DateTime))
	if !s.Last.IsZero() {
		line("last", s.Last.Local().Format(time.DateTime))
	}
	line("recipients", thousands(s.Total))
	for _, state := range states {
		if n := s.Counts[state]; n > 0 {
			line(state.String(), thousands(n))
		}
	}
	for _, w := range s.Workers {
		known := "gone, last heard of "
		if w.Alive {
			known = "alive, heard of "
		}
		line("worker", fmt.Sprintf("%s, process %d: %s%s ago", w.Machine, w.PID, known, inShort(max(0, now.Sub(w.Beat)))))
	}
	if wait := s.NotBefore.Sub(now); wait > 2*time.Second { // else it is the pace
		line("waiting", inShort(wait))
	}
	a.sayReasons(s)
}

// listResults prints the recipients in some states, one a line.
func (a *app) listResults(ctx context.Context, j *journal.Journal, name string, chosen []journal.State) error {
	w := bufio.NewWriter(a.out)
	found := false
	for r, err := range j.Results(ctx, name, chosen...) {
		if err != nil {
			return errors.Join(w.Flush(), err)
		}
		found = true
		fmt.Fprintln(w, resultLine(r))
	}
	if !found {
		fmt.Fprintln(a.err, "none")
	}
	return w.Flush()
}

// resultLine says what became of a recipient.
func resultLine(r journal.Result) string {
	return fmt.Sprintf("row %-7d %-7s  %-30s  %s  %s", r.Row, r.State, template.Visible(r.Contact),
		attemptTime(r), cmp.Or(plainLine(r.Reason), "no answer is known"))
}

// attemptTime is when the last attempt began, in the time of this machine.
func attemptTime(r journal.Result) string {
	if r.Began.IsZero() {
		return "never tried"
	}
	return r.Began.Local().Format(time.DateTime)
}

// listResultsJSON prints them as an array, as many as there are.
func (a *app) listResultsJSON(ctx context.Context, j *journal.Journal, name string, chosen []journal.State) error {
	w := bufio.NewWriter(a.out)
	before := "["
	for r, err := range j.Results(ctx, name, chosen...) {
		if err != nil {
			return errors.Join(w.Flush(), err)
		}
		r.Reason, r.Contact = template.Visible(r.Reason), template.Visible(r.Contact)
		one, err := json.Marshal(jsonOfResult(r))
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\n  %s", before, one)
		before = ","
	}
	if before == "[" {
		fmt.Fprint(w, "[")
	}
	fmt.Fprintln(w, "\n]")
	return w.Flush()
}

// follow shows the progress of a campaign that others send, until nobody is left. Ctrl-C ends the watching alone.
func (a *app) follow(ctx context.Context, j *journal.Journal, s journal.Summary) error {
	interrupted, stop := untilInterrupted(ctx)
	defer stop()
	watching, ended := context.WithCancel(interrupted)
	defer ended()
	p := a.newProgress(tally{Summary: s, watched: true, hint: "Ctrl-C ends the watching; the campaign goes on"})
	name := s.Name
	over := func(s journal.Summary) bool { return left(s) == 0 }
	if !over(s) {
		p.show(watching, func(ctx context.Context) (journal.Summary, error) {
			s, err := j.Summary(ctx, name)
			if err == nil && over(s) {
				ended()
			}
			return s, err
		})
	}
	s, err := j.Summary(context.WithoutCancel(ctx), name)
	if err != nil {
		return err
	}
	if interrupted.Err() != nil && !over(s) {
		a.say("you no longer watch; the campaign is not touched by it")
	}
	fmt.Fprintf(a.out, "%s: %s; %s\n", template.Visible(s.Name), stateInWords(s), countsInWords(s))
	a.sayReasons(s)
	a.sayNext(s)
	return nil
}
