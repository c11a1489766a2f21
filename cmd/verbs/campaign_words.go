package verbs

import (
	"strings"

	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// states are all that a recipient can be in, in the order in which they are shown.
var states = []journal.State{
	journal.Accepted, journal.Failed, journal.Unknown, journal.Skipped, journal.Attempting, journal.Queued,
}

// left are the recipients of a campaign whose message has no outcome.
func left(s journal.Summary) int64 { return s.Counts[journal.Queued] + s.Counts[journal.Attempting] }

// alive is how many workers are sending a campaign.
func alive(s journal.Summary) (n int) {
	for _, w := range s.Workers {
		if w.Alive {
			n++
		}
	}
	return n
}

// The states of a campaign, as scripts know them.
const (
	isSending    = "sending"
	isStopped    = "stopped"    // some are not sent, and nobody sends
	isUnresolved = "unresolved" // all was sent, and the fate of some is unknown
	isFinished   = "finished"
)

func campaignState(s journal.Summary) string {
	switch {
	case left(s) > 0 && alive(s) > 0:
		return isSending
	case left(s) > 0:
		return isStopped
	case s.Counts[journal.Unknown] > 0:
		return isUnresolved
	}
	return isFinished
}

// stateInWords is the state of a campaign for people.
func stateInWords(s journal.Summary) string {
	switch state := campaignState(s); state {
	case isSending:
		return "sending (" + amount(alive(s), "worker") + " alive)"
	case isUnresolved:
		return "needs resolving"
	default:
		return state
	}
}

// countsInWords says how far a campaign is: 1,998 of 2,000 accepted, 1 failed, 1 unknown.
func countsInWords(s journal.Summary) string {
	parts := []string{thousands(s.Counts[journal.Accepted]) + " of " + thousands(s.Total) + " accepted"}
	add := func(n int64, what string) {
		if n > 0 {
			parts = append(parts, thousands(n)+" "+what)
		}
	}
	for _, state := range []journal.State{journal.Failed, journal.Unknown, journal.Skipped} {
		add(s.Counts[state], state.String())
	}
	add(left(s), "not sent")
	return strings.Join(parts, ", ")
}

// commandLine is a command as it can be given to a shell, on the journal that this one works on.
func (a *app) commandLine(words ...string) string {
	if a.journalGiven != "" {
		words = append(words, "--journal", a.journalGiven)
	}
	for i, w := range words {
		words[i] = shellWord(template.Visible(w))
	}
	return "watemplate " + strings.Join(words, " ")
}

// shellWord quotes a word where a shell would make something else of it.
func shellWord(w string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./:@,=+", r)
	}
	if w != "" && strings.TrimFunc(w, plain) == "" && !strings.ContainsFunc(w, func(r rune) bool { return !plain(r) }) {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
