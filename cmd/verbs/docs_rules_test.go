package verbs

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
)

// TestRulesPage writes the page of the rules from the catalogue and from the table of facts.
func TestRulesPage(t *testing.T) {
	facts := readFacts(t)
	regenerate(t, "../../docs/rules.md", parts{
		"rules": ruleTables,
		"facts": func(t *testing.T, _ string) string { return factTables(t, facts) },
	})
}

// ruleTables has a table for each group of the catalogue.
func ruleTables(t *testing.T, _ string) string {
	var b strings.Builder
	group := ""
	for _, r := range ruleRecords() {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&b, "\n## %s\n\n| rule | what it wants | severity | stage | code |\n| --- | --- | --- | --- | --- |\n", group)
		}
		summary := cell(r.Summary)
		if marks := r.marks(); marks != "" {
			summary += " (" + marks + ")"
		}
		fmt.Fprintf(&b, "| [%s](../lint/rules/%s.md) | %s | %s | %s | %s |\n", r.ID, r.ID, summary, r.Severity, r.Stage, r.Code)
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// reasons are those for which a fact is no rule, as the page calls them, in the page's order.
var reasons = []struct{ by, heading string }{
	{"shape", "The schema holds it: `shape` is the fault"},
	{"language", "It cannot be written in the language"},
	{"compile", "The compiler writes it so, whatever the file says"},
	{"target", "The compiler refuses it for the target that has the limit"},
	{"import", "It is about JSON that `import` reads"},
	{"account", "Only the account knows"},
	{"network", "Only the moment of sending knows"},
	{"media", "Only the bytes of a picture, a film or a document know"},
	{"doubtful", "The evidence is too thin"},
}

// fact is a line of the table of facts.
type fact struct{ name, by, note string }

func readFacts(t *testing.T) []fact {
	f, err := os.Open("../../lint/facts.csv")
	require.NoError(t, err)
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment, r.FieldsPerRecord = '#', 3
	lines, err := r.ReadAll()
	require.NoError(t, err)
	var facts []fact
	for _, line := range lines {
		facts = append(facts, fact{line[0], line[1], line[2]})
	}
	return facts
}

// factTables lists under each reason the facts that no rule holds. A fact that has a rule besides a reason stands with
// its rule alone.
func factTables(t *testing.T, facts []fact) string {
	var b strings.Builder
	for _, reason := range reasons {
		head := fmt.Sprintf("### %s\n\n| fact | why |\n| --- | --- |\n", reason.heading)
		for _, f := range facts {
			by := strings.Fields(f.by)
			if len(by) == 0 || by[0] != reason.by || slices.ContainsFunc(by, isRule) {
				continue
			}
			fmt.Fprintf(&b, "%s| %s | %s |\n", head, f.name, cell(f.note))
			head = ""
		}
		if head == "" {
			b.WriteString("\n")
		}
	}
	for _, f := range facts {
		for by := range strings.FieldsSeq(f.by) {
			known := isRule(by) || slices.ContainsFunc(reasons, func(r struct{ by, heading string }) bool { return r.by == by })
			assert.True(t, known, "%s: the page has no heading for %s", f.name, by)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// TestFactTables: a fact that a rule holds is no business of the page, and neither is one that nobody has decided on.
func TestFactTables(t *testing.T) {
	got := factTables(t, []fact{
		{"url-shortener", "body-length", ""},
		{"body-length-lto", "body-length target", "x"},
		{"flow-published", "account", "whether a flow is published"},
		{"name-required", "shape", "a | b"},
		{"auth-permission", "account network", "needs <verification>"},
		{"nobody", "", ""},
	})
	assert.Equal(t, `### The schema holds it: `+"`shape`"+` is the fault

| fact | why |
| --- | --- |
| name-required | a \| b |

### Only the account knows

| fact | why |
| --- | --- |
| flow-published | whether a flow is published |
| auth-permission | needs \<verification> |
`, got)
}

// isRule reports whether a fact's reason is a rule or another fault with a page.
func isRule(id string) bool {
	if slices.ContainsFunc(reasons, func(r struct{ by, heading string }) bool { return r.by == id }) {
		return false // shape and target are faults with a page, too
	}
	_, err := lint.Page(id)
	return err == nil
}

// cell is a text inside a table of Markdown.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "<", `\<`, "*", `\*`, "`", "\\`", "~", `\~`, " _", ` \_`).Replace(s)
}
