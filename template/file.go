package template

import "slices"

// File is what Parse makes of one text: its documents, and what is wrong with it.
type File struct {
	Name   string
	Source []byte
	// Templates and Messages are the documents in the order of the file. A document with faults is here too, with
	// what could be read of it.
	Templates []*Template
	Messages  []*Message
	// Problems are the faults of syntax and shape. lint.Run returns them with its own.
	Problems []Diagnostic

	src      *source
	segments []int    // the lines on which the file's segments begin
	unread   []string // keys that the decoder passed over: empty whenever the schema accepted the file
}

// Document is a template or a message; the other is nil.
type Document struct {
	Template *Template
	Message  *Message
}

// At is where the document begins: its first key.
func (d Document) At() Span {
	if d.Message != nil {
		return d.Message.At()
	}
	return d.Template.At()
}

// String names the document: order_shipped (en_US), or text message.
func (d Document) String() string {
	if d.Message != nil {
		return d.Message.Type.Value + " message"
	}
	return d.Template.Name.Value + " (" + d.Template.Language.Value + ")"
}

// Documents returns the templates and messages in the order of the file.
func (f *File) Documents() []Document {
	var ds []Document
	for _, t := range f.Templates {
		ds = append(ds, Document{Template: t})
	}
	for _, m := range f.Messages {
		ds = append(ds, Document{Message: m})
	}
	slices.SortStableFunc(ds, func(a, b Document) int { return a.At().Start.Compare(b.At().Start) })
	return ds
}

// Segment says in which of the stretches that --- lines make of the file a line stands, from 0. A fault of syntax
// spoils the rest of its segment, and no other.
func (f *File) Segment(line int) int {
	i, found := slices.BinarySearch(f.segments, line)
	if found {
		i++
	}
	return i - 1
}

// Cut returns the line on which a span begins, in three parts: what stands before the span, what it covers, to the end
// of the line at most, and what follows. They are parts of the source. Where it has no such line, ok is false.
func (f *File) Cut(at Span) (before, covered, after []byte, ok bool) {
	s, line := f.src, at.Start.Line
	if s == nil || line < 1 || line > len(s.lines) {
		return nil, nil, nil, false
	}
	_, end := s.bounds(line)
	start := s.offset(line, 1) // after a byte order mark
	from := min(s.offset(line, at.Start.Column), end)
	to := end
	if at.End.Line == line {
		to = min(max(from, s.offset(line, at.End.Column)), end)
	}
	return s.text[start:from], s.text[from:to], s.text[to:end], true
}
