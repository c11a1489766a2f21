package lint

import (
	"bytes"
	"embed"
	"slices"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/template"
)

// list is one of the word lists. Its files, words/<name>.<language>.txt, can be edited by anybody; words/README.md
// says how.
type list uint8

const (
	promoWords list = iota
	crossSellWords
	otpWords
	identifierWords
	documentWords
	threatWords
	prohibitedWords
	surveyWords
	transactionWords
	brandWords
	optOutWords
	negationWords
	secrecyWords
	lists
)

var listNames = [lists]string{
	"promo", "cross-sell", "otp", "identifiers", "documents", "threat", "prohibited", "survey", "transaction", "brand",
	"opt-out", "negation", "secrecy",
}

// WordLists are the names of the word lists to which a project can add phrases.
func WordLists() []string { return slices.Clone(listNames[:]) }

//go:embed words/*.txt
var wordFiles embed.FS

// lexicon is the word lists of one language, made for asking all of them at once.
type lexicon struct {
	// byWord holds what is known of whole words, byStem the phrases whose first word is only a beginning by its first
	// bytes, and anywhere the other phrases.
	byWord   map[string]*lexeme
	byStem   map[string][]*phrase
	anywhere []*phrase
	// known are the first bytes of the words, and stems those of the beginnings, for many words of a text are in no list.
	known, stems firstBytes
	splitter     splitter // of the lines, while they are read
	// optOut are the first phrases of the list opt-out, as they stand there: a button's text, and a sentence.
	optOut []string
}

// lexeme is what is known of a word: the phrases that begin with it, and the languages that have it among their common
// words.
type lexeme struct {
	phrases []*phrase
	common  uint16
}

func (x *lexicon) lexeme(word []byte) *lexeme {
	x.known.add(word)
	e := x.byWord[string(word)]
	if e == nil {
		e = new(lexeme)
		x.byWord[string(word)] = e
	}
	return e
}

// phrase is a line of a list.
type phrase struct {
	list   list
	tier   tier
	pieces []piece
	// next has a bit for what the phrase's second word may begin with, for most phrases that begin with a common word
	// go on otherwise than the text does; alone is true for a phrase that may end with its first word.
	next  uint64
	alone bool
	// gapped is true where next is what stands behind a gap.
	gapped bool
	// last has a bit for what its last word may begin with.
	last uint64
}

// second finds next and alone.
func (p *phrase) second() {
	for _, parts := range p.pieces[0] {
		switch {
		case len(parts) > 1:
			p.next, p.alone = 0, true // too rare to be thought about
		case len(p.pieces) == 1:
			p.alone = true
		case p.pieces[1] == nil:
			p.gapped = len(p.pieces) > 2 && p.pieces[2] != nil
			if p.alone = !p.gapped; p.gapped {
				for _, after := range p.pieces[2] {
					p.next |= after[0].begins()
				}
			}
		default:
			for _, after := range p.pieces[1] {
				p.next |= after[0].begins()
			}
		}
	}
	if p.pieces[0] == nil {
		p.alone = true
	}
	for _, parts := range p.pieces[len(p.pieces)-1] {
		p.last |= parts[len(parts)-1].begins()
	}
	if p.last == 0 {
		p.last = ^uint64(0) // a gap
	}
}

// begins has the bits of what a part may begin with.
func (p part) begins() uint64 {
	switch {
	case string(p.text) == number:
		return beginning(p.text) | beginning([]byte(anyValue))
	case p.beginning && len(p.text) < 2:
		return ^uint64(0)
	}
	return beginning(p.text)
}

// beginning is one of 64 bits for a word, by its first two bytes.
func beginning(word []byte) uint64 {
	n := word[0] * 31
	if len(word) > 1 {
		n += word[1]
	}
	return 1 << (n & 63)
}

// tier is what a phrase counts.
type tier uint8

const (
	strong    tier = iota // fires by itself
	weak                  // fires together with another weak one
	exception             // makes the phrases not count that it touches
)

// piece is one place of a phrase: what may stand there, each one or more words; without any it is a gap, of up to
// maxGap words of any kind.
type piece [][]part

// part is a word of a piece, or the beginning of one.
type part struct {
	text      []byte
	beginning bool
}

const (
	maxGap = 5
	// stem is how many bytes of a word's beginning are looked up.
	stem = 3
)

// lexicons are the languages that have lists, each read when it is first asked for.
var lexicons = sync.OnceValue(func() map[string]func() *lexicon {
	all := map[string]func() *lexicon{}
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		_, language, _ := strings.Cut(strings.TrimSuffix(f.Name(), ".txt"), ".")
		if all[language] == nil {
			all[language] = sync.OnceValue(func() *lexicon { return readLexicon(language) })
		}
	}
	return all
})

// lexiconOf returns the lists for a template's language, nil if there are none: es_MX is read by those of es.
func lexiconOf(language string) *lexicon {
	if read := lexicons()[base(language)]; read != nil {
		return read()
	}
	return nil
}

// commonAlone is the lexicon of the languages that have no lists.
var commonAlone = sync.OnceValue(func() *lexicon { return readLexicon("") })

// base is a language without its country.
func base(language string) string {
	code, _, _ := strings.Cut(language, "_")
	return code
}

func readLexicon(language string) *lexicon {
	x := newLexicon()
	for word, languages := range common().byWord {
		x.lexeme([]byte(word)).common = languages
	}
	for l, name := range listNames {
		file, err := wordFiles.ReadFile("words/" + name + "." + language + ".txt")
		if err != nil {
			continue // the language has no such list
		}
		for line := range strings.Lines(string(file)) {
			x.add(list(l), line)
		}
	}
	return x
}

// lexiconFrom is the phrases that a project adds, nil if there are none.
func lexiconFrom(words map[string][]string) *lexicon {
	if len(words) == 0 {
		return nil
	}
	x := newLexicon()
	for l, name := range listNames {
		for _, line := range words[name] {
			x.add(list(l), line)
		}
	}
	return x
}

func newLexicon() *lexicon {
	return &lexicon{byWord: map[string]*lexeme{}, byStem: map[string][]*phrase{}}
}

// add reads one line of a list: a phrase, a weak one behind ~, an exception behind !, or a comment behind #.
func (x *lexicon) add(l list, line string) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return
	}
	p := &phrase{list: l}
	switch line[0] {
	case '~':
		p.tier, line = weak, line[1:]
	case '!':
		p.tier, line = exception, line[1:]
	}
	if p.pieces = piecesOf(line, &x.splitter); len(p.pieces) == 0 {
		return
	}
	p.second()
	if l == optOutWords && len(x.optOut) < 2 {
		x.optOut = append(x.optOut, line)
	}
	if p.pieces[0] == nil {
		x.anywhere = append(x.anywhere, p)
	}
	for _, either := range p.pieces[0] {
		switch first := either[0]; {
		case !first.beginning:
			e := x.lexeme(first.text)
			e.phrases = append(e.phrases, p)
			if string(first.text) == number {
				e := x.lexeme([]byte(anyValue))
				e.phrases = append(e.phrases, p)
			}
		case first.beginning && len(first.text) >= stem:
			x.stems.add(first.text)
			x.byStem[string(first.text[:stem])] = append(x.byStem[string(first.text[:stem])], p)
		default:
			x.anywhere = append(x.anywhere, p)
		}
	}
}

// piecesOf reads a phrase: words, of which one that ends with * may go on; word|word for either; 0 for any number or
// placeholder; <<>> for a placeholder; … for a gap.
func piecesOf(line string, s *splitter) []piece {
	pieces := make([]piece, 0, 4)
	for len(line) > 0 {
		field, rest, _ := strings.Cut(line, " ")
		line = rest
		switch field {
		case "":
			continue
		case "…", "...":
			pieces = append(pieces, nil)
			continue
		}
		var either piece
		for len(field) > 0 {
			one, rest, _ := strings.Cut(field, "|")
			field = rest
			words := s.split(template.NewText(one))
			if len(words) == 0 {
				continue
			}
			parts := make([]part, len(words))
			for i, w := range words {
				parts[i].text = bytes.Clone(w.folded)
			}
			parts[len(parts)-1].beginning = strings.HasSuffix(one, "*")
			either = append(either, parts)
		}
		if either != nil {
			pieces = append(pieces, either)
		}
	}
	return pieces
}

// firstBytes is a set of words of which only the first bytes count, and those loosely: a word that is not in it is
// certainly none of them.
type firstBytes [1024]uint64

func (f *firstBytes) add(w []byte) { f[bit(w)>>6] |= 1 << (bit(w) & 63) }

func (f *firstBytes) hasBit(n uint16) bool { return f[n>>6]&(1<<(n&63)) != 0 }

func bit(w []byte) uint16 {
	var h uint16
	for _, b := range w[:min(len(w), stem)] {
		h = h<<5 ^ uint16(b)
	}
	return h
}
