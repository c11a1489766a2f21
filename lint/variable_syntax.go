package lint

import (
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var variableSyntax = Rule{
	ID:       "variable-syntax",
	Summary:  "a placeholder has two marks on either side: <<1>> or {{1}}",
	Severity: template.Error,
	Stage:    template.Both,
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range p.texts {
			if !strings.ContainsAny(t.Value, "{}<") {
				continue
			}
			broken := t.brokenMarks()
			if len(broken) == 0 {
				continue
			}
			certain := p.certain(t, broken)
			for _, b := range broken {
				hint := "write <<1>>, or <<order_id>>"
				var edits []template.Edit
				if b.content != "" {
					hint = "write <<" + b.content + ">>"
					if certain[b.content] {
						edits = patched(t.Text, patch{b.start, b.end, "<<" + b.content + ">>"})
					}
				}
				p.ReportEdits(t.Span(b.start, b.end), hint, edits, "%s has %q, which %s", t.noun, t.Value[b.start:b.end], b.fault())
			}
		}
	},
}

// brokenMark is what looks like a placeholder and is none.
type brokenMark struct {
	start, end    int
	opens, closes int    // how many marks on either side
	content       string // what stands between them, if that could be a name
	crossed       bool   // whether braces are closed by angles, or angles by braces
}

// certain are the contents of broken marks that can be nothing but placeholders: names in the params of the template,
// and numbers if the text has as many as params has entries, or counts from 1 without gaps where there is no entry.
func (p *Pass) certain(t text, broken []brokenMark) map[string]bool {
	all := map[string]bool{}
	for _, q := range p.Template.Params {
		all[q.Name.Value] = true
	}
	numbers, highest := map[int]bool{}, 0
	for _, v := range t.Placeholders {
		if v.Number > 0 {
			numbers[v.Number], highest = true, max(highest, v.Number)
		}
	}
	for _, b := range broken {
		if n, ok := readNumber(b.content); ok && n > 0 {
			numbers[n], highest = true, max(highest, n)
		} else {
			return all
		}
	}
	if len(numbers) == len(t.params) || len(t.params) == 0 && len(numbers) == highest {
		for n := range numbers {
			all[strconv.Itoa(n)] = true
		}
	}
	return all
}

func (b brokenMark) fault() string {
	switch {
	case b.opens == 0:
		return "closes a placeholder that was not opened"
	case b.closes == 0:
		return "opens a placeholder that is not closed"
	case b.crossed:
		return "is closed by other marks than it is opened by"
	case b.opens == 1 && b.closes == 1:
		return "has single marks and is sent as it stands"
	case b.opens == b.closes:
		return "has too many marks"
	}
	return "has more marks on one side than on the other"
}

// wellMarked reports whether all braces and opening angles are those of placeholders.
func (t text) wellMarked() bool {
	braces := 0
	for _, p := range t.Placeholders {
		if t.Value[p.Start] == '{' {
			braces++
		}
	}
	s := t.Value
	return strings.Count(s, "{") == 2*braces && strings.Count(s, "}") == 2*braces && strings.Count(s, "<") == 2*(len(t.Placeholders)-braces)
}

// brokenMarks finds braces and angles that were meant for a placeholder: double ones that have no counterpart, and
// single ones around a name. Angles also belong to prose, <b>, <3, ->, so that single ones count only around a number
// or a name with an underscore.
func (t text) brokenMarks() []brokenMark {
	s := t.Value
	if t.wellMarked() {
		return nil
	}
	var all []brokenMark
	next := 0 // the placeholder to come
	for i := 0; i < len(s); {
		if next < len(t.Placeholders) && i == t.Placeholders[next].Start {
			i = t.Placeholders[next].End
			if n := run(s[i:], '}'); n > 0 && s[i-1] == '}' { // {{1}}}
				p := t.Placeholders[next]
				all = append(all, brokenMark{start: p.Start, end: p.End + n, opens: 2, closes: 2 + n, content: p.Name})
				i += n
			}
			next++
			continue
		}
		c := s[i]
		if c != '{' && c != '<' && c != '}' {
			i++
			continue
		}
		end := len(s)
		if next < len(t.Placeholders) {
			end = t.Placeholders[next].Start
		}
		b := brokenMark{start: i, opens: run(s[i:end], c)}
		b.end = i + b.opens
		switch {
		case c == '}':
			b.opens, b.closes = 0, b.opens
		case b.end == end && end < len(s) && s[end] == c: // {{{1}}}
			p := t.Placeholders[next]
			n := run(s[p.End:], s[p.End-1])
			if n == 0 && c == '<' { // less than <<1>>
				i = end
				continue
			}
			b = brokenMark{start: b.start, end: p.End + n, opens: 2 + b.opens, closes: 2 + n, content: p.Name}
			next++
		default:
			b.read(s)
		}
		if !b.meant(c) {
			i += max(1, b.opens)
			continue
		}
		all = append(all, b)
		i = b.end
	}
	return all
}

// read reads the name and the closing marks behind opening ones, if there are any.
func (b *brokenMark) read(s string) {
	open := s[b.start]
	from := b.end
	if open == '{' || b.opens > 1 {
		from += run(s[from:], ' ')
	}
	to := from
	for to < len(s) && (identifierRune(rune(s[to])) || s[to] >= 'A' && s[to] <= 'Z' || s[to] == '-') {
		to++
	}
	if to == from {
		return
	}
	closing := to + run(s[to:], ' ')
	if open == '<' && b.opens == 1 {
		closing = to
	}
	if closing < len(s) && (s[closing] == '}' || s[closing] == '>') {
		b.content, b.closes = s[from:to], run(s[closing:], s[closing])
		b.end = closing + b.closes
		b.crossed = (open == '{') != (s[closing] == '}')
	} else if b.opens > 1 && (open == '{' || digits(s[from:to])) {
		b.content, b.end = s[from:to], to
	}
}

// meant reports whether the marks were meant for a placeholder.
func (b brokenMark) meant(c byte) bool {
	if c == '}' {
		return b.closes > 1
	}
	name := b.content != "" && b.closes > 0
	switch {
	case c == '{':
		return b.opens > 1 || name
	case b.opens > 1:
		return name || digits(b.content)
	}
	return name && (b.closes > 1 || digits(b.content) || strings.Contains(b.content, "_"))
}

// run returns how often c stands at the beginning of s.
func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// digits reports whether s is nothing but digits, and at least one.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
