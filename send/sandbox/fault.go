package sandbox

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Fault makes requests fail, or wait, that would have been accepted. A fault
// with neither Status nor Drop only delays, and the request meets the next
// fault too.
type Fault struct {
	// Status is answered in place of 200, from 400 to 599.
	Status int
	// Drop closes the connection without an answer. It panics with
	// http.ErrAbortHandler, which a server expects and a bare
	// httptest.ResponseRecorder does not.
	Drop bool
	// After stores the message before the fault: the API took it, and the
	// client cannot know.
	After bool
	// Delay is waited before the answer.
	Delay time.Duration
	// Every makes only each n-th request fail; 0 and 1 mean all of them.
	Every int
	// Times is after how many failures the fault is over; 0 means never.
	Times int
}

// faultGrammar is what ParseFault understands, for its errors.
const faultGrammar = "a fault is a list of status=500 (or just 500), drop, after, drop-after, delay=2s, every=3, times=2, with commas between"

// ParseFault reads a fault as a command-line flag spells it: terms with commas
// between, in any order, each at most once.
//
//	status=500, or just 500   answer with this status
//	drop                      close the connection without an answer
//	after                     store the message first
//	drop-after                drop,after
//	delay=2s                  wait before the answer
//	every=3                   only each third message
//	times=2                   only twice
//
// So "449,times=2" refuses two messages and "500,after" takes a message and
// denies it. After with a status below 500 is refused: such an answer says
// that the message was not taken.
func ParseFault(s string) (Fault, error) {
	var f Fault
	seen := map[string]bool{}
	for term := range strings.SplitSeq(s, ",") {
		names, err := f.set(strings.TrimSpace(term))
		if err != nil {
			return Fault{}, fmt.Errorf("fault %q: %w", s, err)
		}
		for _, name := range names {
			if seen[name] {
				return Fault{}, fmt.Errorf("fault %q: %s is given twice", s, name)
			}
			seen[name] = true
		}
	}
	if err := f.check(); err != nil {
		return Fault{}, fmt.Errorf("fault %q: %w", s, err)
	}
	return f, nil
}

// set reads one term and gives the names of what it set.
func (f *Fault) set(term string) ([]string, error) {
	name, value, found := strings.Cut(term, "=")
	if status, err := strconv.Atoi(term); err == nil {
		f.Status = status
		return []string{"status"}, nil
	}
	var err error
	switch {
	case term == "drop":
		f.Drop = true
	case term == "after":
		f.After = true
	case term == "drop-after":
		f.Drop, f.After = true, true
		return []string{"drop", "after"}, nil
	case found && name == "delay":
		f.Delay, err = time.ParseDuration(value)
	case found && name == "status":
		f.Status, err = strconv.Atoi(value)
	case found && name == "every":
		f.Every, err = positive(value)
	case found && name == "times":
		f.Times, err = positive(value)
	default:
		return nil, fmt.Errorf("%q is unknown; %s", term, faultGrammar)
	}
	if err != nil {
		return nil, fmt.Errorf("%q has no valid value; %s", term, faultGrammar)
	}
	return []string{name}, nil
}

func positive(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err == nil && n < 1 {
		err = errors.New("not positive")
	}
	return n, err
}

// check refuses combinations without a meaning.
func (f Fault) check() error {
	switch {
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fmt.Errorf("status %d is not from 400 to 599", f.Status)
	case f.Delay < 0:
		return errors.New("a delay cannot be negative")
	case f.Status != 0 && f.Drop:
		return errors.New("a dropped connection has no status")
	case f.After && f.Status != 0 && f.Status < 500:
		return fmt.Errorf("after does not go with %d, which says that the message was not taken", f.Status)
	case !f.ends() && f.Delay == 0:
		return errors.New("it does nothing; " + faultGrammar)
	}
	return nil
}

// String gives the fault as ParseFault reads it.
func (f Fault) String() string {
	var terms []string
	add := func(given bool, format string, a ...any) {
		if given {
			terms = append(terms, fmt.Sprintf(format, a...))
		}
	}
	add(f.Status != 0, "status=%d", f.Status)
	add(f.Drop, "drop")
	add(f.After, "after")
	add(f.Delay != 0, "delay=%v", f.Delay)
	add(f.Every != 0, "every=%d", f.Every)
	add(f.Times != 0, "times=%d", f.Times)
	return strings.Join(terms, ",")
}

// ends reports whether the fault leaves no room for a success.
func (f Fault) ends() bool { return f.Status != 0 || f.Drop }
