package lint

import (
	"slices"
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
			for _, b := range broken {
				hint := "write <<1>>, or <<order_id>>"
				var edits []template.Edit
				if b.content != "" {
					hint = "write <<" + b.content + ">>"
					if p.certain(t, b, broken) {
						edits = replaced(t.Text, "<<"+b.content+">>", stretch{b.start, b.end})
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

// certain reports whether a broken mark can be nothing but a placeholder: its name is in the params of the template,
// or with its number, and those of the other broken ones, there are as many as params has entries, or the text counts
// from 1 without gaps where there is no entry.
func (p *Pass) certain(t text, b brokenMark, all []brokenMark) bool {
	if !digits(b.content) {
		return slices.ContainsFunc(p.Template.Params, func(q *template.Param) bool { return q.Name.Value == b.content })
	}
	numbers := map[int]bool{}
	for _, v := range t.Placeholders {
		numbers[v.Number] = true
	}
	for _, b := range all {
		if b.content == "" || !positive(b.content) {
			return false
		}
		n, _ := number(b.content)
		numbers[n] = true
	}
	delete(numbers, 0)
	if len(t.params) > 0 {
		return len(t.params) == len(numbers)
	}
	for n := range numbers {
		if n > len(numbers) {
			return false
		}
	}
	return true
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

// brokenMarks finds braces and angles that were meant for a placeholder: double ones that have no counterpart, and
// single ones around a name. Angles also belong to prose, <b>, <3, ->, so that single ones count only around a number
// or a name with an underscore.
func (t text) brokenMarks() []brokenMark {
	var all []brokenMark
	s := t.Value
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
