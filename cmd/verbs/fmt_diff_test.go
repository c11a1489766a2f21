package verbs

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUnifiedDiff: applied to the first text, the hunks give the second.
func TestUnifiedDiff(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		var before, after []string
		for range r.IntN(40) {
			line := fmt.Sprintf("%d\n", r.IntN(5))
			if r.IntN(12) > 0 {
				before = append(before, line)
			}
			if r.IntN(12) > 0 {
				after = append(after, line)
			}
		}
		var got []string
		at := 0
		for _, h := range hunks(edits(before, after)) {
			got = append(got, before[at:h.before]...)
			require.Len(t, got, h.after)
			at = h.before
			for _, e := range h.edits {
				if e.sign != '+' {
					require.Equal(t, before[at], e.line)
					at++
				}
				if e.sign != '-' {
					got = append(got, e.line)
				}
			}
		}
		require.Equal(t, after, append(got, before[at:]...), seed)
	}
}

func TestUnifiedDiffText(t *testing.T) {
	before := "1\n2\n3\n4\n5\r\n6\n7\n8\n9\n10\n11\n12\n13 \u202e"
	after := "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n"
	assert.Equal(t, `--- a.yaml
+++ a.yaml
@@ -1,8 +1,9 @@
+0
 1
 2
 3
 4
-5\r
+5
 6
 7
 8
@@ -10,4 +11,4 @@
 10
 11
 12
-13 \u202e
\ No newline at end of file
+13
`, string(unifiedDiff("a.yaml", []byte(before), []byte(after), false)))
	assert.Equal(t, "--- a\n+++ a\n@@ -0,0 +1,1 @@\n+x\n", string(unifiedDiff("a", nil, []byte("x\n"), false)))
}

// TestUnifiedDiffLarge: of texts that have nothing in common all is replaced, soon.
func TestUnifiedDiffLarge(t *testing.T) {
	before, after := strings.Repeat("a\n", 50_000), strings.Repeat("b\n", 50_000)
	got := string(unifiedDiff("a", []byte(before), []byte(after), false))
	assert.Equal(t, 50_000, strings.Count(got, "\n-a"))
	assert.Equal(t, 50_000, strings.Count(got, "\n+b"))
}
