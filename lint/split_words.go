package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// word is one word of a text as it is compared, with the bytes of the text that it stands for.
type word struct {
	// folded is what is compared: the word without case and accents, 0 for a number, % and $ for themselves and any
	// currency, and <<>> for a placeholder.
	folded []byte
	// start and end are its place in the text.
	start, end int
	// sentence counts the sentences before it, clause the stretches between commas and the like: a phrase does not go
	// beyond one.
	sentence, clause int
}

const (
	number   = "0"
	anyValue = "<<>>"
)

// splitter cuts texts into words. It is used again and again, so that reading a text takes no memory.
type splitter struct {
	words  []word
	folded []byte
	// sentence and clause are those in hand; the word in hand begins at from in folded, and at start in the text, which is
	// -1 between words.
	sentence, clause int
	from, start      int
	// announced is true behind a colon, up to the next word.
	announced bool
}

// split returns the words of a text, which are good until the next call. Punctuation ends a clause, a full stop or a
// line break ends a sentence; addresses are no words.
func (s *splitter) split(t template.Text) []word {
	s.words, s.folded = s.words[:0], s.folded[:0]
	s.sentence, s.clause, s.from, s.start, s.announced = 0, 0, 0, -1, false
	v, marks := t.Value, t.Placeholders
	for i := 0; i < len(v); {
		if len(marks) > 0 && i == marks[0].Start {
			s.end(i)
			s.whole(anyValue, i, marks[0].End)
			i, marks = marks[0].End, marks[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(v[i:])
		switch classOf(r) {
		case letter:
			if s.start < 0 {
				s.start = i
			}
			s.folded = fold(s.folded, r)
		case inside: // a mark, which neither begins nor ends a word
			if s.start >= 0 {
				s.folded = fold(s.folded, r)
			}
		case digit:
			if s.start >= 0 { // SAVE20 is a word
				s.folded = append(s.folded, number...)
				break
			}
			size = numberLength(v[i:])
			s.whole(number, i, i+size)
		case percent:
			s.end(i)
			s.whole("%", i, i+size)
		case currency:
			s.end(i)
			s.whole("$", i, i+size)
		case comma:
			s.end(i)
			s.clause++
			s.announced = false
		case stop:
			s.end(i)
			if r == '\n' && s.announced {
				break // what a colon announces may stand on the next line
			}
			s.clause++
			s.announced = false
			if r != '.' || i+1 == len(v) || v[i+1] == ' ' || v[i+1] == '\n' {
				s.sentence++
			}
		default:
			s.end(i)
			s.announced = s.announced || r == ':'
			if strings.HasPrefix(v[i:], "://") {
				for size < len(v)-i && v[i+size] > ' ' && (len(marks) == 0 || i+size < marks[0].Start) {
					size++
				}
				s.clause++
			}
		}
		i += size
	}
	s.end(len(v))
	return s.words
}

// end ends the word in hand, if there is one.
func (s *splitter) end(at int) {
	if s.start < 0 {
		return
	}
	if folded := withoutArticle(s.folded[s.from:]); len(folded) > 0 {
		s.words = append(s.words, word{folded, s.start, at, s.sentence, s.clause})
	}
	s.from, s.start, s.announced = len(s.folded), -1, false
}

// whole adds a word that is folded already.
func (s *splitter) whole(folded string, start, end int) {
	s.folded = append(s.folded, folded...)
	s.words = append(s.words, word{s.folded[s.from:], start, end, s.sentence, s.clause})
	s.from, s.announced = len(s.folded), false
}

// numberLength is how many bytes of s, which begins with a digit, are one number: 1,299.00 is.
func numberLength(s string) int {
	end := 0
	for i, r := range s {
		switch {
		case unicode.IsDigit(r):
			end = i + utf8.RuneLen(r)
		case r != '.' && r != ',' || i != end:
			return end
		}
	}
	return end
}

// class is what a character is to the splitter.
type class uint8

const (
	gap class = iota // ends a word, and no more
	letter
	inside
	digit
	percent
	currency
	comma
	stop
)

func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return letter
	case r == ' ':
		return gap
	case '0' <= r && r <= '9':
		return digit
	}
	switch r {
	case '\u0640', '\u200c', '\u200d', '\u00ad':
		return inside
	case '%', '٪':
		return percent
	case '.', '!', '?', '\n', '।', '؟', '۔', '。', '…':
		return stop
	case ',', ';', '(', ')', '[', ']', '/', '|', '•', '–', '—', '،', '؛':
		return comma
	}
	switch {
	case r < utf8.RuneSelf:
		if r == '$' {
			return currency
		}
		return gap
	case unicode.IsLetter(r):
		return letter
	case unicode.IsMark(r):
		return inside
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.Sc, r):
		return currency
	}
	return gap
}

// plainLetters are the letters of À to ſ without their accents; a full stop stands for a letter that has no plain one.
const plainLetters = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// fold appends a letter or a mark as it is compared: in lower case, and without what people leave out when they type:
// accents, Arabic vowels and hamzas, the dots below a Devanagari letter.
func fold(b []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case r == 'ß', r == 'ẞ':
		return append(b, "ss"...)
	case r == 'æ', r == 'Æ':
		return append(b, "ae"...)
	case r == 'œ', r == 'Œ':
		return append(b, "oe"...)
	case 'À' <= r && r <= 'ſ':
		if c := plainLetters[r-'À']; c != '.' {
			return append(b, c)
		}
	case 0x0300 <= r && r <= 0x036f, // combining accents
		0x064b <= r && r <= 0x065f, r == 0x0670, r == 0x0640, // Arabic vowels, and the stroke that widens a word
		r == 0x093c, // the dot below
		r == 0x200c, r == 0x200d, r == 0x00ad, 0xfe00 <= r && r <= 0xfe0f:
		return b
	case 0x0958 <= r && r <= 0x095f:
		return utf8.AppendRune(b, []rune("कखगजडढफय")[r-0x0958])
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		r = 'ا'
	case 'ى', 'ی':
		r = 'ي'
	case 'ة':
		r = 'ه'
	case 'ک':
		r = 'ك'
	case 'ँ':
		r = 'ं'
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

// withoutArticle takes the article off an Arabic word, where three letters are left.
func withoutArticle(w []byte) []byte {
	if len(w) == 0 || w[0] < utf8.RuneSelf {
		return w
	}
	for _, article := range []string{"ال", "وال", "بال"} {
		if len(w) >= len(article)+6 && string(w[:len(article)]) == article {
			return w[len(article):]
		}
	}
	return w
}
