package send

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// show makes a text from the network fit for an error: the token blotted out,
// control characters spelled out, and not too long.
func (c *Client) show(s string) string {
	if c.Token != "" {
		s = strings.ReplaceAll(s, c.Token, "[redacted]")
	}
	return shorten(visible(strings.TrimSpace(s)), maxMessage)
}

// visible spells out every character that a terminal would obey rather than
// show: control characters, marks that change the direction of the text, and
// bytes that are no UTF-8.
func visible(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80 && unicode.IsControl(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case isUnseen(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}

func isUnseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029
}

// shorten cuts s after limit characters and marks the cut.
func shorten(s string, limit int) string {
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// tame keeps an error recognizable to errors.Is and errors.As while its text
// is fit to be shown: the transport's errors quote what the server sent.
func (c *Client) tame(err error) error {
	return &tamed{c.show(err.Error()), err}
}

type tamed struct {
	text string
	err  error
}

func (t *tamed) Error() string        { return t.text }
func (t *tamed) Is(target error) bool { return errors.Is(t.err, target) }
func (t *tamed) As(target any) bool   { return errors.As(t.err, target) }
