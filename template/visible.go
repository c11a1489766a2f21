package template

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Visible returns s with every character that could command a terminal, or hide what a reader sees, written as an
// escape: control characters (line breaks and tabs too), the overrides of the direction of writing, and bytes that
// are no UTF-8. Whatever comes from a file, a sheet or a server goes through here before it is printed.
func Visible(s string) string {
	if clean(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch escape, must := VisibleRune(r); {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case must:
			b.WriteString(escape)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func clean(s string) bool {
	for _, r := range s {
		if _, must := VisibleRune(r); must || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// VisibleRune returns the escape for a character that must not reach a terminal as it is, and whether it is one.
func VisibleRune(r rune) (escape string, must bool) {
	switch {
	case r == '\n':
		return `\n`, true
	case r == '\r':
		return `\r`, true
	case r == '\t':
		return `\t`, true
	case r < ' ', r == 0x7f:
		return fmt.Sprintf(`\x%02x`, r), true
	case r > 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x2028, r == 0x2029, r == 0xfeff:
		return fmt.Sprintf(`\u%04x`, r), true
	}
	return "", false
}
