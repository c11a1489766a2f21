package lint

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/watemplate/watemplate/template"
)

// old is a file with faults of a stock of templates.
const old = `name: Order
language: en-us
body: <<1>>, your order <<3>> has left our warehouse today
buttons:
  - {type: quick_reply, text: Yes}
  - {type: quick_reply, text: Yes}
  - {type: quick_reply, text: Yes}
`

func linted(name, text string) []Finding {
	f := template.Parse(name, []byte(text))
	return Findings(Run([]*template.File{f}), f)
}

func rules(found []Finding) []string {
	var ids []string
	for _, f := range found {
		ids = append(ids, f.Rule)
	}
	return ids
}

func TestBaselineKnowsWhatMoved(t *testing.T) {
	found := linted("a.yaml", old)
	require.Greater(t, len(found), 4)
	b, err := ParseBaseline(NewBaseline(found).Bytes())
	require.NoError(t, err)

	for name, text := range map[string]string{
		"same":     old,
		"moved":    "# a comment\n\n" + old,
		"indented": strings.ReplaceAll(old, "  - {", "      - {"),
	} {
		kept, hidden, stale := b.Filter(linted("a.yaml", text))
		assert.Empty(t, rules(kept), name)
		assert.Equal(t, len(found), hidden, name)
		assert.Zero(t, stale, name)
	}

	kept, hidden, stale := b.Filter(linted("a.yaml", strings.Replace(old, "en-us", "en-gb", 1)))
	assert.Equal(t, []string{"language-code"}, rules(kept), "another line")
	assert.Equal(t, len(found)-1, hidden)
	assert.Equal(t, 1, stale)

	kept, _, stale = b.Filter(linted("b.yaml", old))
	assert.Len(t, kept, len(found), "another file")
	assert.Equal(t, len(found), stale)

	twice := append(linted("a.yaml", old), linted("a.yaml", old)...)
	kept, hidden, stale = b.Filter(twice)
	assert.Len(t, kept, len(found), "more than is known")
	assert.Equal(t, len(found), hidden)
	assert.Zero(t, stale)

	kept, hidden, stale = b.Filter(nil)
	assert.Empty(t, kept)
	assert.Zero(t, hidden)
	assert.Equal(t, len(found), stale)
}

func TestBaselineKnowsAnyFile(t *testing.T) {
	found := linted("a\xff\xfe\x1b\n.yaml", old)
	b, err := ParseBaseline(NewBaseline(found).Bytes())
	require.NoError(t, err)
	kept, _, stale := b.Filter(found)
	assert.Empty(t, kept)
	assert.Zero(t, stale)
}

func TestBaselineHidesNoSyntax(t *testing.T) {
	found := linted("a.yaml", "name: [")
	require.Equal(t, []string{"syntax"}, rules(found))
	b := NewBaseline(found)
	kept, hidden, stale := b.Filter(found)
	assert.Equal(t, found, kept)
	assert.Zero(t, hidden)
	assert.Zero(t, stale)

	b.known[found[0].key()] = entry{File: "a.yaml", Rule: "syntax", Fingerprint: found[0].fingerprint(), Count: 1}
	kept, _, _ = b.Filter(found)
	assert.Equal(t, found, kept, "written by hand")
}

func TestBaselineBytes(t *testing.T) {
	assert.Equal(t, "{\n  \"baseline\": 1,\n  \"findings\": []\n}\n", string(NewBaseline(nil).Bytes()))
	found := append(linted("b.yaml", old), linted("a\x1b.yaml", old)...)
	golden(t, "testdata/report/baseline.json", string(NewBaseline(reported().Findings).Bytes()))
	reversed := append(linted("a\x1b.yaml", old), linted("b.yaml", old)...)
	assert.Equal(t, NewBaseline(found).Bytes(), NewBaseline(reversed).Bytes())

	b, err := ParseBaseline(NewBaseline(found).Bytes())
	require.NoError(t, err)
	assert.Equal(t, NewBaseline(found), b)
}

func TestParseBaseline(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "the baseline is empty",
		" \n":                                   "the baseline is empty",
		"{":                                     "the baseline is no JSON: it ends in the middle",
		"{\n\"baseline\": 1,\n}":                "the baseline is no JSON: line 3: invalid character '}' looking for beginning of object key string",
		"[]":                                    "the baseline is a JSON object, not a JSON array",
		"null":                                  `this is no baseline; it has no "baseline"`,
		"{}":                                    `this is no baseline; it has no "baseline"`,
		`{"baseline": 2}`:                       "the baseline is of version 2; this watemplate reads version 1",
		`{"baseline": "1"}`:                     "the baseline has a JSON string as its baseline, on line 1",
		"{\"baseline\": 1,\n\"version\": \"\"}": `the baseline cannot be read: line 2: unknown field "version"`,
		`{"baseline": 1} {}`:                    "the baseline goes on after its end, on line 1",
		`{"baseline": 1, "findings": [{}]}`:     "finding 1 of the baseline lacks its file, rule or fingerprint",
		`{"baseline": 1, "findings": [{"file": "a", "rule": "b", "fingerprint": "c", "count": 0}]}`:                                        "finding 1 of the baseline has count 0; it may be from 1 to 1000000",
		"{\"baseline\": 1, \"findings\": [\n{\"file\": \"a\", \"rule\": \"b\", \"fingerprint\": \"c\", \"count\": 1.5}]}":                  "the baseline has a JSON number 1.5 as its findings.count, on line 2",
		"{\"baseline\": 1, \"findings\": [\n{\"file\": \"a\", \"rule\": \"b\", \"fingerprint\": \"c\", \"count\": 99999999999999999999}]}": "the baseline has a JSON number 99999999999999999999 as its findings.count, on line 2",
		"<<<<<<< HEAD\n{}": "the baseline is no JSON: line 1: invalid character '<' looking for beginning of value",
	} {
		_, err := ParseBaseline([]byte(text))
		assert.EqualError(t, err, want, "%q", text)
	}
	b, err := ParseBaseline([]byte(`{"baseline": 1, "findings": [
		{"file": "a", "rule": "b", "fingerprint": "c", "count": 1}, {"file": "a", "rule": "b", "fingerprint": "c", "count": 2}]}`))
	require.NoError(t, err)
	assert.Equal(t, 3, b.known[entryKey{"a", "b", "c"}].Count, "a merge kept the lines of both branches")
}

func TestFingerprintForgetsLines(t *testing.T) {
	f := func(message string) string {
		return (&Finding{Diagnostic: template.Diagnostic{Rule: "r", Message: message}}).fingerprint()
	}
	assert.Equal(t, f("like that of button 1 on line 5"), f("like that of button 1 on line 12"))
	assert.NotEqual(t, f("like that of button 1 on line 5"), f("like that of button 2 on line 5"))
	assert.NotEqual(t, f("body has 5 lines"), f("body has 6 lines"))
}

// TestBaselineCounts holds that nothing is lost between what is kept, hidden and stale.
func TestBaselineCounts(t *testing.T) {
	finding := rapid.Custom(func(t *rapid.T) Finding {
		return Finding{Diagnostic: template.Diagnostic{
			File: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "file"),
			Rule: rapid.SampledFrom([]string{"x", "y", template.RuleSyntax}).Draw(t, "rule"),
		}}
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := rapid.SliceOf(finding).Draw(t, "before"), rapid.SliceOf(finding).Draw(t, "after")
		known := 0
		for _, f := range before {
			if f.Rule != template.RuleSyntax {
				known++
			}
		}
		b, err := ParseBaseline(NewBaseline(before).Bytes())
		if err != nil {
			t.Fatal(err)
		}
		kept, hidden, stale := b.Filter(after)
		if len(kept)+hidden != len(after) || hidden+stale != known {
			t.Fatalf("%d kept, %d hidden, %d stale", len(kept), hidden, stale)
		}
		if again, _, _ := b.Filter(before); known+len(again) != len(before) {
			t.Fatalf("%d of %d are reported again", len(again), len(before))
		}
	})
}

func FuzzParseBaseline(f *testing.F) {
	f.Add(NewBaseline(linted("a.yaml", old)).Bytes())
	f.Add([]byte(`{"baseline":1,"findings":[{"file":"a","rule":"b","fingerprint":"c","count":9223372036854775807},{"file":"a","rule":"b","fingerprint":"c","count":1}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		b, err := ParseBaseline(text)
		if err != nil {
			return
		}
		again, err := ParseBaseline(b.Bytes())
		require.NoError(t, err)
		assert.Equal(t, b.Bytes(), again.Bytes())
	})
}
