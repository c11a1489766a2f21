package lint

import (
	"embed"
	"slices"
	"strings"
	"sync"
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
		case len(first.text) >= stem:
			x.stems.add(first.text)
			x.byStem[string(first.text[:stem])] = append(x.byStem[string(first.text[:stem])], p)
		default:
			x.anywhere = append(x.anywhere, p)
		}
	}
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
