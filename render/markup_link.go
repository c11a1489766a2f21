package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// links marks the addresses of a line that WhatsApp makes tappable: those that begin with http://, https:// or www.
// where no word runs into them. It comes before the spans, so that nothing in an address is a marker. Domains without
// any of these are left alone: nobody says which of them the phones know.
func (m *markupText) links(from, to int) {
	for i := from; i < to; i++ {
		start := addressStart(m.text[i:to])
		if start == 0 || m.done(i) || endsWord(m.text[from:i]) {
			continue
		}
		end := m.addressEnd(i+start, to)
		if address := trimAddress(m.text[i:end]); named(address, start) {
			m.paint(i, i+len(address), Link)
		}
		i = end - 1
	}
}

// addressStart returns how many bytes of s are the beginning of an address.
func addressStart(s string) int {
	for _, start := range []string{"https://", "http://", "www."} {
		if len(s) > len(start) && strings.EqualFold(s[:len(start)], start) {
			return len(start)
		}
	}
	return 0
}

// addressEnd returns where the characters that an address may have end.
func (m *markupText) addressEnd(from, to int) int {
	for from < to && !m.done(from) {
		r, n := utf8.DecodeRuneInString(m.text[from:to])
		if !inAddress(r) {
			break
		}
		from += n
	}
	return from
}

func inAddress(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r != '\x7f' && !strings.ContainsRune("<>\"`", r)
	}
	return isWord(r) || unicode.IsMark(r)
}

// trimAddress takes from an address the punctuation at its end, which is the sentence's: also a marker, and a bracket
// that was not opened in the address.
func trimAddress(s string) string {
	round := strings.Count(s, ")") - strings.Count(s, "(")
	square := strings.Count(s, "]") - strings.Count(s, "[")
	for s != "" {
		switch last := s[len(s)-1]; {
		case strings.IndexByte(".,:;!?'*_~", last) >= 0:
		case last == ')' && round > 0:
			round--
		case last == ']' && square > 0:
			square--
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// named reports whether a host follows the beginning of an address; after www. it has a dot.
func named(address string, start int) bool {
	if len(address) <= start {
		return false
	}
	host := address[start:]
	if i := strings.IndexAny(host, "/?#:"); i >= 0 {
		host = host[:i]
	}
	first, _ := utf8.DecodeRuneInString(host)
	return isWord(first) && (address[start-1] == '/' || strings.Contains(host, "."))
}
