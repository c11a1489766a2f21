package lint

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/watemplate/watemplate/template"
)

// Excerpt is the source at a finding's span, ready to be shown: not wider than a screen or two, and with nothing in it
// that commands a terminal.
type Excerpt struct {
	// Before, Covered and After are the line on which the span begins, in three parts.
	Before  string `json:"before"`
	Covered string `json:"covered"`
	After   string `json:"after"`
	// More are the lines after it on which the span goes on, the first few of them.
	More []string `json:"more,omitempty"`
}

// maxMore is how many lines of a span are kept besides its first.
const maxMore = 4

// excerpt cuts a span out of a file. It is nil where the file has no such line.
func excerpt(f *template.File, at template.Span) *Excerpt {
	if f == nil {
		return nil
	}
	before, covered, after, ok := f.Cut(at)
	if !ok {
		return nil
	}
	e := shorten(before, covered, after)
	for n := 1; n <= maxMore; n++ {
		line := template.Span{Start: template.Pos{Line: at.Start.Line + n, Column: 1}, End: at.End}
		if line.Start.Compare(at.End) >= 0 {
			break
		}
		_, covered, after, ok := f.Cut(line)
		if !ok {
			break
		}
		whole := shorten(nil, covered, after)
		e.More = append(e.More, whole.Covered+whole.After)
	}
	return e
}

// maxWidth is how many cells of a line are shown; maxMarked and maxBefore how many of them the span and the text
// before it may take.
const (
	maxWidth  = 160
	maxMarked = 80
	maxBefore = 60
)

// shorten makes a line ready to be shown: not wider than a screen or two, and with nothing in it that commands the
// terminal.
func shorten(before, marked, after []byte) *Excerpt {
	// A line of a megabyte is not measured: more characters than cells are enough of either side.
	const enough = 16 * maxWidth
	whole := len(before) <= enough && len(marked) <= enough && len(after) <= enough
	from := max(0, len(before)-enough)
	for from > 0 && !utf8.RuneStart(before[from]) {
		from--
	}
	e := &Excerpt{
		Before:  visible(string(before[from:])),
		Covered: visible(start(marked, enough)),
		After:   visible(start(after, enough)),
	}
	if whole && ansi.StringWidth(e.Before+e.Covered+e.After) <= maxWidth {
		return e
	}
	if n := ansi.StringWidth(e.Before); n > maxBefore {
		e.Before = ansi.TruncateLeft(e.Before, n-maxBefore+1, "…")
	}
	e.Covered = ansi.Truncate(e.Covered, maxMarked, "…")
	e.After = ansi.Truncate(e.After, maxWidth-ansi.StringWidth(e.Before)-ansi.StringWidth(e.Covered), "…")
	return e
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
