package lint

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// FuzzReport writes any text in every format, and reads it back.
func FuzzReport(f *testing.F) {
	f.Add("a.yaml", "body: <<3>>\n", "variable <<3>>", "write <<2>>", 1, 7, 1, 12)
	f.Add("\x00|::,%", "\u009b]]>\n\n@all |`\xff", "](x) {0}\r\n\u2028", "| @a &#64;", 1, 0, -3, 9)
	f.Fuzz(func(t *testing.T, name, source, message, hint string, line, column, endLine, endColumn int) {
		if len(source) > 10_000 {
			return
		}
		file := template.Parse(name, []byte(source))
		at := template.Span{Start: template.Pos{Line: line, Column: column}, End: template.Pos{Line: endLine, Column: endColumn}}
		d := template.Diagnostic{
			File: name, At: at, Severity: template.Error, Stage: template.Both, Rule: "variable-sequence", Message: message, Hint: hint,
			Fix: &template.Fix{Title: hint, Edits: []template.Edit{{At: at, New: source}}},
		}
		r := Report{Version: message, Findings: Findings([]template.Diagnostic{d}, file), Files: 1}
		for _, format := range Formats() {
			got := written(t, r, format, ReportOptions{Link: "https://x.example"})
			require.True(t, utf8.ValidString(got), format)
			for _, c := range got {
				if _, must := template.VisibleRune(c); must && c != '\n' && c != '\t' {
					t.Fatalf("%s: %U is written as it is", format, c)
				}
			}
			switch format {
			case "json", "sarif", "gitlab":
				require.True(t, json.Valid([]byte(got)), format)
			case "junit", "checkstyle":
				require.NoError(t, xml.Unmarshal([]byte(got), new(struct{})), format)
			case "github":
				require.Equal(t, 1, strings.Count(got, "\n"))
				require.True(t, strings.HasPrefix(got, "::error file="))
			case "markdown":
				rows := strings.Split(strings.TrimSpace(got), "\n")
				require.Equal(t, 4, strings.Count(rows[len(rows)-1], "|"))
			}
		}
	})
}
