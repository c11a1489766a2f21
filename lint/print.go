package lint

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

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
	p := printer{out, palette{}}
	if o.Color {
		p.palette = colors
	}
	for _, d := range ds {
		p.headline(d)
		p.snippet(byName[d.File], d.At)
		p.hint(d)
	}
	return out.Flush()
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

func (p printer) paint(color, s string) string { return color + s + p.reset }

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
func (p printer) snippet(f *template.File, at template.Span) {
	if f == nil {
		return
	}
	before, covered, after, ok := f.Cut(at)
	if !ok {
		return
	}
	line := shorten(before, covered, after)
	blank := strings.Repeat(" ", gutterWidth(at))
	fmt.Fprintf(p, "%s\n", p.paint(p.gutter, blank+" |"))
	fmt.Fprintf(p, "%s", p.paint(p.gutter, strconv.Itoa(at.Start.Line)+" |"))
	if shown := line.before + line.marked + line.after; shown != "" {
		fmt.Fprintf(p, " %s", shown)
	}
	fmt.Fprintf(p, "\n%s %s%s\n", p.paint(p.gutter, blank+" |"), under(line.before, ' '), p.paint(p.caret, mark(line.marked)))
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

// markedLine is a line of source, ready to be shown, in three parts: the middle one is the span.
type markedLine struct{ before, marked, after string }

// maxWidth is how many cells of a line are shown; maxMarked and maxBefore how many of them the span and the text
// before it may take.
const (
	maxWidth  = 160
	maxMarked = 80
	maxBefore = 60
)

// shorten makes a line ready to be shown: not wider than a screen or two, and with nothing in it that commands the
// terminal.
func shorten(before, marked, after []byte) markedLine {
	// A line of a megabyte is not measured: more characters than cells are enough of either side.
	const enough = 16 * maxWidth
	whole := len(before) <= enough && len(marked) <= enough && len(after) <= enough
	from := max(0, len(before)-enough)
	for from > 0 && !utf8.RuneStart(before[from]) {
		from--
	}
	m := markedLine{visible(string(before[from:])), visible(start(marked, enough)), visible(start(after, enough))}
	if whole && ansi.StringWidth(m.before+m.marked+m.after) <= maxWidth {
		return m
	}
	if n := ansi.StringWidth(m.before); n > maxBefore {
		m.before = ansi.TruncateLeft(m.before, n-maxBefore+1, "…")
	}
	m.marked = ansi.Truncate(m.marked, maxMarked, "…")
	m.after = ansi.Truncate(m.after, maxWidth-ansi.StringWidth(m.before)-ansi.StringWidth(m.marked), "…")
	return m
}

// start is at most n bytes of a text, and no torn character.
func start(text []byte, n int) string {
	if len(text) <= n {
		return string(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return string(text[:n])
}
