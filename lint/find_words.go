package lint

import (
	"bytes"
	"slices"
	"sync"
)

// hit is a phrase of a list that a text has.
type hit struct {
	in         text
	start, end int
	sentence   int
	phrase     *phrase
}

// wordsRead is what reading a template's words found, once for all rules.
type wordsRead struct {
	done     bool
	hits     [lists][]hit
	evidence evidence
}

// reader is what reading takes; readers are used again.
type reader struct {
	splitter
	matches []match
	// next has for each word the bit of what the next one of its clause begins with, far those of all that follow.
	next, far []uint64
	common    []uint16 // for each word the languages that have it among their common words
}

// match is a phrase at the words from first until last.
type match struct {
	phrase      *phrase
	first, last int
}

// maxMatches is how many phrases of one text are looked at: each is compared with every other.
const maxMatches = 1000

var readers = sync.Pool{New: func() any { return new(reader) }}

// words reads the words of every text that a person reads: header, offer, bodies, footer and the buttons.
func (p *Pass) words() *wordsRead {
	if p.read.done {
		return &p.read
	}
	p.read.done, p.read.evidence.declared = true, base(p.Template.Language.Value)
	p.read.evidence.bit = common().bit(p.read.evidence.declared)
	own := lexiconOf(p.Template.Language.Value)
	if own == nil {
		own = commonAlone()
	}
	r := readers.Get().(*reader)
	defer readers.Put(r)
	read := func(t text) {
		words := r.split(t.Text)
		r.look(words)
		own.find(r, words)
		p.read.evidence.count(words, r.common, t.kind)
		if p.extra != nil {
			p.extra.find(r, words)
		}
		p.read.keep(t, words, r.matches)
	}
	for _, t := range p.texts {
		if t.kind != urlKind {
			read(t)
		}
	}
	if o := p.Template.Offer; o != nil {
		read(text{noun: noun{name: "text of the offer"}, Text: o.Text})
	}
	for _, t := range footer(p) {
		read(t)
	}
	for _, t := range labels(p) {
		read(t)
	}
	return &p.read
}

// find adds the phrases that the words have to the matches, and tells which of the words are common ones.
func (x *lexicon) find(r *reader, words []word) {
	r.common = r.common[:0]
	try := func(phrases []*phrase, i int) {
		var soon uint64
		for _, p := range phrases {
			switch {
			case p.alone:
			case p.last&r.far[i] == 0:
				continue
			case !p.gapped:
				if p.next&r.next[i] == 0 {
					continue
				}
			default:
				if soon == 0 {
					for _, b := range r.next[i:min(len(words), i+1+maxGap)] {
						soon |= b
					}
				}
				if p.next&soon == 0 {
					continue
				}
			}
			if last := matched(p.pieces, words, i, words[i].clause); last > i && len(r.matches) < maxMatches {
				r.matches = append(r.matches, match{p, i, last})
			}
		}
	}
	for i, w := range words {
		var common uint16
		at := bit(w.folded)
		if x.known.hasBit(at) {
			if e := x.byWord[string(w.folded)]; e != nil {
				common = e.common
				try(e.phrases, i)
			}
		}
		r.common = append(r.common, common)
		if len(w.folded) >= stem && x.stems.hasBit(at) {
			try(x.byStem[string(w.folded[:stem])], i)
		}
		if len(x.anywhere) > 0 {
			try(x.anywhere, i)
		}
	}
}

// look begins with new words: nothing is matched yet, and next and far are found.
func (r *reader) look(words []word) {
	r.matches = r.matches[:0]
	r.next = slices.Grow(r.next[:0], len(words))[:len(words)]
	r.far = slices.Grow(r.far[:0], len(words))[:len(words)]
	for i := len(words) - 1; i >= 0; i-- {
		r.next[i], r.far[i] = 0, 0
		if i+1 < len(words) && words[i+1].clause == words[i].clause {
			r.next[i] = beginning(words[i+1].folded)
			r.far[i] = r.next[i] | r.far[i+1]
		}
	}
}

// matched returns the word after the pieces where they begin with word i and stay in its clause, or else -1.
func matched(pieces []piece, words []word, i, clause int) int {
	if len(pieces) == 0 {
		return i
	}
	if pieces[0] == nil {
		for end := i; ; end++ {
			if last := matched(pieces[1:], words, end, clause); last >= 0 {
				return last
			}
			if end == i+maxGap || end >= len(words) || words[end].clause != clause {
				return -1
			}
		}
	}
	for _, parts := range pieces[0] {
		if stands(parts, words, i, clause) {
			if last := matched(pieces[1:], words, i+len(parts), clause); last >= 0 {
				return last
			}
		}
	}
	return -1
}

// stands reports whether the parts stand at word i.
func stands(parts []part, words []word, i, clause int) bool {
	if i+len(parts) > len(words) || words[i+len(parts)-1].clause != clause {
		return false
	}
	for n, p := range parts {
		if !p.is(words[i+n].folded) {
			return false
		}
	}
	return true
}

func (p part) is(folded []byte) bool {
	switch {
	case p.beginning:
		return bytes.HasPrefix(folded, p.text)
	case string(p.text) == number:
		return string(folded) == number || string(folded) == anyValue
	}
	return bytes.Equal(folded, p.text)
}

// keep notes the matches that count: those that no exception touches, and of those that overlap the longest.
func (read *wordsRead) keep(t text, words []word, matches []match) {
	for i, m := range matches {
		if m.phrase.tier == exception || slices.ContainsFunc(matches, func(o match) bool { return o.excepts(m) }) ||
			slices.ContainsFunc(matches[:i], func(o match) bool { return o.covers(m) }) ||
			slices.ContainsFunc(matches[i+1:], func(o match) bool { return o.covers(m) && !m.covers(o) }) {
			continue
		}
		l := m.phrase.list
		first, last := words[m.first], words[m.last-1]
		read.hits[l] = append(read.hits[l], hit{t, first.start, last.end, first.sentence, m.phrase})
	}
}

// excepts reports whether m is an exception that lies over o or right beside it.
func (m match) excepts(o match) bool {
	return m.phrase.tier == exception && m.phrase.list == o.phrase.list && m.first <= o.last && o.first <= m.last
}

// covers reports whether o is superfluous beside m: a phrase of the same list and tier, within it.
func (m match) covers(o match) bool {
	return m.phrase.list == o.phrase.list && m.phrase.tier == o.phrase.tier && m.first <= o.first && o.last <= m.last
}

// fires returns the phrase that makes the template say what a list is about: a strong one, or a weak one that stands
// beside another one, of the list or of that which is given for it, and is returned too. Where a negation counts, what
// is denied is passed over.
func (p *Pass) fires(l, with list, denied bool) (is bool, one hit, beside *hit) {
	hits := p.words().hits[l]
	for i, h := range hits {
		switch {
		case denied && p.denied(h):
		case h.phrase.tier == strong:
			return true, h, nil
		case one.phrase == nil:
			one = h
		case with == l && beside == nil && h.phrase != one.phrase:
			beside = &hits[i]
		}
	}
	if others := p.words().hits[with]; with != l && len(others) > 0 {
		beside = &others[0]
	}
	return one.phrase != nil && beside != nil, one, beside
}

// denied reports whether a negation stands in the sentence of a phrase, before it or in one of its gaps.
func (p *Pass) denied(h hit) bool {
	end := h.start
	if slices.ContainsFunc(h.phrase.pieces, func(p piece) bool { return p == nil }) {
		end = h.end
	}
	for _, n := range p.words().hits[negationWords] {
		if n.in.noun == h.in.noun && n.sentence == h.sentence && n.start < end {
			return true
		}
	}
	return false
}
