package lint

import (
	"encoding/binary"

	"github.com/watemplate/watemplate/template"
)

// Summary is what a comparison needs to know of a template to tell which others it must be compared with: numbers only,
// so that those of a hundred thousand files fit into memory, or into a cache. Equal things have equal numbers; what has
// equal numbers is looked at again, so that an accident does no harm.
type Summary struct {
	// Name, Wording, Variables and Buttons stand for the name, what body and footer say, the placeholders of each text,
	// and the types of the buttons. Letters is the sum of the name's letters, so that one that lacks a letter is found
	// by a subtraction.
	Name, Wording, Variables, Buttons, Letters uint64
	// Language and Headers stand for those; Alphabet has a bit for each of a to z that the name has.
	Language, Headers, Alphabet uint32
	// Category is 0 where the file names none.
	Category uint8
}

// SummarySize is how many bytes Append adds.
const SummarySize = 5*8 + 3*4 + 1

// Append adds the summary to bytes that [ReadSummary] reads.
func (s Summary) Append(b []byte) []byte {
	for _, n := range [...]uint64{s.Name, s.Wording, s.Variables, s.Buttons, s.Letters} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	for _, n := range [...]uint32{s.Language, s.Headers, s.Alphabet} {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return append(b, s.Category)
}

// ReadSummary reads what Append wrote; b has at least SummarySize bytes.
func ReadSummary(b []byte) Summary {
	long := func(i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
	short := func(i int) uint32 { return binary.LittleEndian.Uint32(b[40+4*i:]) }
	return Summary{long(0), long(1), long(2), long(3), long(4), short(0), short(1), short(2), b[52]}
}

// hash is FNV-1a: the same on every machine, so that a cache may keep it.
type hash uint64

const emptyHash hash = 14695981039346656037

func (h *hash) byte(b byte) { *h = (*h ^ hash(b)) * 1099511628211 }

// text adds a text and its end.
func (h *hash) text(s string) {
	for i := range len(s) {
		h.byte(s[i])
	}
	h.byte(0xff)
}

func hashOf(texts ...string) uint64 {
	h := emptyHash
	for _, s := range texts {
		h.text(s)
	}
	return uint64(h)
}

// summarize reads a template and its texts.
func summarize(t *template.Template, texts []text) Summary {
	s := Summary{Category: categoryNumber(t), Language: uint32(hashOf(t.Language.Value))}
	if t.Name.Value != "" {
		s.Name = hashOf(t.Name.Value)
		s.Letters, s.Alphabet = letters(t.Name.Value)
	}
	var room [maxBody + 200]byte
	if words := wording(room[:0], t); len(words) > 0 {
		h := emptyHash
		for _, b := range words {
			h.byte(b)
		}
		s.Wording = uint64(h)
	}
	buttons, headers := emptyHash, emptyHash
	for _, part := range t.Parts() {
		headers.text(format(part))
		for _, b := range part.Buttons {
			buttons.text(b.Type.Value)
		}
		buttons.byte(0)
	}
	s.Buttons, s.Headers = uint64(buttons), uint32(headers)
	for _, one := range texts {
		for _, p := range one.slots {
			h := emptyHash
			h.byte(byte(one.kind))
			h.byte(byte(one.number))
			h.byte(byte(one.card))
			h.text(p.Name)
			s.Variables += uint64(h)
		}
	}
	return s
}

// categoryNumber is 0 for a template without one, or with one that the schema refuses.
func categoryNumber(t *template.Template) uint8 {
	switch t.Category.Value {
	case "marketing":
		return 1
	case "utility":
		return 2
	case "authentication":
		return 3
	}
	return 0
}

// format is that of a part's header; empty without one.
func format(part template.Part) string {
	if part.Header == nil {
		return ""
	}
	return part.Header.Format.Value
}
