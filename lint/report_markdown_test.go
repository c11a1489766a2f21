package lint

import (
	"html"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/template"
)

func TestMarkdownKeepsItsTable(t *testing.T) {
	for line := range strings.Lines(written(t, reported(), "markdown", ReportOptions{Link: "https://github.com/acme/templates/blob/main"})) {
		if strings.HasPrefix(line, "| ") {
			assert.Equal(t, 4, strings.Count(line, "|"), line)
		}
		for _, never := range []string{"<script", "@everyone", "](https://evil", "![", "https://evil", "www.evil", "repo#12", "gh-7", "**b"} {
			assert.NotContains(t, line, never)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for text, want := range map[string]string{
		"plain text, (so) far.": "plain text, (so) far.",
		"<b> & |`*_":            "&#60;b&#62; &#38; &#124;&#96;&#42;&#95;",
		"www.a.example\tx":      "www&#46;a.example x",
	} {
		assert.Equal(t, want, markdownText(text))
	}
	for text, want := range map[string]string{
		"@ana é@é": "@\u200bana é@\u200bé",
		"GH-12 #3": "GH-\u200b12 #\u200b3",
		"a: b":     "a: b",
		"http://x": "http:\u200b//x",
		"50% @":    "50% @",
		"":         "",
	} {
		assert.Equal(t, want, html.UnescapeString(markdownProse(text)))
	}
}

func TestMarkdownFitsAComment(t *testing.T) {
	f := template.Parse("a.yaml", []byte(strings.Repeat("<<1>> 文", 100)))
	d := template.Diagnostic{File: "a.yaml", At: at(1, 1, 200), Severity: template.Error, Rule: "variable-sequence", Message: "x"}
	r := Report{Files: 1}
	for range 1_000 {
		r.Findings = append(r.Findings, Findings([]template.Diagnostic{d}, f)...)
	}
	got := written(t, r, "markdown", ReportOptions{})
	assert.Less(t, utf8.RuneCountInString(got), 65_536)
	assert.Greater(t, len(got), 50_000)
	assert.Regexp(t, `\n\nThere is no room here for [0-9]{3} more\.\n$`, got)
}

func TestMarkdownLinks(t *testing.T) {
	for file, want := range map[string]string{
		"a b/c.yaml":  "[1:1](https://x.example/a%20b/c.yaml#L1)",
		"/tmp/c.yaml": "| 1:1 |",
		"../c.yaml":   "| 1:1 |",
		"<stdin>":     "| 1:1 |",
		"":            "[1:1](https://x.example/#L1)",
	} {
		r := Report{Findings: []Finding{{Diagnostic: template.Diagnostic{File: file, At: at(1, 1, 1), Severity: template.Error, Rule: "x", Message: "y"}}}}
		assert.Contains(t, written(t, r, "markdown", ReportOptions{Link: "https://x.example"}), want)
	}
}
