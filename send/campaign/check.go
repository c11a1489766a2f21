package campaign

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
)

// Finding is what the API's memory says of a message whose fate is unknown.
type Finding struct {
	Verdict   Verdict
	MessageID int64  // of Found
	Reason    string // of CannotTell
}

// Verdict is whether a message was accepted.
type Verdict uint8

// The verdicts.
const (
	Found Verdict = iota + 1
	NotThere
	CannotTell
)

// String is the verdict in words.
func (v Verdict) String() string {
	return [...]string{"not looked for", "found", "not there", "cannot tell"}[v]
}

// The times of a check.
const (
	// skew is how far the API's clock may be from ours: a message that was taken within the attempt, and so much before
	// and after it, may be the attempt's.
	skew = 5 * time.Minute
	// doubt is how far from the attempt a message like it leaves doubt, for our clock may have been wrong.
	doubt = 24 * time.Hour
	// settling is how long after an attempt a message may yet appear in the API's memory.
	settling = time.Minute
)

// Check looks for a message whose fate is unknown among those that the API remembers of its contact. It is found if there
// is exactly one like it, to the contact and from the API, of the time of the attempt. It is not there only if nothing
// comes near it: no message of the same template within a day, and a minute has passed since the attempt. Whatever
// lies between the two cannot be told.
//
// An API without such a list cannot tell either. An error is about the client, the token or the network: another check
// would meet it too.
func Check(ctx context.Context, client *send.Client, result journal.Result) (Finding, error) {
	to, err := send.ParseIdentifier(result.Contact)
	if err != nil {
		return unsure("the journal has no contact here that could be asked for"), nil
	}
	sent, err := readBody(result.Body)
	if err != nil {
		return unsure("the journal has no message here that could be looked for"), nil
	}
	ended := result.Ended
	if ended.Before(result.Began) {
		ended = result.Began
	}
	if result.Began.IsZero() {
		return unsure("the journal does not say when it was sent"), nil
	}
	messages, err := client.Messages(ctx, to, result.Began.Add(-doubt))
	if err != nil {
		return unlisted(err)
	}
	return judge(sent, messages, result.Began, ended), nil
}

func unsure(format string, a ...any) Finding {
	return Finding{Verdict: CannotTell, Reason: fmt.Sprintf(format, a...)}
}

// unlisted sorts the errors of a list: those that are about this contact, or about what the API has, are a finding.
func unlisted(err error) (Finding, error) {
	failure, ok := errors.AsType[*send.Error](err)
	switch {
	case !ok:
		return unsure("%v", err), nil
	case failure.Status == 401 || failure.Status == 403 || failure.Status == 0 || failure.Outcome == send.NotAccepted:
		return Finding{}, err
	}
	return unsure("%v", err), nil
}

// judge compares the message with what the API remembers, the newest first.
func judge(sent content, messages []send.SentMessage, began, ended time.Time) Finding {
	var same []send.SentMessage
	near := 0
	for _, m := range messages {
		if !m.Outgoing || m.Source != "" && m.Source != "api" {
			continue
		}
		there, err := readMessage(m.Message)
		switch {
		case err != nil || m.At.IsZero() && sent.like(there):
			return unsure("the API lists a message whose content or time cannot be read")
		case sent.equals(there) && m.At.After(began.Add(-skew)) && m.At.Before(ended.Add(skew)):
			same = append(same, m)
		case sent.like(there):
			near++
		}
	}
	switch {
	case len(same) == 1:
		return Finding{Verdict: Found, MessageID: same[0].ID}
	case len(same) > 1:
		return unsure("%d messages like it were sent at about that time", len(same))
	case near > 0:
		return unsure("%d messages of the same kind were sent within a day of it, with other values or at another time", near)
	case time.Since(ended) < settling:
		return unsure("it was sent less than a minute ago and may yet appear; look again later")
	}
	return Finding{Verdict: NotThere}
}
