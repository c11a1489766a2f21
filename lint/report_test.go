package lint

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// reported is what a linter could say of some files, of which one is on our side.
func reported() Report {
	span := func(line, column, endLine, endColumn int) template.Span {
		return template.Span{Start: template.Pos{Line: line, Column: column}, End: template.Pos{Line: endLine, Column: endColumn}}
	}
	shipped := template.Parse("orders/shipped.yaml", []byte(`name: order_shipped
language: en-us
body:
  text: |
    Hello <<1>>, your order *<<3>>*
    has left     our warehouse 🚚 today. Write to {{2}}
    or call us.
  params: [{name: name, example: Ana}]
`))
	hostile := template.Parse("a b/%0A::error::,]]>\x1b[31m\u009b|`@everyone`#1<script>.yaml", []byte(
		"name: ]]> <script>alert('1')</script> | `code` @everyone #12\n"+
			"body: ::error::x %0A \x1b[2J\u202e ![x](https://evil.example) www.evil.example \xff **b** &amp; \\|\n"))
	var found []Finding
	add := func(f *template.File, d template.Diagnostic) {
		d.File = f.Name
		found = append(found, Findings([]template.Diagnostic{d}, f)...)
	}
	add(shipped, template.Diagnostic{
		At: span(2, 11, 2, 16), Severity: template.Error, Stage: template.Both, Rule: "language-code",
		Message: `WhatsApp has no language "en-us"`, Hint: "write en_US",
		Fix: &template.Fix{Title: "write en_US", Edits: []template.Edit{{At: span(2, 11, 2, 16), New: "en_US"}}},
	})
	add(shipped, template.Diagnostic{
		At: span(5, 30, 5, 35), Severity: template.Error, Stage: template.Create, Rule: "variable-sequence",
		Message: "variable <<3>> comes before {{2}}; number variables without gaps", Hint: "write {{2}}",
	})
	add(shipped, template.Diagnostic{
		At: span(5, 5, 7, 16), Severity: template.Warning, Stage: template.Create, Rule: "body-spaces",
		Message: "body has 5 spaces in a row; more than 4 may be refused",
		Fix: &template.Fix{Title: "write one space", Edits: []template.Edit{
			{At: span(6, 14, 6, 18), New: ""}, {At: span(8, 1, 8, 1), New: "    \"Thanks\" \x1b\n"},
		}},
	})
	add(hostile, template.Diagnostic{
		Severity: template.Error, Stage: template.Both, Rule: "syntax",
		Message: "the file has a character \x1b[31m that YAML does not allow",
	})
	add(hostile, template.Diagnostic{
		At: span(1, 7, 1, 7), Severity: template.Error, Stage: template.Create, Rule: "name-charset",
		Message: "name has ]]> <script>alert(1)</script> | `x` [a](https://evil.example) {0} %0A::error::\r\n@everyone, owner/repo#12 and gh-7",
		Hint:    "*bold* _it_ ~~no~~ http://evil.example\u202e !1 ~label a@b.example :tada: $x$",
	})
	add(hostile, template.Diagnostic{
		At: span(2, 7, 2, 90), Severity: template.Warning, Stage: template.Send, Rule: "long-gone", Message: "a rule\x00 of another\ufffe version",
	})
	add(hostile, template.Diagnostic{
		At: span(99, 0, 0, 0), Severity: template.Warning, Stage: template.Create, Rule: "body-spaces", Message: "beyond the end",
	})
	return Report{Version: "1.4.0", Findings: SortFindings(found), Files: 4, Hidden: 2, Stale: 1}
}

func written(t testing.TB, r Report, format string, o ReportOptions) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, r.Write(&b, format, o))
	return b.String()
}

func TestReportFormats(t *testing.T) {
	extensions := map[string]string{"text": "txt", "github": "txt", "junit": "xml", "checkstyle": "xml", "markdown": "md"}
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			extension := extensions[format]
			if extension == "" {
				extension = "json"
			}
			got := written(t, reported(), format, ReportOptions{Link: "https://github.com/acme/templates/blob/3f2c1d0/"})
			golden(t, filepath.Join("testdata/report", format+"."+extension), got)
			assert.True(t, utf8.ValidString(got))
			assert.True(t, strings.HasSuffix(got, "\n"))
			for _, r := range got {
				if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("%U is written as it is", r)
				}
			}
			golden(t, filepath.Join("testdata/report", "clean_"+format+"."+extension), written(t, Report{Files: 3}, format, ReportOptions{}))
		})
	}
	paths, err := filepath.Glob("testdata/report/*")
	require.NoError(t, err)
	assert.Len(t, paths, 2*len(Formats())+1, "a format is gone, its expected output is not")
}

func TestReportKnowsItsFormats(t *testing.T) {
	assert.EqualError(t, Report{}.Write(io.Discard, "srif", ReportOptions{}), `there is no format "srif"; the nearest is sarif`)
	assert.EqualError(t, Report{}.Write(io.Discard, "", ReportOptions{}),
		`there is no format ""; there are text, json, sarif, github, gitlab, junit, checkstyle, markdown`)
	assert.EqualError(t, Report{}.Write(io.Discard, "\x1b[1mxyzzyxyzzy", ReportOptions{}),
		`there is no format "\x1b[1mxyzzyxyzzy"; there are text, json, sarif, github, gitlab, junit, checkstyle, markdown`)
}

func TestReportTellsOfFailure(t *testing.T) {
	for _, format := range Formats() {
		assert.EqualError(t, reported().Write(brokenWriter{}, format, ReportOptions{}), "the disk is full", format)
	}
}

func TestReportSummary(t *testing.T) {
	e, w := Finding{Diagnostic: template.Diagnostic{Severity: template.Error}}, Finding{Diagnostic: template.Diagnostic{Severity: template.Warning}}
	for want, r := range map[string]Report{
		"no problems in 0 files":               {},
		"1 error in 1 file":                    {Files: 1, Findings: []Finding{e}},
		"2 warnings in 1 file":                 {Files: 1, Findings: []Finding{w, w}},
		"2 errors and 1 warning in 1000 files": {Files: 1000, Findings: []Finding{e, w, e}},
	} {
		assert.Equal(t, want, r.Summary())
	}
}

// TestReportPrintsAsPrint holds the text to what Print writes while the files are still there.
func TestReportPrintsAsPrint(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/bad_*.yaml")
	require.NoError(t, err)
	require.Greater(t, len(paths), 50)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		f := template.Parse(filepath.Base(path), text)
		found := Run([]*template.File{f})
		for _, color := range []bool{false, true} {
			var want strings.Builder
			require.NoError(t, Print(&want, found, []*template.File{f}, PrintOptions{Color: color}))
			r := Report{Findings: Findings(found, f)}
			assert.Equal(t, want.String(), written(t, r, "text", ReportOptions{Color: color}), path)
		}
	}
}

func TestFindingsSurviveJSON(t *testing.T) {
	want := reported()
	for i := range want.Findings {
		want.Findings[i].File = strings.ToValidUTF8(want.Findings[i].File, "?")
	}
	text, err := json.Marshal(want.Findings)
	require.NoError(t, err)
	got := want
	got.Findings = nil
	require.NoError(t, json.Unmarshal(text, &got.Findings))
	assert.Equal(t, want, got)
	assert.Nil(t, Findings(nil, nil))
	assert.Equal(t, []Finding{{Diagnostic: template.Diagnostic{Message: "x"}}}, Findings([]template.Diagnostic{{Message: "x"}}, nil), "no file")
}

func TestExcerptKeepsLines(t *testing.T) {
	f := template.Parse("a.yaml", []byte("body: |\n  one\x1b\n  two\n  three\n  four\n  five\n  six\n"))
	e := func(at template.Span) *Excerpt { return excerpt(f, at) }
	span := func(line, column, endLine, endColumn int) template.Span {
		return template.Span{Start: template.Pos{Line: line, Column: column}, End: template.Pos{Line: endLine, Column: endColumn}}
	}
	assert.Equal(t, &Excerpt{Before: "  ", Covered: `one\x1b`, More: []string{"  two", "  three"}}, e(span(2, 3, 4, 4)))
	assert.Equal(t, &Excerpt{Before: "  ", Covered: `one\x1b`}, e(span(2, 3, 3, 1)), "the span ends before the line")
	assert.Equal(t, []string{"  two", "  three", "  four", "  five"}, e(span(2, 3, 7, 6)).More)
	assert.Nil(t, e(span(0, 0, 0, 0)))
	assert.Nil(t, e(span(50, 1, 60, 1)))
	long := template.Parse("a.yaml", []byte("a: b\n"+strings.Repeat("x", 100_000)+"\n"))
	assert.Less(t, len(excerpt(long, span(1, 1, 2, 50_000)).More[0]), 1_000)
}

func TestJSONReport(t *testing.T) {
	var got struct {
		Format   int
		Version  string
		Summary  map[string]int
		Findings []map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(written(t, reported(), "json", ReportOptions{})), &got))
	assert.Equal(t, 1, got.Format)
	assert.Equal(t, "1.4.0", got.Version)
	assert.Equal(t, map[string]int{"files": 4, "errors": 4, "warnings": 3, "fixable": 2, "hidden": 2, "stale": 1}, got.Summary)
	require.Len(t, got.Findings, 7)
	language := got.Findings[4]
	assert.Equal(t, "100/2388049", language["code"])
	assert.Equal(t, map[string]any{"title": "write en_US", "edits": []any{map[string]any{
		"start": map[string]any{"line": 2.0, "column": 11.0}, "end": map[string]any{"line": 2.0, "column": 16.0}, "new": "en_US",
	}}}, language["fix"])
	assert.Equal(t, "    \"Thanks\" \x1b\n", got.Findings[5]["fix"].(map[string]any)["edits"].([]any)[1].(map[string]any)["new"], "a change is byte for byte")
	assert.NotContains(t, got.Findings[0], "line", "no place")
}

func TestReportsFromRoot(t *testing.T) {
	o := ReportOptions{Folder: "wa/templates", Link: "https://x.example"}
	for name, want := range map[string]string{
		"a.yaml": "wa/templates/a.yaml", "../a.yaml": "wa/a.yaml", "/a.yaml": "/a.yaml", "C:/a.yaml": "C:/a.yaml", "<stdin>": "<stdin>",
	} {
		assert.Equal(t, want, o.fromRoot(name))
		assert.Equal(t, name, ReportOptions{}.fromRoot(name))
	}
	r := Report{Findings: []Finding{{Diagnostic: template.Diagnostic{File: "a.yaml", At: at(1, 1, 1), Severity: template.Error, Rule: "x", Message: "y"}}}}
	for format, want := range map[string]string{
		"text": "a.yaml:1:1", "json": `"file":"a.yaml"`, "sarif": `"uri":"wa/templates/a.yaml"`, "github": "file=wa/templates/a.yaml,",
		"gitlab": `"path":"wa/templates/a.yaml"`, "junit": `file="a.yaml"`, "checkstyle": `name="a.yaml"`,
		"markdown": "https://x.example/wa/templates/a.yaml#L1",
	} {
		assert.Contains(t, written(t, r, format, o), want)
	}
}

// TestGitHubCommands reads the commands as a runner does.
func TestGitHubCommands(t *testing.T) {
	var severities []string
	for line := range strings.Lines(written(t, reported(), "github", ReportOptions{})) {
		command, found := strings.CutPrefix(line, "::")
		require.True(t, found, line)
		head, message, found := strings.Cut(command, "::")
		require.True(t, found, line)
		severity, properties, _ := strings.Cut(head, " ")
		severities = append(severities, severity)
		for _, p := range strings.Split(properties, ",") {
			name, _, found := strings.Cut(p, "=")
			assert.True(t, found, line)
			assert.Contains(t, []string{"file", "line", "col", "endLine", "endColumn", "title"}, name)
		}
		assert.NotEmpty(t, strings.TrimSpace(message))
		assert.NotContains(t, message, "%0A::")
	}
	assert.Equal(t, []string{"error", "error", "error", "error", "warning", "warning", "warning"}, severities)
}

func TestGitLabFingerprintsDiffer(t *testing.T) {
	r := reported()
	r.Findings = append(r.Findings, r.Findings[len(r.Findings)-1], r.Findings[len(r.Findings)-1])
	var issues []map[string]any
	require.NoError(t, json.Unmarshal([]byte(written(t, r, "gitlab", ReportOptions{})), &issues))
	seen := map[any]bool{}
	for _, issue := range issues {
		assert.False(t, seen[issue["fingerprint"]])
		seen[issue["fingerprint"]] = true
		assert.Contains(t, []any{"major", "minor"}, issue["severity"])
		lines := issue["location"].(map[string]any)["lines"].(map[string]any)
		assert.GreaterOrEqual(t, lines["begin"], 1.0)
	}
	assert.Len(t, seen, 9)
}

// TestReportsAreLinear holds the time that a hundred thousand findings take: what is quadratic takes minutes.
func TestReportsAreLinear(t *testing.T) {
	f := template.Parse("a.yaml", []byte("body: <<3>>\n"))
	d := template.Diagnostic{At: at(1, 7, 5), Severity: template.Error, Stage: template.Create, Rule: "variable-sequence", Message: "variable <<3>> comes before <<2>>"}
	r := Report{Files: 10_000}
	for i := range 100_000 {
		d.File = fmt.Sprintf("%d.yaml", i/10)
		r.Findings = append(r.Findings, Findings([]template.Diagnostic{d}, f)...)
	}
	for _, format := range Formats() {
		began := time.Now()
		require.NoError(t, r.Write(io.Discard, format, ReportOptions{}))
		assert.Less(t, time.Since(began), 20*time.Second, format)
		t.Log(format, time.Since(began))
	}
}
