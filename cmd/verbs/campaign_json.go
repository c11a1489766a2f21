package verbs

import (
	"strconv"
	"time"

	"github.com/watemplate/watemplate/send/journal"
)

// campaignJSON is a campaign for scripts. The names stay as they are.
type campaignJSON struct {
	Name       string       `json:"name"`
	State      string       `json:"state"` // sending, stopped, unresolved or finished
	Template   string       `json:"template"`
	Category   string       `json:"category"`
	Languages  []string     `json:"languages"`
	Source     string       `json:"source"`
	API        string       `json:"api"`
	Channel    string       `json:"channel,omitempty"`
	Total      int64        `json:"total"`
	Queued     int64        `json:"queued"`
	Attempting int64        `json:"attempting"`
	Accepted   int64        `json:"accepted"`
	Failed     int64        `json:"failed"`
	Unknown    int64        `json:"unknown"`
	Skipped    int64        `json:"skipped"`
	Rate       float64      `json:"rate"` // settled a second
	Workers    int          `json:"workers"`
	Created    time.Time    `json:"created"`
	First      time.Time    `json:"first,omitzero"` // outcome
	Last       time.Time    `json:"last,omitzero"`
	Reasons    []reasonJSON `json:"reasons"`
}

type reasonJSON struct {
	State string `json:"state"`
	Text  string `json:"text"`
	Count int64  `json:"count"`
}

func jsonOfCampaign(s journal.Summary) campaignJSON {
	c := campaignJSON{
		Name: s.Name, State: campaignState(s), Template: s.Template, Category: s.Category,
		Languages: append([]string{}, s.Languages...), Source: s.Source, API: s.API, Channel: s.Channel, Total: s.Total,
		Queued: s.Counts[journal.Queued], Attempting: s.Counts[journal.Attempting], Accepted: s.Counts[journal.Accepted],
		Failed: s.Counts[journal.Failed], Unknown: s.Counts[journal.Unknown], Skipped: s.Counts[journal.Skipped],
		Rate: s.Rate, Workers: alive(s), Created: s.Created.UTC(), First: utc(s.First), Last: utc(s.Last), Reasons: []reasonJSON{},
	}
	for _, r := range s.Reasons {
		c.Reasons = append(c.Reasons, reasonJSON{r.State.String(), r.Text, r.Count})
	}
	return c
}

// utc keeps the zero time zero.
func utc(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC()
}

// resultJSON is a recipient for scripts. The message's number is a text, for some programs keep 16 digits of a number.
type resultJSON struct {
	Row       int       `json:"row"`
	Contact   string    `json:"contact"`
	Language  string    `json:"language,omitempty"`
	State     string    `json:"state"`
	MessageID string    `json:"message_id,omitempty"`
	Attempts  int       `json:"attempts"`
	Status    int       `json:"status,omitempty"` // of HTTP
	Reason    string    `json:"reason,omitempty"`
	Began     time.Time `json:"began,omitzero"`
	Ended     time.Time `json:"ended,omitzero"`
}

func jsonOfResult(r journal.Result) resultJSON {
	return resultJSON{
		Row: r.Row, Contact: r.Contact, Language: r.Language, State: r.State.String(), MessageID: messageID(r),
		Attempts: r.Attempts, Status: r.Status, Reason: r.Reason, Began: utc(r.Began), Ended: utc(r.Ended),
	}
}

// messageID is a message's number as a text, empty if it has none.
func messageID(r journal.Result) string {
	if r.MessageID == 0 {
		return ""
	}
	return strconv.FormatInt(r.MessageID, 10)
}
