package verbs

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// sayEnd says what came of a run, why it stopped, and what to do next. It returns an error with the run's exit status,
// whose words have been said; nil if everybody was accepted.
func (a *app) sayEnd(s journal.Summary, r campaign.Report, flags *running) error {
	state := "finished"
	if left(s) > 0 {
		state = "stopped"
	}
	fmt.Fprintf(a.out, "%s: %s; %s\n", template.Visible(s.Name), state, countsInWords(s))
	a.sayReasons(s)
	if why := whyStopped(r, flags); why != "" {
		a.say(why)
	}
	a.sayNext(s)
	if status := runStatus(s, r); status != statusClean {
		return statusError{status: status}
	}
	return nil
}

// whyStopped says what ended a run before its end.
func whyStopped(r campaign.Report, flags *running) string {
	last := func() string {
		if r.Last == nil {
			return "no reason is known"
		}
		return r.Last.Error()
	}
	switch r.Stop {
	case campaign.Limited:
		return fmt.Sprintf("stopped at the limit of %s", thousands(flags.limit))
	case campaign.Interrupted:
		return "stopped because it was interrupted"
	case campaign.Refused:
		return "stopped, for every other message would meet the same end: " + last()
	case campaign.Broken:
		return fmt.Sprintf("stopped after %d failures in a row; the last: %s", flags.breaker, last())
	case campaign.Lost:
		return fmt.Sprintf("stopped, for nothing is sent that cannot be written down: %v", r.Err)
	}
	return ""
}

// runStatus is the exit status of a run: that of the whole campaign, which several runs may have sent.
func runStatus(s journal.Summary, r campaign.Report) int {
	switch {
	case r.Stop == campaign.Refused && r.Last != nil && (r.Last.Status == 401 || r.Last.Status == 403):
		return statusToken
	case r.Stop == campaign.Lost || left(s) > 0 || s.Counts[journal.Unknown] > 0:
		return statusUnknown
	case s.Counts[journal.Failed] > 0:
		return statusFailure
	}
	return statusClean
}

// maxReasons is how many reasons are told at the end of a run.
const maxReasons = 5

// sayReasons says why some were not accepted, and what is known of it.
func (a *app) sayReasons(s journal.Summary) {
	for i, r := range s.Reasons {
		if i == maxReasons {
			fmt.Fprintf(a.out, "  and %s\n", amount(len(s.Reasons)-i, "other reason"))
			return
		}
		a.paragraph(2, fmt.Sprintf("%s %s: %s", thousands(r.Count), r.State, plainLine(r.Text)))
		if why := explainReason(r); why != "" {
			a.paragraph(6, plainLine(why))
		}
	}
}

// paragraph prints a text that is as wide as the terminal, and indented.
func (a *app) paragraph(margin int, text string) {
	for row := range strings.SplitSeq(ansi.Wordwrap(text, max(a.width-margin, 20), ""), "\n") {
		fmt.Fprintf(a.out, "%*s%s\n", margin, "", row)
	}
}

// explainReason says what a reason means and what to do about it: by Meta's code if the API's words have one, else by
// the HTTP status that they begin with. It is empty where there is nothing to add.
func explainReason(r journal.Reason) string {
	for _, answer := range lint.ReadAnswers([]byte(r.Text)) {
		if known, ok := answer.Explain(); ok && known.Stage == "send" {
			return known.Meaning + "; " + known.Remedy
		}
	}
	if r.State == journal.Unknown {
		return "" // what to do next says what to do about those
	}
	digits, _, _ := strings.Cut(r.Text, " ")
	status, err := strconv.Atoi(digits)
	if err != nil || utf8.RuneCountInString(digits) != 3 {
		return ""
	}
	return (&send.Error{Outcome: send.Refused, Status: status}).Hint()
}

// sayNext says what to do next, with the exact commands. Of a campaign that is gone with the sandbox there is nothing
// to do.
func (a *app) sayNext(s journal.Summary) {
	if a.scratch {
		return
	}
	var steps [][2]string
	add := func(what string, words ...string) {
		if s.API == sandboxAPI && (words[1] == "resume" || words[1] == "retry") {
			words = append(words, "--sandbox")
		}
		steps = append(steps, [2]string{a.commandLine(words...), what})
	}
	if campaignState(s) == isSending {
		a.sayCommands("next:", [][2]string{{a.commandLine("campaign", "show", s.Name, "--follow"), "watch it"}})
		return
	}
	if left(s) > 0 {
		add("send the rest", "campaign", "resume", s.Name)
	}
	if s.Counts[journal.Unknown] > 0 {
		add("see whose fate is unknown", "campaign", "show", s.Name, "--unknown")
		add("ask the API what became of them", "campaign", "resolve", s.Name, "--unknown=check")
	}
	if s.Counts[journal.Failed] > 0 {
		add("see who was refused, and why", "campaign", "show", s.Name, "--failed")
		add("send to those again", "campaign", "retry", s.Name)
	}
	if len(steps) == 0 {
		return
	}
	a.sayCommands("next:", steps)
}

// sayCommands prints commands with what they do: beside them, or above them if the terminal is too narrow.
func (a *app) sayCommands(title string, commands [][2]string) {
	command, whole := 0, 0
	for _, c := range commands {
		command = max(command, ansi.StringWidth(c[0]))
		whole = max(whole, ansi.StringWidth(c[1]))
	}
	fmt.Fprintln(a.err, title)
	for _, c := range commands {
		if command+whole+6 < a.width {
			fmt.Fprintf(a.err, "  %-*s  # %s\n", command, c[0], c[1])
		} else {
			fmt.Fprintf(a.err, "  # %s\n  %s\n", c[1], c[0])
		}
	}
}

// sandboxAPI is what the API is called of a campaign that goes to the sandbox inside of a command, whose address is
// another each time.
const sandboxAPI = "sandbox"
