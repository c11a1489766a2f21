package template

import (
	"cmp"
	"slices"
)

// Pos is a place in a file. Line and Column count from 1; a column is a rune (a Unicode code point), so that it is
// the number an editor shows, and a byte order mark is not counted. The zero Pos is no place at all.
type Pos struct{ Line, Column int }

// Compare orders places as a reader meets them.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Span is a stretch of a file: Start is its first character, End the one after its last.
type Span struct{ Start, End Pos }

// Severity says how much a fault matters. The zero value is invalid, so that a forgotten severity is seen.
type Severity uint8

const (
	// Error is what Meta or the API refuses, or what arrives broken.
	Error Severity = iota + 1
	// Warning is what may be refused, or will hurt.
	Warning
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "invalid severity"
}

// Stage says when a fault bites. A template that Meta has approved is sendable whatever our opinion of it, so a
// sender stops for Send and Both, a linter reports all three.
type Stage uint8

const (
	// Create is a fault for which Meta would refuse to register the template.
	Create Stage = 1 << iota
	// Send is a fault with which this message would fail or arrive broken.
	Send
	// Both is a fault at either moment.
	Both = Create | Send
)

func (s Stage) String() string {
	switch s {
	case Create:
		return "create"
	case Send:
		return "send"
	case Both:
		return "both"
	}
	return "invalid stage"
}

// Diagnostic is one fault of a user's file. It is never an error: an error speaks of us or of the world.
type Diagnostic struct {
	File     string
	At       Span
	Severity Severity
	Stage    Stage
	// Rule is the identifier of the rule that found it, in words: variable-sequence.
	Rule string
	// Message says what is wrong, in lower case and without a closing stop.
	Message string
	// Hint says what to do where the message does not, and may be empty.
	Hint string
	// Fix is the change of the file that mends the fault, where there is one safe answer, and nil where there is none.
	Fix *Fix
}

// Fix is a change of a file that mends a fault and touches nobody's wording.
type Fix struct {
	// Title says what the change does, as an order: write en_US.
	Title string
	// Edits are its replacements; none of them overlaps another.
	Edits []Edit
}

// Edit replaces a stretch of a file by other text, byte for byte.
type Edit struct {
	At  Span
	New string
}

// The faults that no rule of lint finds carry one of these in Diagnostic.Rule.
const (
	// RuleSyntax is a text that is not YAML, or cannot be read at all.
	RuleSyntax = "syntax"
	// RuleShape is a key, type or value that the schema does not allow.
	RuleShape = "shape"
	// RuleValueMissing is a parameter that has no value when the message is to be sent.
	RuleValueMissing = "value-missing"
	// RuleTarget is what the target that a template is compiled to cannot carry, or wants besides.
	RuleTarget = "target"
	// RuleDrift is where a template differs from the one that an account has.
	RuleDrift = "drift"
)

// Compare orders diagnostics by file, place, rule and message. The order is total, so that the same input gives the same
// bytes.
func (d Diagnostic) Compare(e Diagnostic) int {
	return cmp.Or(
		cmp.Compare(d.File, e.File),
		d.At.Start.Compare(e.At.Start),
		cmp.Compare(d.Rule, e.Rule),
		d.At.End.Compare(e.At.End),
		cmp.Compare(d.Message, e.Message),
	)
}

// Repeats reports whether a diagnostic says again what another one says.
func (d Diagnostic) Repeats(e Diagnostic) bool {
	return d.File == e.File && d.At == e.At && d.Rule == e.Rule
}

// Sort puts diagnostics in order, and drops those said twice.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortFunc(ds, Diagnostic.Compare)
	return slices.CompactFunc(ds, Diagnostic.Repeats)
}

// Blocks reports whether any of the diagnostics is an error at the given stage.
func Blocks(ds []Diagnostic, stage Stage) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool {
		return d.Severity == Error && d.Stage&stage != 0
	})
}
