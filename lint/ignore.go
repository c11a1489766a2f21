package lint

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

// The faults of the comments that hide faults: of one that hides nothing because it is written wrongly, and of one
// with nothing to hide.
var (
	ignoreInvalid = Rule{
		ID:       "ignore-invalid",
		Summary:  "an ignore names rules that there are, and its reason",
		Severity: template.Warning,
		Stage:    template.Both,
	}
	ignoreUnused = Rule{
		ID:       "ignore-unused",
		Summary:  "an ignore hides a fault",
		Severity: template.Warning,
		Stage:    template.Both,
	}
)

// ignore is one rule of a comment that hides its faults:
//
//	# watemplate: ignore body-emoji, body-length -- the brand's own wording
type ignore struct {
	rule     string
	at       template.Span // where the rule is named
	whole    bool          // the whole file is meant
	from, to int           // or else these lines, those of an entry
	used     bool
}

type ignores []*ignore

// hide reports whether a fault of a rule is hidden, and notes that the ignore was of use.
func (is ignores) hide(rule string, at template.Span) bool {
	hidden := false
	for _, i := range is {
		if i.rule == rule && (i.whole || i.from <= at.Start.Line && at.Start.Line <= i.to) {
			i.used, hidden = true, true
		}
	}
	return hidden
}

// marker begins, after its #, a comment that speaks to us.
const marker = "watemplate:"

// ignores reads the ignores of a file, and tells what is wrong with them.
func (l *Linter) ignores(f *template.File, a *asked) (ignores, []template.Diagnostic) {
	if !bytes.Contains(f.Source, []byte(marker)) {
		return nil, nil
	}
	r := ignoreReader{linter: l, asked: a}
	for _, c := range f.Comments() {
		r.read(f.Name, c)
	}
	return r.found, r.faults
}

// unignored leaves out the faults that are hidden, and adds those of the ignores.
func (l *Linter) unignored(f *template.File, a *asked, found []template.Diagnostic) []template.Diagnostic {
	is, faults := l.ignores(f, a)
	found = slices.DeleteFunc(found, func(d template.Diagnostic) bool { return is.hide(d.Rule, d.At) })
	if level := a.levels[ignoreUnused.ID]; level != Off {
		for _, i := range is {
			// Whether a comparison finds a fault depends on the other files, and of a rule that is off nobody knows.
			if i.used || l.known[i.rule].Across != nil || a.levels[i.rule] == Off {
				continue
			}
			faults = append(faults, graded{&ignoreUnused, level}.fault(f.Name, i.at, "take it out",
				"%s has no fault to ignore here", []any{i.rule}))
		}
	}
	return append(found, faults...)
}

// ignoreReader reads the ignores of one file.
type ignoreReader struct {
	linter *Linter
	asked  *asked
	found  ignores
	faults []template.Diagnostic
}

func (r *ignoreReader) read(file string, c template.Comment) {
	rest, ours := strings.CutPrefix(strings.TrimLeft(c.Text, "# \t"), marker)
	if !ours {
		return
	}
	// at is the place of a part of the comment.
	at := func(part string) template.Span {
		start := c.At.Start
		start.Column += utf8.RuneCountInString(c.Text[:len(c.Text)-len(rest)])
		end := start
		end.Column += utf8.RuneCountInString(part)
		return template.Span{Start: start, End: end}
	}
	skip := func() { rest = strings.TrimLeft(rest, " \t,") }
	skip()
	verb := firstWord(rest)
	if verb != "ignore" && verb != "ignore-file" {
		if near := template.Nearest(verb, []string{"ignore", "ignore-file"}, 2); near != "" {
			r.invalid(file, at(verb), "did you mean "+near+"?", "a comment for watemplate begins with ignore or ignore-file, not %q", verb)
		}
		return // no order: somebody speaks of watemplate
	}
	rules, reason, _ := strings.Cut(rest[len(verb):], " --")
	if strings.TrimSpace(reason) == "" {
		rules = strings.Join(strings.FieldsFunc(rules, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }), ", ")
		r.invalid(file, at(verb), "write one after the rules: # watemplate: "+verb+" "+cmp.Or(rules, "RULE")+" -- why it is fine here",
			"the ignore has no reason, so that it hides nothing")
		return
	}
	if strings.Trim(rules, " \t,") == "" {
		r.invalid(file, at(verb), "", "the ignore names no rule")
		return
	}
	end := len(" --") + len(reason) // what is left behind the rules
	rest = rest[len(verb):]
	skip()
	for len(rest) > end {
		id := firstWord(rest[:len(rest)-end])
		if r.ignorable(file, at(id), id) {
			r.found = append(r.found, &ignore{rule: id, at: at(id), whole: verb == "ignore-file", from: c.From, to: c.To})
		}
		rest = rest[len(id):]
		skip()
	}
}

// firstWord is the text before the next blank or comma.
func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t,"); i >= 0 {
		return s[:i]
	}
	return s
}

// ignorable reports whether a word names a rule that can be ignored.
func (r *ignoreReader) ignorable(file string, at template.Span, id string) bool {
	if r.linter.known[id] != nil {
		return true
	}
	if slices.Contains(others, id) {
		r.invalid(file, at, "", "%s is no rule that can be ignored", id)
		return false
	}
	hint := ""
	if near := r.linter.nearest(id); near != "" {
		hint = "the nearest is " + near
	}
	r.invalid(file, at, hint, "there is no rule %q", id)
	return false
}

func (r *ignoreReader) invalid(file string, at template.Span, hint, format string, args ...any) {
	if level := r.asked.levels[ignoreInvalid.ID]; level != Off {
		r.faults = append(r.faults, graded{&ignoreInvalid, level}.fault(file, at, hint, format, args))
	}
}

// nearest is the rule, of the catalogue or of the project, that a misspelt one is closest to; empty if none is near.
func (l *Linter) nearest(id string) string {
	ids := make([]string, len(l.rules))
	for i, r := range l.rules {
		ids[i] = r.ID
	}
	return nearestID(id, ids)
}
