package template

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReplace(t *testing.T) {
	for _, c := range []struct{ name, body, old, with, want string }{
		{"plain", "a {1} b", "{1}", "<<1>>", "a <<1>> b"},
		{"plain at the start", "ab c", "ab", "d", "d c"},
		{"plain with a comment", "a {1} b # c", "{1}", "<<1>>", "a <<1>> b # c"},
		{"plain becomes a key", "a b", "b", "b:", ""},
		{"plain becomes a comment", "a b", "b", "#b", ""},
		{"plain becomes nothing", "a", "a", "", ""},
		{"plain becomes null", "ab", "ab", "null", ""},
		{"plain over lines", "a b\n  c d", "b", "x", "a x\n  c d"},
		{"plain over lines, blank lost", "a b\n  c d", "b", "", ""},
		{"plain, joined", "a b\n  c d", "b c", "x", "a x d"},
		{"single", "'it''s {1}'", "{1}", "it's", "'it''s it''s'"},
		{"single quote itself", "'it''s'", "'", "", "'its'"},
		{"double", `"a\t{1}\u00e9"`, "{1}", `"`, `"a\t\"\u00e9"`},
		{"double escape", `"a\tb"`, "\t", " ", `"a b"`},
		{"double over lines", "\"a b\n  c\"", "b", "x ", ""},
		{"double, blank at the edge", `"a b"`, " b", " ", `"a "`},
		{"half a character", "é", "\xa9", "x", ""},
		{"literal", "|\n  a {1}\n  b {2}", "{2}", "<<2>>", "|\n  a {1}\n  b <<2>>"},
		{"literal, line start", "|\n  a\n  \tb", "\t", " ", "|\n  a\n   b"},
		{"literal, first character", "|2\n  a\n  b", "a", " x", ""},
		{"literal, whole line", "|\n  a\n  b", "a", "", ""},
		{"literal, lines", "|\n  a\n  b", "a\nb", "c", ""},
		{"folded, joined", ">\n  a\n  b", " ", ", ", ">\n  a, b"},
		{"folded, line start", ">\n  a\n  b c", "b ", " ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Parse("a.yaml", []byte("name: x\nlanguage: en\nbody: "+c.body+"\nfooter: f\n"))
			body := f.Templates[0].Body.Text
			i := strings.Index(body.Value, c.old)
			require.GreaterOrEqual(t, i, 0, body.Value)
			e, ok := body.Replace(i, i+len(c.old), c.with)
			require.Equal(t, c.want != "", ok, e)
			if !ok {
				return
			}
			got, applied := f.Apply([]*Fix{{Edits: []Edit{e}}})
			assert.Equal(t, []bool{true}, applied)
			assert.Equal(t, "name: x\nlanguage: en\nbody: "+c.want+"\nfooter: f\n", string(got))
			again := Parse("a.yaml", got)
			assert.Equal(t, body.Value[:i]+c.with+body.Value[i+len(c.old):], again.Templates[0].Body.Text.Value)
		})
	}
}

func TestReplaceEmptyLines(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"|\n  a\n\n\n\n  b", "|\n  a\n\n  b"},
		{"|\n  a\n  \n  \n  \n  b", "|\n  a\n  \n  b"},
		{">\n  a\n\n\n\n  b", ">\n  a\n\n\n  b"},
		{`"a\n\n\n\nb"`, `"a\n\nb"`},
		{"'a\n\n\n\n  b'", "'a\n\n\n  b'"},
	} {
		for _, newline := range []string{"\n", "\r\n", "\r"} {
			lines := func(s string) string { return strings.ReplaceAll("name: é\nbody: "+s+"\nfooter: f\n", "\n", newline) }
			f := Parse("a.yaml", []byte("\ufeff"+lines(c.body)))
			body := f.Templates[0].Body.Text
			end := strings.Index(body.Value, "b")
			e, ok := body.Replace(3, end, "")
			require.True(t, ok)
			got, _ := f.Apply([]*Fix{{Edits: []Edit{e}}})
			assert.Equal(t, "\ufeff"+lines(c.want), string(got))
		}
	}
}

func TestApply(t *testing.T) {
	f := Parse("a.yaml", []byte("\ufeffname: é\r\nbody: abcdef\r\n"))
	at := func(from, to int) Span { return Span{Pos{2, from}, Pos{2, to}} }
	fix := func(edits ...Edit) *Fix { return &Fix{Edits: edits} }
	for _, c := range []struct {
		name    string
		fixes   []*Fix
		want    string
		applied []bool
	}{
		{"none", nil, "abcdef", []bool{}},
		{"two edits", []*Fix{fix(Edit{at(10, 12), "X"}, Edit{at(7, 8), "ÄÖ"})}, "ÄÖbcXf", []bool{true}},
		{"neighbours", []*Fix{fix(Edit{at(7, 8), "X"}), fix(Edit{at(8, 9), "Y"})}, "XYcdef", []bool{true, true}},
		{"overlapping", []*Fix{fix(Edit{at(7, 9), "X"}), fix(Edit{at(8, 9), "Y"}, Edit{at(11, 12), "Z"})}, "Xcdef", []bool{true, false}},
		{"around", []*Fix{fix(Edit{at(9, 10), "X"}), fix(Edit{at(7, 13), ""}), fix(Edit{at(12, 13), "Y"})}, "abXdeY", []bool{true, false, true}},
		{"own edits overlap", []*Fix{fix(Edit{at(7, 9), "X"}, Edit{at(7, 8), "Y"})}, "abcdef", []bool{false}},
		{"insertions at one place", []*Fix{fix(Edit{at(7, 7), "X"}), fix(Edit{at(7, 7), "Y"}), fix(Edit{at(7, 8), "Z"})}, "Xabcdef", []bool{true, false, false}},
		{"beyond the line", []*Fix{fix(Edit{at(7, 40), "X"})}, "abcdef", []bool{false}},
		{"backwards", []*Fix{fix(Edit{at(9, 7), "X"})}, "abcdef", []bool{false}},
		{"no such line", []*Fix{fix(Edit{Span{Pos{9, 1}, Pos{9, 1}}, "X"})}, "abcdef", []bool{false}},
		{"nowhere", []*Fix{fix(Edit{Span{}, "X"})}, "abcdef", []bool{false}},
		{"no edits", []*Fix{fix()}, "abcdef", []bool{false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, applied := f.Apply(c.fixes)
			assert.Equal(t, "\ufeffname: é\r\nbody: "+c.want+"\r\n", string(got))
			assert.Equal(t, c.applied, applied)
		})
	}
	got, applied := Parse("a.yaml", []byte("a\xff")).Apply([]*Fix{fix(Edit{at(7, 8), "X"})})
	assert.Equal(t, "a\xff", string(got))
	assert.Equal(t, []bool{false}, applied)
}

// FuzzReplace holds that a text reads as it was to, and all others as they did, whatever is replaced where.
func FuzzReplace(f *testing.F) {
	for _, s := range []string{"body: a b\n", "body: |\n  a\n\n\n\n   b \n", "body: \"a\\\n  b\n  c\"\n", "body: >+\n a\n  b\n c\n\n", "body: 'it''s\n\n\n  x'\n"} {
		f.Add([]byte(s), 1, 2, "x")
		f.Add([]byte(s), 3, 4, "")
	}
	f.Fuzz(func(t *testing.T, src []byte, start, end int, with string) {
		file := Parse("fuzz.yaml", src)
		if !utf8.ValidString(with) || len(file.Templates) != 1 || file.Templates[0].Body == nil || len(file.Problems) > 0 && file.Problems[0].Rule == RuleSyntax {
			return
		}
		body := file.Templates[0].Body.Text
		for _, rewritten := range []bool{false, true} {
			e, ok := body.Replace(start, end, with)
			var want string
			if rewritten {
				e, ok = body.Rewrite(body.Value)
				want = body.Value
			} else if ok {
				want = body.Value[:start] + with + body.Value[end:]
			}
			if !ok {
				continue
			}
			got, applied := file.Apply([]*Fix{{Edits: []Edit{e}}})
			if !applied[0] {
				t.Fatalf("not applied: %v", e)
			}
			again := Parse("fuzz.yaml", got)
			if len(again.Templates) != 1 || again.Templates[0].Body == nil || again.Templates[0].Body.Text.Value != want {
				t.Fatalf("%q became %q, and reads otherwise than %q", src, got, want)
			}
		}
	})
}
