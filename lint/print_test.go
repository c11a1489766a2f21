package lint

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// at is the span of n characters at a place.
func at(line, column, n int) template.Span {
	return template.Span{Start: template.Pos{Line: line, Column: column}, End: template.Pos{Line: line, Column: column + n}}
}

// printed shows one error at a span of a source.
func printed(t *testing.T, source string, span template.Span, o PrintOptions) string {
	t.Helper()
	d := template.Diagnostic{File: "a.yaml", At: span, Severity: template.Error, Rule: "some-rule", Message: "it is wrong"}
	var b strings.Builder
	require.NoError(t, Print(&b, []template.Diagnostic{d}, []*template.File{template.Parse("a.yaml", []byte(source))}, o))
	return b.String()
}

func TestPrintPlacesCarets(t *testing.T) {
	for _, c := range []struct {
		name, source string
		span         template.Span
		line, marks  string
	}{
		{"plain", "name: Abc", at(1, 7, 3), "name: Abc", "      ^~~"},
		{"one character", "name: Abc", at(1, 7, 1), "name: Abc", "      ^"},
		{"nothing", "name: Abc", at(1, 7, 0), "name: Abc", "      ^"},
		{"tab before", "a:\tAbc", at(1, 4, 3), "a:\tAbc", "  \t^~~"},
		{"tabs around", "\tx\ty\tAbc", at(1, 6, 2), "\tx\ty\tAbc", "\t \t \t^~"},
		{"tab itself", "a\tb", at(1, 2, 1), "a\tb", " ^"},
		{"tab within", "ab\tcd", at(1, 1, 5), "ab\tcd", "^~\t~~"},
		{"wide before", "ご注文<<1>>", at(1, 4, 5), "ご注文<<1>>", "      ^~~~~"},
		{"wide itself", "ご注文", at(1, 2, 1), "ご注文", "  ^~"},
		{"emoji of several characters", "Hi 👩‍🚀 <<1>>", at(1, 8, 5), "Hi 👩‍🚀 <<1>>", "      ^~~~~"},
		{"flag", "🇧🇷 x", at(1, 4, 1), "🇧🇷 x", "   ^"},
		{"combining", "cafe\u0301 x", at(1, 7, 1), "cafe\u0301 x", "     ^"},
		{"right to left", "مرحبا x", at(1, 7, 1), "مرحبا x", "      ^"},
		{"byte order mark", "\ufeffname: Abc", at(1, 7, 3), "name: Abc", "      ^~~"},
		{"end of file", "name: Abc", at(1, 10, 0), "name: Abc", "         ^"},
		{"beyond the line", "name: Abc", at(1, 40, 3), "name: Abc", "         ^"},
		{"several lines", "text: one\n  two", template.Span{Start: template.Pos{Line: 1, Column: 7}, End: template.Pos{Line: 2, Column: 4}}, "text: one", "      ^~~"},
		{"end before start", "name: Abc", template.Span{Start: template.Pos{Line: 1, Column: 7}}, "name: Abc", "      ^~~"},
		{"escape sequence", "a\x1b[31mb", at(1, 7, 1), `a\x1b[31mb`, "         ^"},
		{"escape itself", "a\x1b[31mb", at(1, 2, 1), `a\x1b[31mb`, " ^~~~"},
		{"c1 control", "a\u009bb", at(1, 3, 1), `a\u009bb`, "       ^"},
		{"direction", "a\u202eb", at(1, 3, 1), `a\u202eb`, "       ^"},
		{"no width", "a\u200bb", at(1, 3, 1), `a\u200bb`, "       ^"},
		{"no UTF-8", "a\xffb", at(1, 3, 1), `a\xffb`, "     ^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := printed(t, c.source, c.span, PrintOptions{})
			lines := strings.Split(got, "\n")
			require.Len(t, lines, 5, got)
			assert.Equal(t, "  |", lines[1])
			assert.Equal(t, "1 | "+c.line, lines[2])
			assert.Equal(t, "  | "+c.marks, lines[3])
		})
	}
}

func TestPrintFindsLines(t *testing.T) {
	for _, source := range []string{"a\nb\nc: d", "a\r\nb\r\nc: d\r\n", "a\rb\rc: d", "a\r\rc: d\n", "\ufeffa\r\nb\nc: d\r"} {
		got := printed(t, source, at(3, 4, 1), PrintOptions{})
		assert.Equal(t, "a.yaml:3:4: it is wrong [some-rule]\n  |\n3 | c: d\n  |    ^\n", got, "%q", source)
	}
	assert.Equal(t, "a.yaml:1:1: it is wrong [some-rule]\n  |\n1 |\n  | ^\n", printed(t, "", at(1, 1, 0), PrintOptions{}), "empty file")
	assert.Equal(t, "a.yaml:9:1: it is wrong [some-rule]\n", printed(t, "a\nb", at(9, 1, 1), PrintOptions{}), "no such line")
	assert.Equal(t, "a.yaml: it is wrong [some-rule]\n", printed(t, "a", template.Span{}, PrintOptions{}), "no place")
	assert.Equal(t, "a.yaml:12:1: it is wrong [some-rule]\n   |\n12 | b\n   | ^\n", printed(t, strings.Repeat("\n", 11)+"b", at(12, 1, 1), PrintOptions{}), "wider gutter")
}

func TestPrintCutsLongLines(t *testing.T) {
	for _, c := range []struct {
		name, source string
		span         template.Span
		under        string // what stands below the marks
	}{
		{"beginning", "ab" + strings.Repeat("x", 10_000), at(1, 1, 2), "ab"},
		{"middle", strings.Repeat("x", 5_000) + "ab" + strings.Repeat("x", 5_000), at(1, 5_001, 2), "ab"},
		{"end", strings.Repeat("x", 10_000) + "ab", at(1, 10_001, 2), "ab"},
		{"wide", strings.Repeat("文", 5_000) + "ab" + strings.Repeat("文", 5_000), at(1, 5_001, 2), "ab"},
		{"emoji", strings.Repeat("👩‍🚀", 5_000) + "ab" + strings.Repeat("👩‍🚀", 5_000), at(1, 15_001, 2), "ab"},
		{"whole", strings.Repeat("x", 10_000), at(1, 1, 10_000), strings.Repeat("x", maxMarked-1) + "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := strings.Split(printed(t, c.source, c.span, PrintOptions{}), "\n")
			require.Len(t, lines, 5)
			text, marks := strings.TrimPrefix(lines[2], "1 | "), strings.TrimPrefix(lines[3], "  | ")
			assert.LessOrEqual(t, len([]rune(marks)), maxWidth)
			assert.Contains(t, text, "…")
			before, _, found := strings.Cut(text, c.under)
			require.True(t, found, text)
			assert.Equal(t, under(before, ' ')+mark(c.under), marks)
		})
	}
}

func TestPrintShowsNothingRaw(t *testing.T) {
	d := template.Diagnostic{
		File: "a\x1b]0;b\n.yaml", At: at(1, 1, 1), Severity: template.Warning, Rule: "some-rule",
		Message: "it \x1b[2J is\tbad\u2066", Hint: "write\r\u009b1m\u200b",
	}
	var b strings.Builder
	require.NoError(t, Print(&b, []template.Diagnostic{d}, []*template.File{template.Parse(d.File, []byte("\x07x"))}, PrintOptions{}))
	assert.Equal(t, `a\x1b]0;b\n.yaml:1:1: warning: it \x1b[2J is\tbad\u2066 [some-rule]
  |
1 | \x07x
  | ^~~~
  hint: write\r\u009b1m\u200b
`, b.String())
}

func TestPrintColors(t *testing.T) {
	got := printed(t, "name: Abc", at(1, 7, 3), PrintOptions{Color: true})
	assert.Equal(t, "\x1b[1ma.yaml:1:7:\x1b[0m it is wrong \x1b[31m[some-rule]\x1b[0m\n"+
		"\x1b[2m  |\x1b[0m\n\x1b[2m1 |\x1b[0m name: Abc\n\x1b[2m  |\x1b[0m       \x1b[32m^~~\x1b[0m\n", got)
}

func TestPrintReportsFailure(t *testing.T) {
	err := Print(brokenWriter{}, []template.Diagnostic{{File: "a.yaml", Message: "x"}}, nil, PrintOptions{})
	assert.EqualError(t, err, "the disk is full")
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain\tand é文👩‍🚀🇧🇷": "plain\tand é文👩‍🚀🇧🇷",
		"می\u200cخواهم":      "می\u200cخواهم", // Persian binds its words with it
		"❤️ 👍🏽 1️⃣":          "❤️ 👍🏽 1️⃣",
		"🏴󠁧󠁢󠁳󠁣󠁴󠁿":            "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
		"a \u200d\u200cb":    `a \u200d\u200cb`,
		"a\u00adb\u2060":     `a\u00adb\u2060`,
		"a\U000e0041":        `a\U000e0041`,
		"\u200f\u061c":       `\u200f\u061c`,
		"\x00\x7f\u0085":     `\x00\x7f\u0085`,
		"a\xc3":              `a\xc3`,
		"\u2028\ufeff":       `\u2028\ufeff`,
	} {
		assert.Equal(t, want, visible(in))
	}
}
