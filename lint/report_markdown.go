package lint

import (
	"bufio"
	"fmt"
	"strings"
)

// maxMarkdown is how many bytes of findings are written: GitHub takes comments of 65,536 characters.
const maxMarkdown = 60_000

// writeMarkdown writes a comment for a pull request: a table for each file, with the line of each finding. What comes
// from files is told to be text, character by character.
func writeMarkdown(out *bufio.Writer, r Report, o ReportOptions) {
	fmt.Fprintf(out, "### watemplate: %s\n", r.Summary())
	if r.Hidden > 0 {
		fmt.Fprintf(out, "\nThe baseline knows %d more.\n", r.Hidden)
	}
	if _, _, fixable := r.Count(); fixable > 0 {
		fmt.Fprintf(out, "\n%s can be mended with `watemplate lint --fix`.\n", counted(fixable, "problem"))
	}
	pages := map[string]string{}
	written, left := 0, len(r.Findings)
	for file, found := range byFile(r.Findings) {
		address := ""
		uri := fileURI(o.fromRoot(file))
		outside := strings.HasPrefix(uri, "file:") || strings.HasPrefix(uri, "../") || strings.HasPrefix(file, "<")
		if o.Link != "" && !outside {
			address = strings.TrimSuffix(o.Link, "/") + "/" + uri
		}
		head := "\n" + markdownLink("<code>"+markdownText(visibleLine(file))+"</code>", address) + "\n\n| Place | | Problem |\n|---|---|---|\n"
		for i := range found {
			f := &found[i]
			if _, ok := pages[f.Rule]; !ok {
				pages[f.Rule] = explain(f.Rule).address
			}
			row := head + markdownRow(f, address, pages[f.Rule])
			if written += len(row); written > maxMarkdown {
				fmt.Fprintf(out, "\nThere is no room here for %d more.\n", left)
				return
			}
			out.WriteString(row)
			head = ""
			left--
		}
	}
}

func markdownRow(f *Finding, address, page string) string {
	var b strings.Builder
	b.WriteString("| ")
	if start, _, ok := f.place(); ok {
		if address != "" {
			address += fmt.Sprintf("#L%d", start.Line)
		}
		b.WriteString(markdownLink(fmt.Sprintf("%d:%d", start.Line, start.Column), address))
	}
	fmt.Fprintf(&b, " | %s | %s %s", f.Severity, markdownProse(visibleLine(f.Message)), markdownLink("<code>"+markdownText(visibleLine(f.Rule))+"</code>", page))
	if f.Hint != "" {
		b.WriteString("<br>hint: " + markdownProse(visibleLine(f.Hint)))
	}
	if e := f.Excerpt; e != nil {
		covered := markdownText(e.Covered)
		if covered != "" {
			covered = "<b>" + covered + "</b>"
		}
		if line := markdownText(strings.TrimLeft(e.Before, " \t")) + covered + markdownText(e.After); line != "" {
			b.WriteString("<br><code>" + line + "</code>")
		}
		for _, line := range e.More {
			b.WriteString("<br><code>" + markdownText(line) + "</code>")
		}
	}
	b.WriteString(" |\n")
	return b.String()
}

func markdownLink(text, address string) string {
	if address == "" {
		return text
	}
	return "[" + text + "](" + address + ")"
}

// markdownText writes every sign of a text that Markdown or HTML could understand as a character reference. Between
// <code> and </code> nothing else is looked for.
func markdownText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case strings.ContainsRune("&<>|`*_[]{}\\~@#!:$^%", r), r == '.' && strings.HasSuffix(b.String(), "www"):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// markdownProse is markdownText for a text outside of <code>, where GitHub and GitLab look in what is shown for people to
// call, issues to link and addresses: a space without width keeps a sign from what it would speak of.
func markdownProse(s string) string {
	const space = "&#8203;"
	var b strings.Builder
	from := 0
	for i := 1; i < len(s); i++ {
		sign := strings.IndexByte("@#!~$%&^:*", s[i-1]) >= 0 && !strings.ContainsRune(" <", rune(s[i]))
		issue := s[i-1] == '-' && i >= 3 && strings.EqualFold(s[i-3:i-1], "gh")
		if sign || issue {
			b.WriteString(markdownText(s[from:i]) + space)
			from = i
		}
	}
	return b.String() + markdownText(s[from:])
}
