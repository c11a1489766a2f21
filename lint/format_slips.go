package lint

import (
	"iter"

	"github.com/watemplate/watemplate/template"
)

// formatSlip is a rule about marks of formatting that do nothing.
type formatSlip struct {
	id      string
	summary string
	kind    slipKind
	hint    string
	message string // of the text and the stretch
}

var (
	formatUnbalanced = formatSlip{
		"format-unbalanced", "a mark of formatting that opens is closed on its line", unbalanced,
		"close it at the end of what it is for, or leave it out", "%s has %q, which opens a formatting that nothing closes",
	}.rule()
	formatSpacesInside = formatSlip{
		"format-spaces-inside", "no blank stands just inside the marks of formatting", spacedInside,
		"let the marks touch the words between them", "%s has %q, where a blank inside the marks keeps WhatsApp from formatting it",
	}.rule()
	formatAcrossLines = formatSlip{
		"format-across-lines", "bold and italic end on the line on which they begin", acrossLines,
		"close it at the end of the line, and open it again on the next", "%s has %q, which goes over a line break and is not formatted",
	}.rule()
	formatWordBoundary = formatSlip{
		"format-word-boundary", "no letter or digit touches the marks of formatting from outside", insideWord,
		"put a blank between the word and the mark", "%s has %q, which touches a word and is not formatted",
	}.rule()
)

func (f formatSlip) rule() Rule {
	return Rule{
		ID:       f.id,
		Summary:  f.summary,
		Severity: template.Warning,
		Stage:    template.Create,
		Check: func(p *Pass) {
			for s := range p.slips(f.kind) {
				p.ReportHint(s.Span(s.start, s.end), f.hint, f.message, s.noun, s.Value[s.start:s.end])
			}
		},
	}
}

// slipped is a slip of a text.
type slipped struct {
	text
	slip
}

// slips yields what is wrong in one way with the formatting of the bodies, which are looked at once for all rules.
func (p *Pass) slips(kind slipKind) iter.Seq[slipped] {
	if !p.scanned {
		p.scanned = true
		for _, texts := range formatted(p) {
			for _, t := range texts {
				for _, s := range t.slips() {
					p.slipped = append(p.slipped, slipped{t, s})
				}
			}
		}
	}
	return func(yield func(slipped) bool) {
		for _, s := range p.slipped {
			if s.slip.kind == kind && !yield(s) {
				return
			}
		}
	}
}
