package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var formatMarkdown = Rule{
	ID:       "format-markdown",
	Summary:  "the formatting is WhatsApp's, not that of Markdown or HTML",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, texts := range formatted(p) {
			for _, t := range texts {
				if !strings.ContainsAny(t.Value, "*_~[#<") {
					continue
				}
				for _, find := range []func() (int, int, string){t.doubledMarks, t.markdownLink, t.heading, t.htmlTag} {
					if start, end, hint := find(); end > 0 {
						p.ReportHint(t.Span(start, end), hint, "%s has %q, which WhatsApp shows as it stands", t.noun, t.Value[start:end])
					}
				}
			}
		}
	},
}

// doubledMarks finds **bold**, __bold__ or ~~strike~~.
func (t text) doubledMarks() (start, end int, hint string) {
	for _, c := range "*_~" {
		two := string([]rune{c, c})
		for i := 0; ; {
			n := strings.Index(t.Value[i:], two)
			if n < 0 {
				break
			}
			start = i + n
			width := run(t.Value[start:], byte(c))
			i = start + width
			line, _, _ := strings.Cut(t.Value[i:], "\n")
			n = strings.Index(line, two)
			if width != 2 || n <= 0 || run(line[n:], byte(c)) != 2 || strings.TrimSpace(line[:n]) != line[:n] {
				continue
			}
			inner := line[:n]
			if strings.ContainsFunc(inner, unicode.IsLetter) || strings.ContainsAny(inner, "{<") {
				return start, i + n + 2, "write " + two[:1] + inner + two[:1]
			}
		}
	}
	return 0, 0, ""
}

// markdownLink finds [words](https://...).
func (t text) markdownLink() (start, end int, hint string) {
	for _, opening := range []string{"](http", "](www.", "](<<", "]({{"} {
		middle := strings.Index(t.Value, opening)
		if middle < 0 {
			continue
		}
		start = strings.LastIndexByte(t.Value[:middle], '[')
		length := strings.IndexByte(t.Value[middle:], ')')
		if start >= 0 && length > 0 && !strings.Contains(t.Value[start:middle+length], "\n") {
			return start, middle + length + 1, "write the address by itself, or make it a url button"
		}
	}
	return 0, 0, ""
}

// heading finds a line that begins with # and a blank.
func (t text) heading() (start, end int, hint string) {
	for from := 0; from < len(t.Value); {
		line, _, _ := strings.Cut(t.Value[from:], "\n")
		if n := run(line, '#'); n > 0 && n <= 6 && strings.HasPrefix(line[n:], " ") {
			title := line[n+1:]
			if r, _ := utf8.DecodeRuneInString(title); unicode.IsUpper(r) {
				return from, from + len(line), "write *" + strings.TrimSpace(title) + "*"
			}
		}
		from += len(line) + 1
	}
	return 0, 0, ""
}

// tags are the elements of HTML that people write into messages; a < b > c is none of them, for nothing closes it.
const tags = " a b em font h1 h2 h3 i li ol p s span strong table td tr u ul div "

// htmlTag finds <b>, </b>, <br/> or <a href=...>.
func (t text) htmlTag() (start, end int, hint string) {
	for from, to := range t.static() {
		for i := from; i < to; i++ {
			n := strings.IndexByte(t.Value[i:to], '<')
			if n < 0 {
				break
			}
			i += n
			rest := t.Value[i+1 : to]
			n = strings.IndexByte(rest, '>')
			if n < 0 {
				break
			}
			inner := rest[:n]
			name, _, _ := strings.Cut(strings.Trim(inner, "/"), " ")
			switch name = strings.ToLower(name); {
			case strings.ContainsAny(inner, "<\n"):
				continue
			case name == "br", name == "img":
			case name == "", !strings.Contains(tags, " "+name+" "), !strings.Contains(strings.ToLower(t.Value), "</"+name+">"):
				continue
			}
			return i, i + 1 + n + 1, "write *bold*, _italic_ or ~strike~, and a line break as one"
		}
	}
	return 0, 0, ""
}
