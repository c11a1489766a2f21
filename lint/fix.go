package lint

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Fix makes the fixes of a file's faults, and those of the faults that come to light when others are gone, until
// nothing more can be mended. It returns the file's bytes and the faults that were mended, in the order in which they
// were.
//
// A fix is made only if the file is the better for it: the fault is gone, no word of a text is lost or changed, and
// there is no fault of syntax or shape that was not there before.
func (l *Linter) Fix(name string, src []byte) (fixed []byte, mended []template.Diagnostic) {
	m := mender{linter: l, tries: min(max(8<<20/(len(src)+1), 10), 500)}
	m.look(name, src)
	for {
		before := len(mended)
		mended = append(mended, m.round()...)
		if len(mended) == before {
			return m.file.Source, mended
		}
	}
}

// FixOne makes the fix of one fault of a file, on the terms of [Linter.Fix], and no other. The fault is known by its
// file, its place and its rule; if the file has no such fault with a fix that does no harm, nothing is mended.
func (l *Linter) FixOne(src []byte, fault template.Diagnostic) (fixed []byte, mended []template.Diagnostic) {
	m := mender{linter: l, tries: 1}
	m.look(fault.File, src)
	m.found = slices.DeleteFunc(m.found, func(d template.Diagnostic) bool { return !d.Repeats(fault) })
	mended = m.round()
	return m.file.Source, mended
}

// mender mends one file. It has looked at the file as it is.
type mender struct {
	linter *Linter
	tries  int // how often it may look at a changed file yet: more often than any real file wants
	file   *template.File
	state
}

// state is what counts when two states of a file are compared.
type state struct {
	found    []template.Diagnostic // those with a fix
	problems map[string]int        // the faults of syntax and of shape
	fixable  map[string]int        // those with a fix, by their rule
	wording  []string              // the words of each text, sorted
}

func (m *mender) look(name string, src []byte) {
	m.file = template.Parse(name, src)
	if src == nil {
		src = []byte{}
	}
	m.file.Source = src // of a file that is too large, too
	m.state = m.linter.state(m.file)
}

func (l *Linter) state(f *template.File) state {
	s := state{problems: map[string]int{}, fixable: map[string]int{}, wording: textsWords(f)}
	for _, d := range f.Problems {
		s.problems[d.Rule]++
	}
	for _, d := range l.faults(f, func(p *Pass) { p.unbounded = true }) {
		if d.Fix != nil {
			s.found = append(s.found, d)
			s.fixable[d.Rule]++
		}
	}
	return s
}

// round makes as many fixes as do not touch each other and do no harm.
func (m *mender) round() []template.Diagnostic {
	kept, file, state := m.keep(nil, m.found)
	if file != nil {
		m.file, m.state = file, state
	}
	return kept
}

// keep adds those of more to the fixes kept that do no harm: all together if they can, else those of either half. It
// returns the file that they make, nil if there is none to add.
func (m *mender) keep(kept, more []template.Diagnostic) ([]template.Diagnostic, *template.File, state) {
	if len(more) == 0 || m.tries == 0 {
		return kept, nil, state{}
	}
	m.tries--
	all := slices.Concat(kept, more)
	fixes := make([]*template.Fix, len(all))
	for i, d := range all {
		fixes[i] = d.Fix
	}
	text, applied := m.file.Apply(fixes)
	made := all[:0]
	for i, d := range all {
		if applied[i] {
			made = append(made, d)
		}
	}
	if len(made) == len(kept) {
		return kept, nil, state{}
	}
	file := template.Parse(m.file.Name, text)
	if s := m.linter.state(file); s.better(m.state, made) {
		return made, file, s
	}
	if len(more) == 1 {
		return kept, nil, state{}
	}
	kept, first, s := m.keep(kept, more[:len(more)/2])
	kept, second, t := m.keep(kept, more[len(more)/2:])
	if second != nil {
		return kept, second, t
	}
	return kept, first, s
}

// better reports whether fixes have made a file better, and not only different. A key or a type that is mended may
// bring to light what nobody looked at before, also faults of shape.
func (s state) better(before state, made []template.Diagnostic) bool {
	mended := map[string]int{}
	for _, d := range made {
		mended[d.Rule]++
	}
	for rule, n := range mended {
		if rule != template.RuleShape && s.fixable[rule] > before.fixable[rule]-n {
			return false
		}
	}
	if s.problems[template.RuleSyntax] > before.problems[template.RuleSyntax]-mended[template.RuleSyntax] {
		return false
	}
	looked := mended[template.RuleSyntax]+mended[template.RuleShape] > 0
	if !looked && s.problems[template.RuleShape] > before.problems[template.RuleShape] {
		return false
	}
	i := 0 // of the texts, all that were there are there still; those of a mended key come to them
	for _, words := range s.wording {
		if i < len(before.wording) && words == before.wording[i] {
			i++
		}
	}
	return i == len(before.wording)
}

// textsWords returns the words of each text that a reader of the file's messages sees, and of what stands in for them,
// sorted. Whatever was meant for a placeholder is no word.
func textsWords(f *template.File) []string {
	var all []string
	add := func(texts ...template.Text) {
		for _, t := range texts {
			if words := wordsOfText(t); words != "" {
				all = append(all, words)
			}
		}
	}
	values := func(params []*template.Param) {
		for _, q := range params {
			add(q.Value, q.Example)
		}
	}
	for _, t := range f.Templates {
		for _, part := range t.Parts() {
			if h := part.Header; h != nil {
				add(h.Text, h.Caption)
				values(h.Params)
			}
			if b := part.Body; b != nil {
				add(b.Text)
				values(b.Params)
			}
			for _, b := range part.Buttons {
				add(b.Text, b.AutofillText)
				values(b.Params)
			}
		}
		values(t.Params)
		if t.Offer != nil {
			add(t.Offer.Text)
		}
		if t.Footer != nil {
			add(t.Footer.Text)
		}
	}
	for _, m := range f.Messages {
		add(m.Text, m.Title, m.Subject)
		add(m.Replies...)
	}
	slices.Sort(all)
	return all
}

// wordsOfText are the letters and digits of a text outside its placeholders, a blank between words.
func wordsOfText(t template.Text) string {
	words := text{Text: t}
	if strings.ContainsAny(t.Value, "{}<") {
		words.Text = template.NewText(t.Value)
	}
	var b strings.Builder
	rest := 0
	skip := func(start, end int) {
		if start >= rest {
			b.WriteString(t.Value[rest:start] + " ")
			rest = end
		}
	}
	marks := words.brokenMarks()
	for _, p := range words.Placeholders {
		for len(marks) > 0 && marks[0].start <= p.Start {
			skip(marks[0].start, marks[0].end)
			marks = marks[1:]
		}
		skip(p.Start, p.End)
	}
	for _, m := range marks {
		skip(m.start, m.end)
	}
	b.WriteString(t.Value[rest:])
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return !wordRune(r) }), " ")
}
