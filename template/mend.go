package template

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// mend is the fix of a fault of shape that has one safe answer; nil if it has none.
func (s *source) mend(v schema.Violation) *Fix {
	if v.Node.Kind == yaml.MappingNode && len(v.Node.Content) > 0 && v.Node.Content[0].Kind == yaml.MappingNode {
		return s.mendBraces(v.Node.Line)
	}
	if v.Write == "" || v.Node.Kind != yaml.ScalarNode || v.Node.Value != v.Given || v.Given == "" {
		return nil
	}
	word := Text{Value: v.Given, place: place{v.Node, s}, read: new(reading)}
	if e, ok := word.Replace(0, len(v.Given), v.Write); ok {
		return &Fix{"write " + v.Write, []Edit{e}}
	}
	return nil
}

// leadingMark is a line whose text, one that may have placeholders, begins with {{1}} and is not quoted.
var leadingMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^ *(?:- +)?(?:text|body|header|url) *: +(\{\{ *([a-z0-9_]+) *\}\})([^{}]|\{\{[a-z0-9_ ]+\}\})*$`)
})

// mendBraces is the fix of a text that begins with {{1}} and is a map to YAML: with <<1>> it is the text that it looks
// like. Of several in a document the library sees the first alone, and so the fix is of all that follow.
func (s *source) mendBraces(line int) *Fix {
	fix := &Fix{}
	for ; line <= len(s.lines); line++ {
		whole := s.line(line)
		if documentMarker([]byte(whole)) {
			break
		}
		m := leadingMark().FindStringSubmatchIndex(whole)
		if m == nil && len(fix.Edits) == 0 {
			return nil
		}
		if m == nil {
			continue
		}
		if rest := whole[m[3]:]; strings.Contains(rest, ": ") || strings.Contains(rest, " #") || strings.HasSuffix(strings.TrimRight(rest, " \t"), ":") {
			return nil // YAML finds something else in the text
		}
		mark := "<<" + whole[m[4]:m[5]] + ">>"
		from := s.offset(line, 1)
		fix.Edits = append(fix.Edits, Edit{s.span(from+m[2], from+m[3]), mark})
		fix.Title = cmp.Or(fix.Title, "write "+mark)
	}
	return fix
}

// mends reports whether a segment that could not be read can be, once the fix is made.
func (s *source) mends(seg segment, fix *Fix) bool {
	made, ok := s.add(nil, fix.Edits)
	if !ok {
		return false
	}
	if seg.lines > 0 {
		for i := range made {
			made[i].start -= s.lines[seg.lines]
			made[i].end -= s.lines[seg.lines]
		}
	}
	documents := yaml.NewDecoder(bytes.NewReader(changed(seg.text, made)))
	for {
		if err := decode(documents, new(yaml.Node)); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}
