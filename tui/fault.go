package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// faultLines are where and what is wrong, after a pointer and a mark.
func faultLines(s styles, d *template.Diagnostic, pointer, place string, width int) []string {
	mark := pointer + severityStyle(s, d).Render("⚠ ")
	if d.Severity == template.Error {
		mark = pointer + severityStyle(s, d).Render("✗ ")
	}
	lines := s.wrap(template.Visible(strings.TrimLeft(place+" "+d.Message+" ["+d.Rule+"]", " ")), width-3, 0)
	for i := range lines {
		lines[i] = mark + lines[i]
		mark = "   "
	}
	return lines
}

// place is where in its file a fault stands: the line and the column. A fault of the whole file stands nowhere.
func place(d *template.Diagnostic) string {
	if d.At.Start.Line < 1 {
		return ""
	}
	return fmt.Sprintf("%d:%d:", d.At.Start.Line, d.At.Start.Column)
}

// fileEnd is the end of a file's name, which tells it from others.
func fileEnd(s styles, name string, width int) string {
	name = template.Visible(name)
	if n := s.StringWidth(name); n > width {
		return s.TruncateLeft(name, n-width+1, "…")
	}
	return name
}

func severityStyle(s styles, d *template.Diagnostic) ink {
	if d.Severity == template.Error {
		return s.fault
	}
	return s.warning
}

// adviceLines say what to do about a fault.
func adviceLines(s styles, d *template.Diagnostic, width int) []string {
	text := "hint: " + d.Hint
	switch {
	case d.Rule == template.RuleValueMissing:
		text = "hint: give it in the tab Values, or write a value in the file"
	case d.Fix != nil:
		text = "f: " + d.Fix.Title
	case d.Hint == "":
		return nil
	}
	var lines []string
	for _, line := range s.wrap(template.Visible(text), width-3, strings.Index(text, " ")+1) {
		lines = append(lines, "   "+s.faint.Render(line))
	}
	return lines
}

// excerptOf cuts the line of a fault out of the text of its file, nil if there is none.
func excerptOf(d *template.Diagnostic, text []byte) *lint.Excerpt {
	return lint.Findings([]template.Diagnostic{*d}, template.Parse(d.File, text))[0].Excerpt
}

// excerptLines are the source of a fault with a caret under its characters.
func excerptLines(s styles, d *template.Diagnostic, text []byte, width int) []string {
	excerpt := excerptOf(d, text)
	number := strconv.Itoa(d.At.Start.Line)
	room := width - len(number) - 6
	if excerpt == nil || room <= 0 {
		return nil
	}
	line, caret := pointed(s, severityStyle(s, d), excerpt, room)
	return []string{
		"   " + s.faint.Render(number+" │") + " " + line,
		"   " + s.faint.Render(strings.Repeat(" ", len(number))+" │") + " " + caret,
	}
}

// pointed is the line of an excerpt and the caret to be written below it, not wider than there is room, and cut so that
// the characters which the caret speaks of are seen.
func pointed(s styles, style ink, e *lint.Excerpt, width int) (line, caret string) {
	blanks := strings.NewReplacer("\t", "    ")
	before, covered, after := blanks.Replace(e.Before), blanks.Replace(e.Covered), blanks.Replace(e.After)
	room := max(width/3, width-s.StringWidth(covered+after))
	if n := s.StringWidth(before); n > room {
		before = s.TruncateLeft(before, n-room+1, "…")
	}
	line = s.Truncate(before+style.Render(covered)+after, width, "…")
	caret = "^" + strings.Repeat("~", max(0, s.StringWidth(covered)-1))
	caret = s.Truncate(strings.Repeat(" ", s.StringWidth(before))+caret, width, "")
	return line, style.Render(caret)
}
