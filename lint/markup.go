package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// slip is a mark of formatting that does not do what its author meant.
type slip struct {
	kind       slipKind
	start, end int
}

// codeFence are the backticks around code.
const codeFence = "```"

type slipKind uint8

const (
	unbalanced slipKind = iota
	spacedInside
	acrossLines
	insideWord
)

// formatted are the texts that WhatsApp sets in bold and the like: the bodies.
func formatted(p *Pass) [2][]text { return [...][]text{prose(p), p.byKind[cardBodyKind]} }

// delimiter is one * or _ of a text, and what stands around it.
type delimiter struct {
	at            int
	before, after rune // 0 at the edge of a line
}

// opens and closes report whether WhatsApp takes the mark for the beginning or the end of something: it touches the
// text inside, and no word outside.
func (m delimiter) opens() bool {
	return !insideRune(m.before) && m.after != 0 && !unicode.IsSpace(m.after)
}

func (m delimiter) closes() bool {
	return !insideRune(m.after) && m.before != 0 && !unicode.IsSpace(m.before)
}

// insideRune reports whether a mark beside the character is part of a word. Scripts without blanks between words
// have no other place for it, nor has the particle behind a Korean word.
func insideRune(r rune) bool {
	return (wordRune(r) || unicode.Is(unicode.M, r)) && !unspaced(r) && !unicode.Is(unicode.Hangul, r)
}

// slips finds what is wrong with the formatting of a text. Many a mark is none: an asterisk of a footnote, the bullet
// of a list, the underscore of a name, a tilde for about. What could be one of these is passed over.
func (t text) slips() []slip {
	if !strings.ContainsAny(t.Value, "*_`") {
		return nil
	}
	var all []slip
	if strings.Count(t.Value, codeFence)%2 == 1 {
		i := strings.LastIndex(t.Value, codeFence)
		all = append(all, slip{unbalanced, i, i + len(codeFence)})
	}
	skip := t.unformatted()
	for _, c := range "*_" {
		var open, footnote *delimiter // of an earlier line
		from := 0
		for line := range strings.SplitAfterSeq(t.Value, "\n") {
			left, found := t.pairwise(byte(c), unpaired(t.delimiters(byte(c), from, from+len(line), skip)))
			all = append(all, found...)
			for _, m := range left {
				switch {
				case m.opens() && open == nil:
					open = &m
				case m.closes() && open != nil && footnote == nil:
					all = append(all, slip{acrossLines, open.at, m.at + 1})
					open = nil
				case m.closes():
					footnote = &m
				}
			}
			from += len(line)
		}
		if open != nil && footnote == nil && t.meant(byte(c), *open) {
			all = append(all, slip{unbalanced, open.at, open.at + 1})
		}
	}
	return all
}

// meant reports whether a mark that is never closed was meant to open something. *Terms apply is a footnote, where it
// does not begin the message, and _id the name of something.
func (t text) meant(c byte, m delimiter) bool {
	before := strings.TrimRight(t.Value[:m.at], " ")
	line, _, _ := strings.Cut(t.Value[m.at:], "\n")
	if c == '_' {
		if strings.Count(line, " ") < 2 {
			return false
		}
		word, _, _ := strings.Cut(line[1:], " ") // mid-line _acme_shop is a name, and so may be _acme1
		return before == "" || strings.HasSuffix(before, "\n") || len(before) < m.at && lettersOnly(word)
	}
	small := strings.ToLower(line)
	for _, word := range [...]string{"t&c", "term", "condi", "appl", "aplic"} { // *Conditions apply, *Aplican condiciones
		if strings.Contains(small, word) {
			return false
		}
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || wordRune(r) || strings.ContainsRune(",:}>", r)
}

// lettersOnly reports whether a text is letters and nothing else.
func lettersOnly(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
}

// delimiters finds the marks c of a line that stand alone: two in a row are Markdown, or a ruler.
func (t text) delimiters(c byte, from, to int, skip []template.Placeholder) []delimiter {
	line := strings.TrimRight(t.Value[from:to], "\r\n")
	if strings.IndexByte(line, c) < 0 {
		return nil
	}
	var all []delimiter
	indent := len(line) - len(strings.TrimLeft(line, " "))
	bullet := strings.HasPrefix(line[indent:], "* ") && (from > 0 || strings.Contains(t.Value, "\n* "))
	for i := 0; i < len(line); i++ {
		if line[i] != c {
			continue
		}
		if n := run(line[i:], c); n > 1 || within(skip, from+i) || bullet && i == indent {
			i += n - 1
			continue
		}
		m := delimiter{at: from + i}
		if i > 0 {
			m.before, _ = utf8.DecodeLastRuneInString(line[:i])
		}
		if i+1 < len(line) {
			m.after, _ = utf8.DecodeRuneInString(line[i+1:])
		}
		for _, p := range t.Placeholders { // whose values are words
			if p.End == m.at {
				m.before = 'x'
			}
			if p.Start == m.at+1 {
				m.after = 'x'
			}
		}
		if c == '_' && insideRune(m.before) && insideRune(m.after) {
			continue // order_id
		}
		all = append(all, m)
	}
	return all
}

// unpaired drops the marks that belong together, and returns those that are left.
func unpaired(all []delimiter) []delimiter {
	var left []delimiter
next:
	for i := 0; i < len(all); i++ {
		if all[i].opens() {
			for j := i + 1; j < len(all); j++ {
				if all[j].closes() && all[j].at > all[i].at+1 {
					i = j
					continue next
				}
			}
		}
		left = append(left, all[i])
	}
	return left
}

// pairwise finds what two marks of one line that are left have wrong, and returns those that it says nothing of.
func (t text) pairwise(c byte, left []delimiter) ([]delimiter, []slip) {
	if len(left) != 2 {
		return left, nil
	}
	a, b := left[0], left[1]
	inner := t.Value[a.at+1 : b.at]
	trimmed := strings.TrimSpace(inner)
	if c == '*' && digits(inner) && unicode.IsDigit(a.before) && unicode.IsDigit(b.after) {
		return nil, []slip{{insideWord, a.at, b.at + 1}} // 2*3*4
	}
	if !strings.ContainsFunc(inner, unicode.IsLetter) && !strings.ContainsAny(inner, "{<") || c == '_' && !strings.Contains(trimmed, " ") {
		return nil, nil // 2 * 3 * 4, snake_case_name
	}
	outside := insideRune(a.before) || insideRune(b.after) && !strings.ContainsRune("([{\"'«“", b.before)
	switch {
	case trimmed != inner && !outside:
		return nil, []slip{{spacedInside, a.at, b.at + 1}}
	case trimmed == inner && outside && !(unicode.IsDigit(a.before) && unicode.IsDigit(a.after)):
		return nil, []slip{{insideWord, a.at, b.at + 1}}
	}
	return left, nil
}

// unformatted returns the stretches in which a mark is no mark: placeholders, addresses and code.
func (t text) unformatted() []template.Placeholder {
	all := t.Placeholders[:len(t.Placeholders):len(t.Placeholders)]
	for from := 0; from < len(t.Value); {
		n := strings.IndexFunc(t.Value[from:], unicode.IsSpace)
		if n < 0 {
			n = len(t.Value) - from
		}
		if word := t.Value[from : from+n]; strings.Contains(word, "://") || strings.Contains(word, "www.") || strings.Contains(word, "@") {
			end := from + len(strings.TrimRight(word, "*_~`.,!?)")) // *at https://acme.example*
			start := from + n - len(strings.TrimLeft(word, "*_~`("))
			all = append(all, template.Placeholder{Start: start, End: end})
		}
		from += n + 1
	}
	for start, end := range t.code() {
		all = append(all, template.Placeholder{Start: start, End: end})
	}
	return all
}

func within(all []template.Placeholder, i int) bool {
	for _, p := range all {
		if i >= p.Start && i < p.End {
			return true
		}
	}
	return false
}

// code yields what stands between three backticks, be it several lines, or between single ones on a line, with the
// backticks.
func (t text) code() func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		for i := 0; i < len(t.Value); {
			n := strings.IndexByte(t.Value[i:], '`')
			if n < 0 {
				return
			}
			i += n
			closing, within := "`", t.Value[i:]
			if strings.HasPrefix(within, codeFence) {
				closing = codeFence
			} else if n := strings.IndexByte(within, '\n'); n >= 0 {
				within = within[:n]
			}
			n = strings.Index(within[len(closing):], closing)
			if n <= 0 {
				i += len(closing)
				continue
			}
			end := i + n + 2*len(closing)
			if !yield(i, end) {
				return
			}
			i = end
		}
	}
}
