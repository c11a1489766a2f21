package lint

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"

	"github.com/watemplate/watemplate/template"
)

// TestSARIFIsValid holds what is written to the schema of OASIS, which stands in testdata as it was published.
func TestSARIFIsValid(t *testing.T) {
	schema, err := gojsonschema.NewSchema(gojsonschema.NewReferenceLoader("file://./testdata/sarif-2.1.0.json"))
	require.NoError(t, err)
	every := Report{Files: 1}
	for _, r := range Rules() {
		every.Findings = append(every.Findings, Finding{Diagnostic: template.Diagnostic{
			File: "a.yaml", Severity: r.Severity, Stage: r.Stage, Rule: r.ID, Message: "x",
		}})
	}
	for name, r := range map[string]Report{"hostile": reported(), "clean": {}, "every rule": every} {
		result, err := schema.Validate(gojsonschema.NewStringLoader(written(t, r, "sarif", ReportOptions{})))
		require.NoError(t, err, name)
		assert.Empty(t, result.Errors(), name)
	}
	result, err := schema.Validate(gojsonschema.NewStringLoader(`{"version":"2.1.0","runs":[{"results":[]}]}`))
	require.NoError(t, err)
	assert.NotEmpty(t, result.Errors(), "the schema refuses nothing")
}

func TestSARIFSpeaksOfRules(t *testing.T) {
	var log struct {
		Runs []struct {
			Tool    struct{ Driver struct{ Rules []sarifRule } }
			Results []sarifResult
		}
	}
	require.NoError(t, json.Unmarshal([]byte(written(t, reported(), "sarif", ReportOptions{})), &log))
	run := log.Runs[0]
	for _, r := range run.Results {
		assert.Equal(t, r.Rule, run.Tool.Driver.Rules[r.Index].ID)
	}
	rule := run.Tool.Driver.Rules[run.Results[4].Index]
	assert.Equal(t, "Language is one of the codes that WhatsApp knows.", rule.ShortDescription.Text)
	assert.Contains(t, rule.FullDescription.Text, "WhatsApp has a closed list of languages, and compares codes letter by letter")
	assert.NotContains(t, rule.FullDescription.Text, "severity:")
	assert.Contains(t, rule.Help.Markdown, "# language-code\n")
	assert.Equal(t, "100/2388049", rule.Properties.Code)
}

func TestFileURI(t *testing.T) {
	for name, want := range map[string]string{
		"orders/a-b_c~1.yaml": "orders/a-b_c~1.yaml",
		"a b/ü%:?#[]@.yaml":   "a%20b/%C3%BC%25%3A%3F%23%5B%5D%40.yaml",
		"\xff\x1b\n.yaml":     "%FF%1B%0A.yaml",
		"/srv/a b.yaml":       "file:///srv/a%20b.yaml",
		"C:/a/b.yaml":         "file:///C:/a/b.yaml",
		"../b.yaml":           "../b.yaml",
		"<stdin>":             "%3Cstdin%3E",
		`a\b.yaml`:            "a%5Cb.yaml",
	} {
		assert.Equal(t, want, fileURI(name))
		_, err := url.Parse(want)
		require.NoError(t, err)
	}
}

func TestSARIFEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain [x] \\ (y)":  "plain [x] \\ (y)",
		"{{1}} {0} {{a b}}": "<<1>> {{0}} {{{{a b}}}}",
		`[a](https://x) \d`: `\[a\](https://x) \\d`,
	} {
		assert.Equal(t, want, sarifEscape(text))
	}
}
