package sandbox

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// faultGrammar is what ParseFault understands, for its errors.
const faultGrammar = "a fault is a list of status=500 (or just 500), drop, reset, half, slow=5s, garbled, no-id, page, expire, " +
	"after, drop-after, reset-after, delay=2s, retry-after=3s, retry-date=3s, at=5+9+20-29+100-, every=3, chance=3%, times=2, with commas between"

// ParseFault reads a fault as a command-line flag spells it: terms with commas
// between, in any order, each at most once.
//
//	status=500, or just 500   answer with this status
//	drop                      close the connection without an answer
//	reset                     reset the connection (RST) without an answer
//	half                      accept, and end the connection in the middle of the answer
//	slow=5s                   accept, and take so long for the answer's body
//	garbled                   accept, and answer with what is no JSON
//	no-id                     accept, and answer without a message id
//	page                      answer 403 with a page of HTML
//	expire                    answer 401, from then on to all requests with this token
//	after                     store the message first
//	drop-after, reset-after   drop,after and reset,after
//	delay=2s                  wait before the answer
//	retry-after=3s            the header of a status, in seconds
//	retry-date=3s             the same, as a date
//	at=5+9+20-29+100-         only these requests; the first is 1
//	every=3                   only each third message
//	chance=3%                 only so many, at random
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
	if status, err := strconv.Atoi(term); err == nil {
		f.Status = status
		return []string{"status"}, nil
	}
	name, value, found := strings.Cut(term, "=")
	if found {
		return f.setValue(term, name, value)
	}
	switch term {
	case "drop":
		f.Drop = true
	case "after":
		f.After = true
	case "drop-after":
		f.Drop, f.After = true, true
		return []string{"drop", "after"}, nil
	case "reset-after":
		f.Answer, f.After = Reset, true
		return []string{"answer", "after"}, nil
	default:
		for answer, name := range answerNames {
			if term == name && answer != Slow {
				f.Answer = answer
				return []string{"answer"}, nil
			}
		}
		return nil, fmt.Errorf("%q is unknown; %s", term, faultGrammar)
	}
	return []string{term}, nil
}

// setValue reads a term with a value.
func (f *Fault) setValue(term, name, value string) (names []string, err error) {
	names = []string{name}
	switch name {
	case "delay":
		f.Delay, err = time.ParseDuration(value)
	case "slow":
		f.Answer, names = Slow, []string{"answer"}
		f.Over, err = time.ParseDuration(value)
	case "retry-after", "retry-date":
		f.RetryDate, names = name == "retry-date", []string{"retry-after"}
		f.RetryAfter, err = time.ParseDuration(value)
	case "status":
		f.Status, err = strconv.Atoi(value)
	case "every":
		f.Every, err = positive(value)
	case "times":
		f.Times, err = positive(value)
	case "at":
		f.At, err = parseSpans(value)
	case "chance":
		f.Chance, err = parseChance(value)
	default:
		return nil, fmt.Errorf("%q is unknown; %s", term, faultGrammar)
	}
	if err != nil {
		return nil, fmt.Errorf("%q has no valid value; %s", term, faultGrammar)
	}
	return names, nil
}

func positive(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err == nil && n < 1 {
		err = errors.New("not positive")
	}
	return n, err
}

// parseSpans reads 5+9+20-29+100-.
func parseSpans(s string) ([]Span, error) {
	var spans []Span
	for piece := range strings.SplitSeq(s, "+") {
		from, to, ranged := strings.Cut(piece, "-")
		first, err := positive(from)
		if err != nil {
			return nil, err
		}
		span := Span{first, first}
		if ranged && to == "" {
			span.Last = 0
		} else if ranged {
			if span.Last, err = positive(to); err != nil || span.Last < first {
				return nil, errors.New("not a range")
			}
		}
		spans = append(spans, span)
	}
	return spans, nil
}

// parseChance reads 3% or 0.03.
func parseChance(s string) (float64, error) {
	digits, percent := strings.CutSuffix(s, "%")
	p, err := strconv.ParseFloat(digits, 64)
	if percent {
		p /= 100
	}
	if err == nil && !(p > 0 && p <= 1) {
		err = errors.New("not a probability")
	}
	return p, err
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
	add(f.Answer == Slow, "slow=%v", f.Over)
	add(f.Answer != 0 && f.Answer != Slow, "%v", f.Answer)
	add(f.After, "after")
	add(f.Delay != 0, "delay=%v", f.Delay)
	add(f.RetryAfter != 0 && !f.RetryDate, "retry-after=%v", f.RetryAfter)
	add(f.RetryAfter != 0 && f.RetryDate, "retry-date=%v", f.RetryAfter)
	add(f.At != nil, "at=%s", spansString(f.At))
	add(f.Every != 0, "every=%d", f.Every)
	add(f.Chance != 0, "chance=%s", strconv.FormatFloat(f.Chance, 'g', -1, 64))
	add(f.Times != 0, "times=%d", f.Times)
	return strings.Join(terms, ",")
}

func spansString(spans []Span) string {
	pieces := make([]string, len(spans))
	for i, s := range spans {
		pieces[i] = strconv.Itoa(s.First)
		switch {
		case s.Last == 0:
			pieces[i] += "-"
		case s.Last != s.First:
			pieces[i] += "-" + strconv.Itoa(s.Last)
		}
	}
	return strings.Join(pieces, "+")
}
