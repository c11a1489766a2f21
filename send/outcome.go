package send

import "fmt"

// Outcome says what is known about a message that has no receipt.
type Outcome int

// The outcomes of a failed send. The zero Outcome is none of them.
const (
	// Refused: the API answered that it does not take this message, or the
	// request could not be built. It is final.
	Refused Outcome = iota + 1
	// NotAccepted: the API surely did not take the message, because it said
	// so (429, 449) or because the request was never written. Sending it
	// again later is safe.
	NotAccepted
	// Unknown: the request was written and no usable answer came back. The
	// message may have been accepted, so nothing sends it again by itself.
	Unknown
)

// String gives the outcome in lower-case words.
func (o Outcome) String() string {
	switch o {
	case Refused:
		return "refused"
	case NotAccepted:
		return "not accepted"
	case Unknown:
		return "unknown"
	}
	return fmt.Sprintf("Outcome(%d)", int(o))
}

// outcomeOf sorts the status codes that are no success.
//
// 3xx is Refused: redirects are not followed, and a server that points
// elsewhere has not taken the message. 5xx is Unknown even for 502 and 503,
// because they come from whatever stands before the API and say nothing about
// what the API did. So is 1xx, which is no final answer.
func outcomeOf(status int) Outcome {
	switch {
	case status == 429 || status == 449:
		return NotAccepted
	case status >= 300 && status < 500:
		return Refused
	}
	return Unknown
}
