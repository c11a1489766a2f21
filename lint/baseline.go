package lint

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Baseline are the findings that a project knows and lives with: a linter that meets them says nothing, so that an old
// stock of templates can be linted from today on.
//
// A finding is known by its rule, its message and the text of its line, not by the line's number: what only moved stays
// known, what is touched is reported.
type Baseline struct {
	known map[entryKey]entry
}

// entryKey is what a finding is known by.
type entryKey struct{ File, Rule, Fingerprint string }

// entry is one line of a baseline.
type entry struct {
	File        string `json:"file"`
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
	Count       int    `json:"count"`
	// Message is for the reader of the file; nothing depends on it.
	Message string `json:"message,omitempty"`
}

func (e entry) key() entryKey { return entryKey{e.File, e.Rule, e.Fingerprint} }

// maxKnown is how often one finding may be known; counts are added.
const maxKnown = 1_000_000

// baselineFormat is the version of the file; another one may mean fingerprints of another kind.
const baselineFormat = 1

type baselineFile struct {
	Format   *int    `json:"baseline"`
	Findings []entry `json:"findings"`
}

// NewBaseline makes the baseline that knows all of the findings, but no fault of syntax: of a file that cannot be read
// nothing is known.
func NewBaseline(found []Finding) *Baseline {
	b := &Baseline{map[entryKey]entry{}}
	for _, f := range found {
		if f.Rule == template.RuleSyntax {
			continue
		}
		key := f.key()
		e, ok := b.known[key]
		if !ok {
			e = entry{File: key.File, Rule: f.Rule, Fingerprint: key.Fingerprint, Message: visibleLine(f.unplaced())}
		}
		e.Count++
		b.known[key] = e
	}
	return b
}

// ParseBaseline reads what Bytes wrote.
func ParseBaseline(text []byte) (*Baseline, error) {
	var file baselineFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, explainBaseline(text, d, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the baseline goes on after its end, on line %d", lineOf(text, d.InputOffset()))
	}
	if file.Format == nil {
		return nil, errors.New(`this is no baseline; it has no "baseline"`)
	}
	if *file.Format != baselineFormat {
		return nil, fmt.Errorf("the baseline is of version %d; this watemplate reads version %d", *file.Format, baselineFormat)
	}
	b := &Baseline{map[entryKey]entry{}}
	for i, e := range file.Findings {
		switch {
		case e.File == "" || e.Rule == "" || e.Fingerprint == "":
			return nil, fmt.Errorf("finding %d of the baseline lacks its file, rule or fingerprint", i+1)
		case e.Count < 1 || e.Count > maxKnown:
			return nil, fmt.Errorf("finding %d of the baseline has count %d; it may be from 1 to %d", i+1, e.Count, maxKnown)
		}
		if known, ok := b.known[e.key()]; ok {
			e.Count += known.Count // two branches added it, and a merge kept both
		}
		b.known[e.key()] = e
	}
	return b, nil
}

// explainBaseline puts a fault of the file in words, with its line.
func explainBaseline(text []byte, d *json.Decoder, err error) error {
	var wrong *json.UnmarshalTypeError
	var broken *json.SyntaxError
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return errors.New("the baseline is empty")
	case errors.As(err, &wrong) && wrong.Field == "":
		return fmt.Errorf("the baseline is a JSON object, not a JSON %s", wrong.Value)
	case errors.As(err, &wrong):
		return fmt.Errorf("the baseline has a JSON %s as its %s, on line %d", wrong.Value, wrong.Field, lineOf(text, wrong.Offset))
	case errors.As(err, &broken):
		return fmt.Errorf("the baseline is no JSON: line %d: %s", lineOf(text, broken.Offset), broken)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the baseline is no JSON: it ends in the middle")
	}
	return fmt.Errorf("the baseline cannot be read: line %d: %s", lineOf(text, d.InputOffset()), strings.TrimPrefix(err.Error(), "json: "))
}

func lineOf(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(int64(len(text)), offset)], []byte("\n"))
}

// Bytes is the baseline as a file: one line a finding, in order, so that a change of it is read as what was mended and
// what was added.
func (b *Baseline) Bytes() []byte {
	entries := make([]entry, 0, len(b.known))
	for _, e := range b.known {
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Fingerprint, b.Fingerprint),
		)
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"baseline\": %d,\n  \"findings\": [", baselineFormat)
	for i, e := range entries {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		out.Write(compactJSON(e))
	}
	if len(entries) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Bytes()
}

// Filter drops the findings that the baseline knows. It says how many it dropped, and how many that it knows were not
// met: those can be forgotten, with a new baseline.
func (b *Baseline) Filter(found []Finding) (kept []Finding, hidden, stale int) {
	left := make(map[entryKey]int, len(b.known))
	for key, e := range b.known {
		left[key] = e.Count
		stale += e.Count
	}
	for _, f := range found {
		if key := f.key(); f.Rule != template.RuleSyntax && left[key] > 0 {
			left[key]--
			hidden++
			continue
		}
		kept = append(kept, f)
	}
	return kept, hidden, stale - hidden
}

// key is what a finding is known by. JSON has no bytes that are no UTF-8, so the key has none either.
func (f *Finding) key() entryKey {
	return entryKey{string([]rune(f.File)), f.Rule, f.fingerprint()}
}

// otherLine is how a message speaks of another place of its file, which moves as every line does.
var otherLine = expression(`\bline [0-9]+`)

// unplaced is the finding's message without the numbers of lines.
func (f *Finding) unplaced() string {
	if !strings.Contains(f.Message, "line ") {
		return f.Message
	}
	return otherLine().ReplaceAllLiteralString(f.Message, "line …")
}

// fingerprint identifies a finding within its file whatever line it is on. Two of the same kind on lines of the same
// text share one.
func (f *Finding) fingerprint() string {
	line := ""
	if e := f.Excerpt; e != nil {
		line = strings.TrimSpace(e.Before + e.Covered + e.After)
	}
	sum := sha256.Sum256([]byte(f.Rule + "\x00" + f.unplaced() + "\x00" + line))
	return hex.EncodeToString(sum[:8])
}
