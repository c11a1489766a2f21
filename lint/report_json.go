package lint

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// jsonFormat is the version of the JSON report: it grows when something is taken away or comes to mean something else,
// not when something is added. docs/reports.md describes it.
const jsonFormat = 1

type jsonPos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type jsonFinding struct {
	File     string   `json:"file"`
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"`
	End      *jsonPos `json:"end,omitempty"`
	Severity string   `json:"severity"`
	Stage    string   `json:"stage"`
	Rule     string   `json:"rule"`
	Code     string   `json:"code,omitempty"` // Meta's
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
	Excerpt  *Excerpt `json:"excerpt,omitempty"`
	Fix      *jsonFix `json:"fix,omitempty"`
}

type jsonFix struct {
	Title string     `json:"title"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Start jsonPos `json:"start"`
	End   jsonPos `json:"end"`
	New   string  `json:"new"`
}

func writeJSON(out *bufio.Writer, r Report, _ ReportOptions) {
	errors, warnings, fixable := r.Count()
	fmt.Fprintf(out, "{\n  \"format\": %d,\n  \"version\": %s,\n", jsonFormat, compactJSON(r.Version))
	fmt.Fprintf(out, "  \"summary\": {\"files\": %d, \"errors\": %d, \"warnings\": %d, \"fixable\": %d, \"hidden\": %d, \"stale\": %d},\n",
		r.Files, errors, warnings, fixable, r.Hidden, r.Stale)
	out.WriteString("  \"findings\": [")
	rows := jsonLines{Writer: out, indent: "    "}
	for i := range r.Findings {
		rows.add(compactJSON(jsonOf(&r.Findings[i])))
	}
	rows.end("  ")
	out.WriteString("]\n}\n")
}

func jsonOf(f *Finding) jsonFinding {
	j := jsonFinding{
		File:     f.File,
		Severity: f.Severity.String(),
		Stage:    f.Stage.String(),
		Rule:     f.Rule,
		Code:     metaCodes()[f.Rule],
		Message:  visibleLine(f.Message),
		Hint:     visibleLine(f.Hint),
		Excerpt:  f.Excerpt,
	}
	if start, end, ok := f.place(); ok {
		j.Line, j.Column, j.End = start.Line, start.Column, &jsonPos{end.Line, end.Column}
	}
	if f.Fix != nil {
		j.Fix = &jsonFix{visibleLine(f.Fix.Title), make([]jsonEdit, len(f.Fix.Edits))}
		for i, e := range f.Fix.Edits {
			j.Fix.Edits[i] = jsonEdit{jsonPos(e.At.Start), jsonPos(e.At.End), e.New}
		}
	}
	return j
}

// jsonLines writes the elements of a JSON array, one a line, as they come.
type jsonLines struct {
	*bufio.Writer
	indent string
	n      int
}

func (l *jsonLines) add(element []byte) {
	if l.n++; l.n > 1 {
		l.WriteByte(',')
	}
	l.WriteByte('\n')
	l.WriteString(l.indent)
	l.Write(element)
}

// end is what stands before the closing bracket.
func (l *jsonLines) end(indent string) {
	if l.n > 0 {
		l.WriteByte('\n')
		l.WriteString(indent)
	}
}

// compactJSON is a value as JSON on one line. A < and a & stay as they are, what is written is no HTML; what could command a
// terminal is escaped, also where JSON lets it be.
func compactJSON(v any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // only our own types of text and numbers come here
	}
	text := bytes.TrimRight(out.Bytes(), "\n")
	if !bytes.ContainsFunc(text, obeyed) {
		return text
	}
	var b strings.Builder
	for _, r := range string(text) {
		if obeyed(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return []byte(b.String())
}

// obeyed reports whether a terminal would obey a character rather than show it.
func obeyed(r rune) bool {
	_, must := template.VisibleRune(r)
	return must
}
