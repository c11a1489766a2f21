package lint

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

var update = flag.Bool("update", false, "rewrite the expected output in pages and fixtures")

// report lints one text and prints what was found; optIn are the rules that it asks besides those that always are.
func report(t testing.TB, name, text string, optIn ...string) (string, []template.Diagnostic) {
	t.Helper()
	files := []*template.File{template.Parse(name, []byte(text))}
	found := asking(optIn...).Run(files)
	var b strings.Builder
	require.NoError(t, Print(&b, found, files, PrintOptions{}))
	return b.String(), found
}

// asking is a linter that asks some rules besides those that always are.
func asking(optIn ...string) *Linter {
	o := Options{Rules: Levels{}}
	for _, id := range optIn {
		if i := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == id }); i >= 0 {
			o.Rules[id] = catalogue[i].Severity
		}
		if id == languageMissing.ID {
			o.Languages, o.Complete = []string{"en_US", "es"}, true
		}
	}
	return New(o)
}

// golden compares a file with what it should hold, or writes it.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, path)
}

func TestRules(t *testing.T) {
	seen := map[string]bool{"report": true, "sarif-2.1.0.json": true} // which are of the reports
	for _, r := range Rules() {
		t.Run(r.ID, func(t *testing.T) {
			assert.False(t, seen[r.ID], "two rules have this identifier")
			seen[r.ID] = true
			assert.NotEmpty(t, r.Summary)
			assert.NotContains(t, r.Severity.String(), "invalid")
			assert.NotContains(t, r.Stage.String(), "invalid")
			assert.NotEqual(t, r.Check == nil, r.Across == nil, "a rule reads one template or compares several")
			testPage(t, "rules", r)
			testFixtures(t, r)
		})
	}
	for _, pattern := range []string{"rules/*", "testdata/*"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			assert.True(t, seen[strings.TrimSuffix(filepath.Base(path), ".md")], "%s belongs to no rule", path)
		}
	}
}

// TestFaults holds the pages of the faults that are no rules to the same.
func TestFaults(t *testing.T) {
	for id, summary := range map[string]string{
		template.RuleSyntax: "the file is YAML",
		template.RuleShape:  "the document has the keys, types and values that the language knows",
	} {
		testPage(t, "faults", Rule{ID: id, Summary: summary, Severity: template.Error, Stage: template.Both, Fixable: true})
	}
	testPage(t, "faults", ignoreInvalid)
	testPage(t, "faults", ignoreUnused)
	for _, id := range others {
		page, err := Page(id)
		require.NoError(t, err)
		assert.True(t, strings.HasPrefix(page, "# "+id+"\n"))
	}
}

// testPage checks that a page says what the rule is and that its example behaves as it is shown.
func testPage(t *testing.T, folder string, r Rule) {
	path := filepath.Join(folder, r.ID+".md")
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	text := string(page)
	assert.True(t, strings.HasPrefix(text, "# "+r.ID+"\n\n"+strings.ToUpper(r.Summary[:1])+r.Summary[1:]+".\n\n"), "the page begins otherwise")
	facts := "- severity: " + r.Severity.String() + "\n- stage: " + r.Stage.String() + "\n"
	if r.OptIn {
		facts += "- asked for by name: it is silent until .watemplate.yaml lists it\n"
	}
	if r.Code != "" {
		facts += "- Meta's code: " + r.Code + "\n"
	}
	if r.Fixable {
		facts += "- mended by: watemplate lint --fix, where one answer is certain\n"
	}
	if folder == "rules" {
		facts += "- source: "
	}
	assert.Contains(t, text, "\n\n"+facts, "severity, stage, code or fix differ, or there is no source")

	got, found := report(t, "template.yaml", fence(t, text, "yaml bad"), r.ID)
	assert.True(t, slices.ContainsFunc(found, func(d template.Diagnostic) bool { return d.Rule == r.ID }), "the rule is silent:\n%s", got)
	open := "\n```text\n"
	golden(t, path, strings.Replace(text, open+fence(t, text, "text")+"```\n", open+got+"```\n", 1))
	got, _ = report(t, "template.yaml", fence(t, text, "yaml good"), r.ID)
	assert.Empty(t, got)
}

// fence returns what stands in a page's fence of that kind.
func fence(t *testing.T, page, kind string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, "\n```"+kind+"\n")
	require.True(t, found, "the page has no %q fence", kind)
	body, _, found := strings.Cut(rest, "```\n")
	require.True(t, found, "the %q fence has no end", kind)
	return body
}

// testFixtures checks that good fixtures are silent under all rules, and bad ones print what stands beside them.
func testFixtures(t *testing.T, r Rule) {
	paths, err := filepath.Glob(filepath.Join("testdata", r.ID, "*"))
	require.NoError(t, err)
	good, bad, mended := 0, 0, false
	for _, path := range paths {
		name := filepath.Base(path)
		if ext := filepath.Ext(path); ext == ".out" || ext == ".fixed" {
			assert.FileExists(t, strings.TrimSuffix(path, ext)+".yaml")
			continue
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		got, found := report(t, name, string(text), r.ID)
		if strings.HasPrefix(name, "good_") {
			good++
			assert.Empty(t, got, path)
			continue
		}
		bad++
		require.True(t, strings.HasPrefix(name, "bad_"), "%s is neither good nor bad", path)
		assert.True(t, slices.ContainsFunc(found, func(d template.Diagnostic) bool { return d.Rule == r.ID }), "the rule is silent on %s:\n%s", path, got)
		golden(t, strings.TrimSuffix(path, ".yaml")+".out", got)
		for _, d := range testFix(t, path, text, r.ID) {
			mended = mended || d.Rule == r.ID
		}
	}
	assert.Equal(t, r.Fixable, mended, "the rule says that it offers fixes, and no bad fixture is mended by one, or the reverse")
	assert.Positive(t, good, "no good fixture")
	assert.Positive(t, bad, "no bad fixture")
}

// testFix checks that a bad fixture becomes what stands beside it, if anything of it can be mended, and returns what was.
func testFix(t *testing.T, path string, text []byte, id string) []template.Diagnostic {
	linter := asking(id)
	fixed, mended := linter.Fix(filepath.Base(path), text)
	want := strings.TrimSuffix(path, ".yaml") + ".fixed"
	if len(mended) == 0 {
		assert.Equal(t, string(text), string(fixed))
		assert.NoFileExists(t, want)
		return nil
	}
	golden(t, want, string(fixed))
	again, more := linter.Fix(filepath.Base(path), fixed)
	assert.Empty(t, more, "mended twice")
	assert.Equal(t, string(fixed), string(again))
	return mended
}
