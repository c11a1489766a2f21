package sandbox

import (
	"errors"
	"fmt"
	"time"
)

// Fault makes requests fail, or wait, that would have been accepted. A fault
// that neither answers nor breaks the connection only delays, and the request
// meets the next fault too.
type Fault struct {
	// Status is answered in place of 200, from 400 to 599.
	Status int
	// Drop closes the connection without an answer. It panics with
	// http.ErrAbortHandler, which a server expects and a bare
	// httptest.ResponseRecorder does not.
	Drop bool
	// Answer is another way to fail.
	Answer Answer
	// After stores the message before the fault: the API took it, and the
	// client cannot know.
	After bool
	// Delay is waited before the answer.
	Delay time.Duration
	// Over is how long the body of a Slow answer takes.
	Over time.Duration
	// RetryAfter goes with Status as the header of that name: in seconds, or,
	// with RetryDate, as the date that is so far away. 429 has 1 without it.
	RetryAfter time.Duration
	RetryDate  bool
	// At are the numbers of the requests that fail: the first that could be
	// accepted is 1. Nil means that any may.
	At []Span
	// Every makes only each n-th request fail; 0 and 1 mean all of them.
	Every int
	// Chance is the probability that a request fails, from 0 to 1; 0 means
	// that all do. Options.Seed decides which.
	Chance float64
	// Times is after how many failures the fault is over; 0 means never.
	Times int
}

// Answer is a way to fail that is no status of the API's own.
type Answer uint8

// The ways to fail. Reset cuts the connection off before any answer; the
// others answer. Half, Slow, Garbled and NoID say 200, so they accept the
// message.
const (
	Reset   Answer = iota + 1 // the connection is reset (RST), not closed
	Half                      // the connection ends in the middle of the answer's body
	Slow                      // the answer's body comes a byte at a time
	Garbled                   // the answer is no JSON
	NoID                      // the answer is JSON without a message id
	Page                      // the gateway's 403, a page of HTML
	Expire                    // 401, also for all later requests with the same token
)

var answerNames = map[Answer]string{
	Reset: "reset", Half: "half", Slow: "slow", Garbled: "garbled", NoID: "no-id", Page: "page", Expire: "expire",
}

// String is the answer as ParseFault reads it.
func (a Answer) String() string { return answerNames[a] }

// Span is a range of requests, both ends included. A Last of 0 has no end.
type Span struct{ First, Last int }

// check refuses combinations without a meaning.
func (f Fault) check() error {
	endings := 0
	for _, given := range []bool{f.Status != 0, f.Drop, f.Answer != 0} {
		if given {
			endings++
		}
	}
	switch {
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fmt.Errorf("status %d is not from 400 to 599", f.Status)
	case f.Delay < 0:
		return errors.New("a delay cannot be negative")
	case f.Status != 0 && f.Drop:
		return errors.New("a dropped connection has no status")
	case endings > 1:
		return fmt.Errorf("%s goes with no other end", f.Answer)
	case f.RetryAfter < 0, f.Answer == Slow && f.Over <= 0:
		return errors.New("a time must be positive")
	case f.RetryAfter != 0 && f.Status == 0:
		return errors.New("retry-after goes with a status, as in 429,retry-after=3s")
	case f.After && f.Status != 0 && f.Status < 500:
		return fmt.Errorf("after does not go with %d, which says that the message was not taken", f.Status)
	case f.After && (f.Answer == Page || f.Answer == Expire):
		return fmt.Errorf("after does not go with %s, which says that the message was not taken", f.Answer)
	case endings == 0 && f.Delay == 0:
		return errors.New("it does nothing; " + faultGrammar)
	}
	return nil
}

// ends reports whether the fault leaves no room for a success.
func (f Fault) ends() bool { return f.Status != 0 || f.Drop || f.Answer != 0 }

// refuses reports whether the answer is not 200, if there is one at all.
func (f Fault) refuses() bool {
	return f.Status != 0 || f.Drop || f.Answer == Reset || f.Answer == Page || f.Answer == Expire
}

// covers reports whether the n-th request is among those that may fail.
func (f Fault) covers(n int) bool {
	for _, span := range f.At {
		if n >= span.First && (span.Last == 0 || n <= span.Last) {
			return true
		}
	}
	return f.At == nil
}
