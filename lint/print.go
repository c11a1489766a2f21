package lint

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/template"
)

// PrintOptions are the choices of Print.
type PrintOptions struct {
	// Color marks places, severities and carets with ANSI colours.
	Color bool
}

// Print writes diagnostics for people: each with its place, its line of the source and a caret under the characters.
// The files are those that the diagnostics speak of.
func Print(w io.Writer, ds []template.Diagnostic, files []*template.File, o PrintOptions) error {
	byName := make(map[string]*template.File, len(files))
	for _, f := range files {
		byName[f.Name] = f
	}
	out := bufio.NewWriter(w)
	p := newPrinter(out, o.Color)
	for _, d := range ds {
		p.finding(Finding{d, excerpt(byName[d.File], d.At)})
	}
	return out.Flush()
}

func writeText(out *bufio.Writer, r Report, o ReportOptions) {
	p := newPrinter(out, o.Color)
	for _, f := range r.Findings {
		p.finding(f)
	}
}

// palette holds the codes before each kind of thing, and the one after it.
type palette struct{ place, error, warning, gutter, caret, reset string }

var colors = palette{
	place: "\x1b[1m", error: "\x1b[31m", warning: "\x1b[33m", gutter: "\x1b[2m", caret: "\x1b[32m", reset: "\x1b[0m",
}

type printer struct {
	*bufio.Writer
	palette
}

func newPrinter(out *bufio.Writer, color bool) printer {
	if color {
		return printer{out, colors}
	}
	return printer{out, palette{}}
}

func (p printer) paint(color, s string) string { return color + s + p.reset }

func (p printer) finding(f Finding) {
	p.headline(f.Diagnostic)
	if f.Excerpt != nil {
		p.snippet(f.Excerpt, f.At)
	}
	p.hint(f.Diagnostic)
}

func (p printer) headline(d template.Diagnostic) {
	place := visibleLine(d.File)
	if d.At.Start.Line > 0 {
		place += fmt.Sprintf(":%d:%d", d.At.Start.Line, d.At.Start.Column)
	}
	color, severity := p.error, ""
	if d.Severity == template.Warning {
		color, severity = p.warning, p.paint(p.warning, "warning:")+" "
	}
	fmt.Fprintf(p, "%s %s%s %s\n",
		p.paint(p.place, place+":"), severity, visibleLine(d.Message), p.paint(color, "["+d.Rule+"]"))
}

func (p printer) hint(d template.Diagnostic) {
	if d.Hint == "" {
		return
	}
	fmt.Fprintf(p, "%s%s %s\n", strings.Repeat(" ", gutterWidth(d.At)+1), p.paint(p.gutter, "hint:"), visibleLine(d.Hint))
}

func gutterWidth(at template.Span) int { return len(strconv.Itoa(max(1, at.Start.Line))) }

// snippet writes the first line of a span and marks the span below it.
func (p printer) snippet(line *Excerpt, at template.Span) {
	blank := strings.Repeat(" ", gutterWidth(at))
	fmt.Fprintf(p, "%s\n", p.paint(p.gutter, blank+" |"))
	fmt.Fprintf(p, "%s", p.paint(p.gutter, strconv.Itoa(at.Start.Line)+" |"))
	if shown := line.Before + line.Covered + line.After; shown != "" {
		fmt.Fprintf(p, " %s", shown)
	}
	fmt.Fprintf(p, "\n%s %s%s\n", p.paint(p.gutter, blank+" |"), under(line.Before, ' '), p.paint(p.caret, mark(line.Covered)))
}

// mark is the caret and the line after it, as wide as s.
func mark(s string) string {
	line := under(s, '~')
	return "^" + line[min(1, len(line)):]
}

// under returns as many of c as the text is wide, with its tabs kept, so that what follows stands below what follows
// the text.
func under(s string, c byte) string {
	var b strings.Builder
	for i, part := range strings.Split(s, "\t") {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(strings.Repeat(string(c), ansi.StringWidth(part)))
	}
	return b.String()
}
