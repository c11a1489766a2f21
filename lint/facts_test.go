package lint

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// why are the reasons for which a fact is no rule.
var why = []string{
	"shape",    // the schema holds it
	"language", // a template that breaks it cannot be written
	"compile",  // the compiler writes it so, whatever the file says
	"target",   // the compiler refuses it for the target that has the limit
	"import",   // it is about JSON that import reads
	"account",  // only the account knows
	"network",  // only the moment of sending knows
	"media",    // only the bytes of a picture, a film or a document know
	"doubtful", // the evidence is too thin
}

// TestFacts holds that every fact of the law is a rule, or has a reason why it is none.
func TestFacts(t *testing.T) {
	file, err := os.Open("facts.csv")
	require.NoError(t, err)
	defer file.Close()
	r := csv.NewReader(file)
	r.Comment, r.FieldsPerRecord = '#', 3
	facts, err := r.ReadAll()
	require.NoError(t, err)
	assert.Len(t, facts, 282)
	seen := map[string]bool{}
	for _, f := range facts {
		fact, by, note := f[0], f[1], f[2]
		assert.False(t, seen[fact], "%s stands there twice", fact)
		seen[fact] = true
		require.NotEmpty(t, by, "%s: neither a rule nor a reason", fact)
		for one := range strings.FieldsSeq(by) {
			switch {
			case slices.Contains(why, one):
				assert.NotEmpty(t, note, "%s: %s, but what does that mean here?", fact, one)
			case one == template.RuleValueMissing:
			default:
				assert.True(t, slices.ContainsFunc(catalogue, func(r Rule) bool { return r.ID == one }), "%s: there is no rule %s", fact, one)
			}
		}
	}
}
