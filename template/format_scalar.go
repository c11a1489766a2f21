package template

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// plainText reports whether a text without quotes is still one scalar, whatever type a reader gives it.
func plainText(s string, flow bool) bool {
	if s == "" || strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`", rune(s[0])) && !signed(s) || s == "..." {
		return false
	}
	if strings.HasSuffix(s, ":") || strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.Contains(s, "{{") {
		return false
	}
	if flow && strings.ContainsAny(s, ",[]{}?") {
		return false
	}
	return strings.TrimSpace(s) == s && strings.IndexFunc(s, hidden) < 0
}

// signed reports whether a text begins with a minus that belongs to a number.
func signed(s string) bool {
	return len(s) > 1 && s[0] == '-' && (s[1] == '.' || s[1] >= '0' && s[1] <= '9')
}

// ambiguous are texts that some reader of YAML 1.1 or 1.2 takes for a number, a date, a truth value or nothing.
var ambiguous = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` +
		`[-+]?[0-9._][0-9._,:]*(?:e[-+]?[0-9_]+)?|[-+]?0[box][0-9a-f_]+|[-+]?\.(?:inf|nan)|` +
		`\d{4}-\d\d?-\d\d?(?:t.*| .*)?|` +
		`y|n|yes|no|on|off|true|false|null|~|=|<<)$`)
})

// unmistakable reports whether an unquoted text is taken for the same text by every reader.
func unmistakable(s string, flow bool) bool {
	n := yaml.Node{Kind: yaml.ScalarNode, Value: s}
	return plainText(s, flow) && !ambiguous().MatchString(s) && n.ShortTag() == "!!str"
}

// hidden reports whether a character has to be written as an escape: one that commands, that YAML does not take as it
// is, or of which nothing is seen. Joiners and marks of direction, without which emoji and many scripts are spelt
// wrong, are none.
func hidden(r rune) bool {
	_, must := VisibleRune(r)
	return must || r == 0xad || r == 0x200b || r >= 0x2060 && r <= 0x2064 || r&0xfffe == 0xfffe
}

// quoted writes a text in double quotes on one line.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case !hidden(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// inBlock is a text as it stands on lines of its own, and what they begin with: | alone, |- where the line break after
// it would be part of the text, > where the author broke its one line, with a 2 where it begins with a blank. There are
// no lines where no block reads as the text does, or where the author put blanks at the end of a line into quotes.
func (e *entry) inBlock() (head string, lines []string) {
	content := e.text
	if e.exact {
		if content = strings.TrimSuffix(e.text, "\n"); content == e.text {
			head = "-"
		}
	}
	if content == "" || strings.HasSuffix(content, "\n") {
		return "", nil
	}
	odd := func(line string) bool { return line == "" || line[0] == ' ' }
	if strings.Join(e.folds, " ") == content && visible(e.folds, false) && !slices.ContainsFunc(e.folds, odd) {
		return ">" + head, e.folds
	}
	if lines = strings.Split(content, "\n"); !visible(lines, e.block) {
		return "", nil
	}
	if strings.HasPrefix(strings.TrimLeft(content, "\n"), " ") {
		head = "2" + head
	}
	return "|" + head, lines
}

// visible reports whether lines have nothing that only an escape shows. Blanks at the end of a line are not seen
// either, but approved texts have them, and a text of ten lines in quotes is nothing that anybody can read: where they
// are allowed, all lines but the last may end in some.
func visible(lines []string, blanks bool) bool {
	for i, line := range lines {
		ink := line
		if blanks && i < len(lines)-1 {
			ink = strings.TrimRight(line, " ")
		}
		last, _ := utf8.DecodeLastRuneInString(ink)
		if unicode.IsSpace(last) || ink == "" && line != "" || strings.IndexFunc(line, hidden) >= 0 {
			return false
		}
	}
	return true
}

// inline is a scalar on the line of its key, which has some room, and whether it stands there: a text of several lines
// does not, where a block is possible.
func (e *entry) inline(flow bool, room int) (string, bool) {
	if e.bare {
		return e.text, true
	}
	plain := unmistakable(e.text, flow)
	length := utf8.RuneCountInString(e.text)
	if e.block || !plain && length > longText || len(e.folds) > 0 && length > room || strings.Contains(e.text, "\n") {
		if _, lines := e.inBlock(); lines != nil && !flow {
			return "", false
		}
	}
	if plain {
		return e.text, true
	}
	return quoted(e.text), true
}

// name is the key as it is written.
func (e *entry) name(flow bool) string {
	if unmistakable(e.key, flow) || e.bareKey && plainText(e.key, flow) {
		return e.key
	}
	return quoted(e.key)
}
