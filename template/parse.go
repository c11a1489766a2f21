// Package template knows watemplate's language: it parses YAML into templates and messages in which every text knows
// its place, and holds the two words that all other packages share, where ([Span]) and what is wrong ([Diagnostic]).
//
// [Parse] is the one door: it is total, checks syntax and shape, and never stops at the first fault.
package template

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// MaxSize is the largest file that Parse reads, in bytes. A template has about a thousand; the bound keeps memory
// small whatever is given to us.
const MaxSize = 512 << 10

// MaxProblems is how many faults of one file are shown: whoever has more begins with those.
const MaxProblems = 100

// Parse reads the documents of a file. Any bytes give a File, never nil, with the faults of syntax and shape in its
// Problems; name is only used in diagnostics.
func Parse(name string, src []byte) *File {
	f := &File{Name: name, Source: src}
	s := f.open("split the file: a template has about a thousand bytes")
	if s == nil {
		return f
	}
	documents := 0
	for _, seg := range segments(src) {
		f.segments = append(f.segments, seg.lines+1)
		if len(f.Problems) > MaxProblems {
			at := Pos{seg.lines + 1, 1}
			f.syntax(Span{at, at}, "mend the others first", "from here on the file has not been read: it has too many faults")
			break
		}
		documents += f.parseSegment(s, seg, f.parseDocument)
	}
	if documents == 0 && len(f.Problems) == 0 {
		f.shape(Span{Pos{1, 1}, Pos{1, 1}}, "a template has at least name, language and body", "the file holds no document")
	}
	f.Problems = Sort(f.Problems)
	return f
}

// open indexes the file's text; nil if nothing can be read of it. The hint says what to do about one that is too large.
func (f *File) open(hint string) *source {
	if len(f.Source) > MaxSize {
		f.Source = nil
		f.syntax(Span{Pos{1, 1}, Pos{1, 1}}, hint, "the file has more than %d bytes, the most that is read", MaxSize)
		return nil
	}
	f.src = newSource(f.Source)
	if !f.readable(f.src) {
		return nil
	}
	return f.src
}

func (f *File) syntax(at Span, hint, format string, args ...any) {
	f.report(RuleSyntax, at, hint, fmt.Sprintf(format, args...))
}

func (f *File) shape(at Span, hint, format string, args ...any) {
	f.report(RuleShape, at, hint, fmt.Sprintf(format, args...))
}

func (f *File) report(rule string, at Span, hint, message string) {
	f.Problems = append(f.Problems, Diagnostic{
		File: f.Name, At: at, Severity: Error, Stage: Both, Rule: rule, Message: message, Hint: hint,
	})
}

// readable finds what no YAML text may hold, for which the YAML library would give no place.
func (f *File) readable(s *source) bool {
	if bytes.HasPrefix(s.text, []byte("\xff\xfe")) || bytes.HasPrefix(s.text, []byte("\xfe\xff")) {
		f.syntax(Span{Pos{1, 1}, Pos{1, 2}}, "save the file as UTF-8", "the file is written in UTF-16")
		return false
	}
	for i := 0; i < len(s.text); {
		if c := s.text[i]; c >= ' ' && c < 0x7f || c == '\n' {
			i++ // nearly all of a file
			continue
		}
		r, n := utf8.DecodeRune(s.text[i:])
		at := func() Span { return s.span(i, i+n) }
		switch {
		case r == utf8.RuneError && n == 1:
			f.syntax(at(), "save the file as UTF-8", "the byte 0x%02x is not UTF-8", s.text[i])
			return false
		case r == '\u0085' || r == '\u2028' || r == '\u2029':
			f.syntax(at(), "replace it by an ordinary line break",
				"the character U+%04X is a line break to YAML but not to an editor", r)
			return false
		case r == '\ufeff' && i > 0:
			f.syntax(at(), "take it out", "the invisible character U+FEFF, a byte order mark, stands inside the text")
			return false
		case forbidden(r):
			f.syntax(at(), `leave it out, or write it as an escape in double quotes`, "the control character U+%04X is not allowed", r)
			return false
		}
		i += n
	}
	return true
}

// forbidden reports the characters that YAML does not take, besides those that [File.readable] names itself.
func forbidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return false
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
		return true
	}
	return false
}

// segment is a stretch of a file that holds its own documents.
type segment struct {
	text  []byte
	lines int // how many lines of the file stand above it
}

// segments cuts a file at its --- lines, which no YAML value can hold, so that a fault of syntax in one document does
// not hide the next. Each segment keeps its own --- line.
func segments(src []byte) []segment {
	var found []segment
	start, startLine, line := 0, 0, 0
	for i := 0; i < len(src); {
		if i > start && documentMarker(src[i:]) && !onlyPrologue(src[start:i]) {
			found = append(found, segment{src[start:i], startLine})
			start, startLine = i, line
		}
		n := bytes.IndexAny(src[i:], "\r\n")
		if n < 0 {
			break
		}
		i += n + 1
		if src[i-1] == '\r' && i < len(src) && src[i] == '\n' {
			i++
		}
		line++
	}
	return append(found, segment{src[start:], startLine})
}

func documentMarker(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && (len(line) == 3 || isSpace(line[3]))
}

// onlyPrologue reports whether a text has nothing but comments, directives and blank lines, which belong to the
// document below them.
func onlyPrologue(text []byte) bool {
	for line := range bytes.FieldsFuncSeq(bytes.TrimPrefix(text, []byte(bom)), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line = bytes.TrimLeft(line, " \t")
		if len(line) > 0 && line[0] != '#' && line[0] != '%' {
			return false
		}
	}
	return true
}

// parseSegment hands a segment's documents to read and returns how many there were, faulty ones included.
func (f *File) parseSegment(s *source, seg segment, read func(*source, *yaml.Node)) int {
	if doc, ok := quickParse(seg.text); ok {
		if seg.lines > 0 {
			shift(doc, seg.lines)
		}
		read(s, doc)
		return 1
	}
	documents := yaml.NewDecoder(bytes.NewReader(seg.text))
	for n := 0; ; {
		var doc yaml.Node
		err := decode(documents, &doc)
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			f.Problems = append(f.Problems, syntaxFault(f.Name, s, seg, err))
			return n + 1
		}
		if len(doc.Content) == 0 || doc.Content[0].ShortTag() == "!!null" && doc.Content[0].Value == "" {
			continue // a lone ---
		}
		n++
		shift(&doc, seg.lines)
		read(s, &doc)
	}
}

// decode turns a panic of the YAML library into an error: some texts that it cannot read still make it panic.
func decode(d *yaml.Decoder, doc *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	return d.Decode(doc)
}

// shift moves the nodes of a segment to where they stand in the file.
func shift(n *yaml.Node, lines int) {
	n.Line += lines
	for _, child := range n.Content {
		shift(child, lines)
	}
}

// parseDocument checks one document's shape and reads what can be read of it.
func (f *File) parseDocument(s *source, doc *yaml.Node) {
	kind := schema.Template
	if isMessage(doc.Content[0]) {
		kind = schema.Message
	}
	f.checkShape(kind, s, doc)
	d := decoder{file: f, src: s}
	if kind == schema.Message {
		f.Messages = append(f.Messages, d.message(doc.Content[0]))
	} else {
		f.Templates = append(f.Templates, d.template(doc.Content[0]))
	}
	f.unread = append(f.unread, d.unread...)
}

// checkShape holds a document against its schema.
func (f *File) checkShape(kind schema.Kind, s *source, doc *yaml.Node) {
	if schema.Certify(kind, doc) {
		return
	}
	violations := schema.Validate(kind, doc)
	for i, v := range violations {
		if len(f.Problems) >= MaxProblems {
			f.shape(s.span(s.extent(v.Node)), "mend the others first", "%d more faults of shape in this document are not shown", len(violations)-i)
			break
		}
		hint := v.Hint
		if near := Nearest(v.Given, v.Accepted, max(1, len(v.Given)/3)); hint == "" && near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		} else if hint == "" && len(v.Accepted) > schema.ListedKeys {
			hint = "it takes " + strings.Join(v.Accepted, ", ")
		}
		f.shape(s.span(s.extent(v.Node)), hint, "%s", v.Message)
		f.Problems[len(f.Problems)-1].Fix = s.mend(v)
	}
}

// isMessage reports whether a document is one of the API's other messages: those have a type at the top, and no body.
func isMessage(n *yaml.Node) bool {
	return hasKey(n, "type") && !hasKey(n, "body")
}

func hasKey(n *yaml.Node, key string) bool {
	if n.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}
