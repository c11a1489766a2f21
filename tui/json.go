package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/watemplate/watemplate/template"
)

// payloadLines draws indented JSON.
func payloadLines(s styles, text string, width int) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, jsonLines(s, template.Visible(line), width)...)
	}
	return lines
}

// jsonLines are a line of indented JSON in colours, broken where it is too long, the rest below the text of its start.
func jsonLines(s styles, line string, width int) []string {
	text := strings.TrimLeft(line, " ")
	indent := min(len(line)-len(text), width/2)
	const hanging = 2
	room := width - indent - hanging
	if room <= hanging {
		return []string{colourJSON(s, line)}
	}
	lines := strings.Split(lipgloss.Wrap(colourJSON(s, text), room, ""), "\n")
	for i := range lines {
		lines[i] = strings.Repeat(" ", indent+min(i, 1)*hanging) + lines[i]
	}
	return lines
}

// colourJSON gives the names, texts and other values of valid JSON their colours.
func colourJSON(s styles, text string) string {
	var b strings.Builder
	for len(text) > 0 {
		n := tokenLength(text)
		token, rest := text[:n], text[n:]
		switch c := token[0]; {
		case c == '"' && strings.HasPrefix(rest, ":"):
			b.WriteString(s.name.Render(token))
		case c == '"':
			b.WriteString(s.text.Render(token))
		case strings.IndexByte(punctuation, c) < 0:
			b.WriteString(s.number.Render(token))
		default:
			b.WriteString(token)
		}
		text = rest
	}
	return b.String()
}

// punctuation is what stands between the values of JSON.
const punctuation = "{}[]:, "

// tokenLength is how long the token is with which a text begins: a string with its quotes, a stretch of punctuation, or
// a number or a word.
func tokenLength(text string) int {
	if text[0] == '"' {
		for i := 1; i < len(text); i++ {
			switch text[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return len(text)
	}
	between := strings.IndexByte(punctuation, text[0]) >= 0
	for i := 1; i < len(text); i++ {
		if text[i] == '"' || between != (strings.IndexByte(punctuation, text[i]) >= 0) {
			return i
		}
	}
	return len(text)
}
