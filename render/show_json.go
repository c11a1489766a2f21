package render

import (
	"regexp"
	"strings"
	"sync"
)

const (
	listedJSON = 40 // lines; the others are counted
	deepJSON   = 8  // levels; what is deeper stands no further to the right
)

// payload is a text with a line for every member.
func payload(json []byte) []block {
	lines, total := jsonLines(string(json))
	texts := []text{{lines: lines}}
	if total > len(lines) {
		texts = append(texts, more(total-len(lines), " more lines"))
	}
	return []block{{texts: texts}}
}

// jsonToken matches the parts of compact and valid JSON. An empty object or array is one.
var jsonToken = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}\[\],:]|[^"{}\[\],:]+`)
})

// jsonLines breaks JSON after brackets and commas. It returns the first lines, and how many there are. encoding/json
// would indent as deep as a payload goes, which can be a thousand times the payload.
func jsonLines(s string) (lines []Line, total int) {
	var text strings.Builder
	depth := 0
	flush := func() {
		if total++; len(lines) < listedJSON {
			indent := strings.Repeat(" ", max(2*min(depth, deepJSON)-1, 0))
			lines = append(lines, Line{Marker: indent, Runs: []Run{{Text: text.String()}}})
		}
		text.Reset()
	}
	for _, token := range jsonToken().FindAllString(s, -1) {
		switch token {
		case "{", "[":
			text.WriteString(token)
			flush()
			depth++
		case "}", "]":
			flush()
			depth--
			text.WriteString(token)
		case ",":
			text.WriteString(token)
			flush()
		case ":":
			text.WriteString(": ")
		default:
			text.WriteString(token)
		}
	}
	if text.Len() > 0 {
		flush()
	}
	return lines, total
}
