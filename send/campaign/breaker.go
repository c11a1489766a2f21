package campaign

import (
	"strings"
	"unicode"
)

// breaker counts failures in a row, without one message that was accepted between them.
type breaker struct {
	limit  int
	silent int    // unknown fates, and rounds without a connection
	same   int    // refusals in the same words
	words  string // of these
}

// sees counts an answer, and reports whether the row is long enough to stop. The first answer of a round without a
// connection has first set.
func (b *breaker) sees(a *answer, first bool) bool {
	switch a.kind {
	case accepted:
		b.silent, b.same = 0, 0
	case unclear:
		b.silent++
	case offline:
		if first {
			b.silent++
		}
	case refused:
		words := withoutDigits(a.outcome.Reason)
		if words != b.words {
			b.words, b.same = words, 0
		}
		b.same++
	}
	return b.silent+b.same >= b.limit
}

// withoutDigits leaves what two refusals for the same reason have in common: an index, an id or a length may differ.
func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}

// patience is a pause that grows from round to round. A round begins with a failure; those of other recipients that were
// claimed by then are of the same round, however many there are.
type patience struct {
	rounds int
	last   int64 // the newest turn of the present round
}

// round reports whether the failure of a recipient, who was claimed in one turn, begins a round. The newest turn is now.
func (p *patience) round(claimed, now int64) bool {
	if p.rounds > 0 && claimed <= p.last {
		return false
	}
	p.rounds++
	p.last = now
	return true
}

// over ends the rounds: it works again.
func (p *patience) over() { p.rounds = 0 }
