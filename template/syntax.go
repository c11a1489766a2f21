package template

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	yaml4 "go.yaml.in/yaml/v4"
)

// syntaxFault puts an error of the YAML library into our words. yaml.v3 gives no column and often no right line, so
// the failing text, and only that, is read again by its successor, which has both.
func syntaxFault(name string, s *source, seg segment, err error) Diagnostic {
	c := complaint{src: s, message: strings.TrimPrefix(err.Error(), "yaml: ")}
	var load *yaml4.LoadError
	if errors.As(successor(seg.text), &load) {
		c.message, c.context = load.Message, load.ContextMsg
		c.at = c.place(seg, load.Mark)
		c.from = c.place(seg, load.ContextMark)
	} else if m := lineOfMessage().FindStringSubmatch(c.message); m != nil {
		line, _ := strconv.Atoi(m[1])
		c.message = strings.TrimPrefix(c.message, m[0])
		c.at = Pos{line + seg.lines, 1}
	}
	if c.at.Line == 0 {
		c.at = Pos{seg.lines + 1, 1}
	}
	d := c.explain()
	if d.Fix != nil && !s.mends(seg, d.Fix) {
		d.Fix = nil // there is more that cannot be read
	}
	d.At = s.span(s.offset(d.At.Start.Line, d.At.Start.Column), s.offset(d.At.End.Line, d.At.End.Column)) // not past the line
	d.File, d.Severity, d.Stage, d.Rule = name, Error, Both, RuleSyntax
	return d
}

// successor reads a text with the library's successor and returns its error.
func successor(text []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	var n yaml4.Node
	return yaml4.Load(text, &n)
}

var lineOfMessage = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^line (\d+): `) })

// complaint is what the YAML library says, at its place in the file.
type complaint struct {
	src              *source
	message, context string
	at, from         Pos // from: where the construct began that could not be read; zero if not known
}

func (c *complaint) place(seg segment, m yaml4.Mark) Pos {
	if m.Line == 0 {
		return Pos{}
	}
	return c.src.pos(c.src.offset(m.Line+seg.lines, max(m.Column, 1)))
}

// line is the text of a line, and its part from a column on.
func (c *complaint) line(p Pos) (whole, rest string) {
	whole = c.src.line(p.Line)
	at := c.src.offset(p.Line, p.Column) - c.src.offset(p.Line, 1)
	return whole, whole[min(max(at, 0), len(whole)):]
}

// runes is the span of n characters from p.
func runes(p Pos, n int) Span { return Span{p, Pos{p.Line, p.Column + n}} }

func fault(at Span, hint, format string, args ...any) Diagnostic {
	return Diagnostic{At: at, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// explain finds the mistake that people make behind the library's complaint.
func (c *complaint) explain() Diagnostic {
	for _, known := range []func() (Diagnostic, bool){
		c.tab, c.braces, c.openQuote, c.escape, c.indicator, c.colon, c.openBracket, c.structure,
	} {
		if d, ok := known(); ok {
			return d
		}
	}
	return fault(runes(c.at, 1), "", "the text is not YAML: %s", c.message)
}

func (c *complaint) tab() (Diagnostic, bool) {
	whole, _ := c.line(c.at)
	indent := whole[:len(whole)-len(strings.TrimLeft(whole, " \t"))]
	i := strings.IndexByte(indent, '\t')
	if i < 0 || !strings.Contains(c.message, "tab") && !strings.Contains(c.message, "cannot start any token") {
		return Diagnostic{}, false
	}
	return fault(runes(Pos{c.at.Line, i + 1}, len(indent)-i), "replace the tab by two spaces", "the line is indented with a tab; YAML takes spaces alone"), true
}

// bareBraces is a value that begins with {{ without quotes.
var bareBraces = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[:\-,\[]) *(\{\{)`) })

func (c *complaint) braces() (Diagnostic, bool) {
	whole, _ := c.line(c.at)
	m := bareBraces().FindStringSubmatchIndex(whole)
	if m == nil {
		return Diagnostic{}, false
	}
	p := c.src.pos(c.src.offset(c.at.Line, 1) + m[2])
	d := fault(runes(p, 2), "write <<1>> instead of {{1}}, or quote the whole text", "a text that begins with {{ is a map to YAML")
	d.Fix = c.src.mendBraces(p.Line)
	return d, true
}

func (c *complaint) openQuote() (Diagnostic, bool) {
	if !strings.Contains(c.context, "quoted scalar") || !strings.Contains(c.message, "unexpected") || c.from.Line == 0 {
		return Diagnostic{}, false
	}
	_, rest := c.line(c.from)
	quote, hint := rest[:min(1, len(rest))], ""
	if quote == "'" {
		hint = "inside single quotes an apostrophe is written twice: ''"
	}
	return fault(runes(c.from, 1), hint, "the quote %s that opens here is never closed", quote), true
}

func (c *complaint) escape() (Diagnostic, bool) {
	if !strings.Contains(c.message, "escape") {
		return Diagnostic{}, false
	}
	whole, _ := c.line(c.at)
	at := c.at
	// The mark stands at the backslash or just behind it.
	if r := []rune(whole); at.Column > len(r) || r[at.Column-1] != '\\' {
		if at.Column >= 2 && at.Column-2 < len(r) && r[at.Column-2] == '\\' {
			at.Column--
		}
	}
	_, rest := c.line(at)
	r := []rune(rest)
	return fault(runes(at, 2), `write \\ for a backslash, or use single quotes`, "%q is no escape that double quotes know", string(r[:min(2, len(r))])), true
}

var unknownAnchor = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`unknown anchor '(.*)' referenced`) })

// indicator speaks of texts that begin with a character that means something to YAML.
func (c *complaint) indicator() (Diagnostic, bool) {
	_, rest := c.line(c.at)
	if strings.Contains(c.context, "anchor") || strings.Contains(c.context, "alias") || strings.Contains(c.context, "tag") {
		_, rest = c.line(c.from)
		c.at = c.from
	}
	if m := unknownAnchor().FindStringSubmatch(c.message); m != nil && !strings.HasPrefix(rest, "*") {
		whole, _ := c.line(c.at)
		if i := strings.Index(whole, "*"+m[1]); i >= 0 {
			c.at = c.src.pos(c.src.offset(c.at.Line, 1) + i)
			rest = whole[i:]
		}
	}
	if rest == "" || !strings.ContainsRune("*&!@`%", rune(rest[0])) {
		return Diagnostic{}, false
	}
	return fault(runes(c.at, 1), `quote the whole text: "`+rest[:1]+`..."`, "a text that begins with %s must be quoted", rest[:1]), true
}

func (c *complaint) colon() (Diagnostic, bool) {
	if !strings.Contains(c.message, "mapping values are not allowed") {
		return Diagnostic{}, false
	}
	whole, rest := c.line(c.at)
	before := strings.TrimSuffix(whole, rest)
	if strings.Contains(before, ": ") {
		return fault(runes(c.at, 1), "quote the whole text, or write it below a |", `": " inside a text that is not quoted`), true
	}
	key := strings.TrimLeft(before, " -")
	indent := len(before) - len(key)
	if p, above := c.above(); above != "" && !strings.Contains(above, ":") {
		text := strings.TrimLeft(above, " -")
		at := Pos{p.Line, len([]rune(above)) - len([]rune(text)) + 1}
		return fault(runes(at, len([]rune(text))), "a key is written key: value", "%q has no colon", text), true
	}
	at := Pos{c.at.Line, indent + 1}
	return fault(runes(at, len([]rune(key))), "keys of one map stand in one column", "the key %q stands below a text that is already complete", key), true
}

// above is the last line with text before the complaint's.
func (c *complaint) above() (Pos, string) {
	for line := c.at.Line - 1; line > 0; line-- {
		whole, _ := c.line(Pos{line, 1})
		if t := strings.TrimSpace(whole); t != "" && t[0] != '#' {
			return Pos{line, 1}, strings.TrimRight(whole, " \t")
		}
	}
	return Pos{}, ""
}

func (c *complaint) openBracket() (Diagnostic, bool) {
	if !strings.Contains(c.context, "flow") || c.from.Line == 0 {
		return Diagnostic{}, false
	}
	// At the end of a document the library names where the next entry would stand, and not where the list began.
	from := c.src.offset(c.from.Line, c.from.Column)
	open := bytes.LastIndexAny(c.src.text[:min(from+1, len(c.src.text))], "[{")
	if open < 0 {
		return Diagnostic{}, false
	}
	return fault(runes(c.src.pos(open), 1), "close it, or quote the text if it is one",
		"the %c that opens here is not closed as it should be", c.src.text[open]), true
}

// structure speaks of lines that stand where none can.
func (c *complaint) structure() (Diagnostic, bool) {
	whole, rest := c.line(c.at)
	text := strings.TrimSpace(rest)
	if text == "" {
		text = strings.TrimSpace(whole)
	}
	at := runes(c.at, max(1, len([]rune(text))))
	if before := strings.TrimSuffix(whole, rest); strings.HasSuffix(before, "'") && strings.Contains(c.message, "did not find expected") {
		return fault(runes(Pos{c.at.Line, c.at.Column - 1}, 1), "inside single quotes an apostrophe is written twice: ''",
			"the text ends at this quote, and more of it follows"), true
	}
	switch {
	case strings.Contains(c.message, "expected comment or line break"):
		return fault(at, "", "after | or > the text begins on the next line"), true
	case strings.Contains(c.message, "did not find expected key"):
		return fault(at, "keys of one map stand in one column, and the lines of a | text all stand deeper than their key",
			"the line does not fit the lines above it; check its indentation"), true
	case strings.Contains(c.message, "expected '-' indicator"):
		return fault(at, `begin the line with "- ", or move it out of the list`, "the line is no entry of the list it stands in"), true
	case strings.Contains(c.message, "could not find expected ':'"):
		if c.from.Line > 0 {
			whole, rest := c.line(c.from)
			text, at = strings.TrimSpace(whole), runes(c.from, max(1, len([]rune(rest))))
		}
		return fault(at, "a key is written key: value", "%q has no colon", text), true
	case strings.Contains(c.message, "max depth"):
		return fault(at, "", "the document nests too deep"), true
	}
	return Diagnostic{}, false
}
