package lint

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

type junit struct {
	XMLName  xml.Name `xml:"testsuites"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Suites   []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Cases    []struct {
			Name    string `xml:"name,attr"`
			File    string `xml:"file,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Text    string `xml:",chardata"`
			} `xml:"failure"`
			Out string `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func TestJUnitIsRead(t *testing.T) {
	for _, c := range []struct {
		report               Report
		strict               bool
		suites, tests, fails int
	}{
		{reported(), false, 3, 8, 4},
		{reported(), true, 3, 8, 7},
		{Report{}, false, 0, 0, 0},
		{Report{Files: 7}, true, 1, 1, 0},
	} {
		var got junit
		require.NoError(t, xml.Unmarshal([]byte(written(t, c.report, "junit", ReportOptions{Strict: c.strict})), &got))
		assert.Len(t, got.Suites, c.suites)
		assert.Equal(t, c.tests, got.Tests)
		assert.Equal(t, c.fails, got.Failures)
		tests, failures := 0, 0
		for _, s := range got.Suites {
			assert.Len(t, s.Cases, s.Tests)
			tests += s.Tests
			failures += s.Failures
			failed := 0
			for _, tc := range s.Cases {
				if tc.Failure != nil {
					failed++
					assert.NotEmpty(t, tc.Failure.Message)
				}
			}
			assert.Equal(t, failed, s.Failures)
		}
		assert.Equal(t, got.Tests, tests)
		assert.Equal(t, got.Failures, failures)
	}
	var got junit
	r := reported()
	require.NoError(t, xml.Unmarshal([]byte(written(t, r, "junit", ReportOptions{})), &got))
	hostile := got.Suites[0].Cases[1]
	assert.Contains(t, hostile.Failure.Message, `]]> <script>alert(1)</script> | `+"`x`")
	assert.Equal(t, written(t, Report{Findings: r.Findings[1:2]}, "text", ReportOptions{}), hostile.Failure.Text)
}

func TestCheckstyleIsRead(t *testing.T) {
	var got struct {
		XMLName xml.Name `xml:"checkstyle"`
		Files   []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line     string `xml:"line,attr"`
				Severity string `xml:"severity,attr"`
				Message  string `xml:"message,attr"`
				Source   string `xml:"source,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	require.NoError(t, xml.Unmarshal([]byte(written(t, reported(), "checkstyle", ReportOptions{})), &got))
	require.Len(t, got.Files, 2)
	assert.Equal(t, visibleLine(reported().Findings[0].File), got.Files[0].Name)
	assert.Equal(t, "watemplate.syntax", got.Files[0].Errors[0].Source)
	assert.Empty(t, got.Files[0].Errors[0].Line)
	assert.Equal(t, `WhatsApp has no language "en-us" (hint: write en_US)`, got.Files[1].Errors[0].Message)
}

// TestXMLTakesAnyText writes each character that XML does not have.
func TestXMLTakesAnyText(t *testing.T) {
	var all strings.Builder
	for r := rune(0); r < 0x300; r++ {
		all.WriteRune(r)
	}
	all.WriteString("\xff\xc3(\ufffe\uffff\U0001fffe]]>&lt;")
	f := template.Parse(all.String(), []byte(all.String()))
	d := template.Diagnostic{File: f.Name, At: at(1, 2, 5), Severity: template.Error, Rule: "x\x00<", Message: f.Name, Hint: f.Name}
	for _, format := range []string{"junit", "checkstyle"} {
		var any struct{}
		require.NoError(t, xml.Unmarshal([]byte(written(t, Report{Findings: Findings([]template.Diagnostic{d}, f)}, format, ReportOptions{})), &any), format)
	}
}
