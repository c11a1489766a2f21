package lint

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/template"
)

func TestSlips(t *testing.T) {
	names := map[slipKind]string{unbalanced: "unbalanced", spacedInside: "spaced", acrossLines: "across", insideWord: "word"}
	for s, want := range map[string]string{
		"*Hi <<1>>, welcome back":          "unbalanced",
		"*Hi* <<1>>, welcome back":         "",
		"* Hi * there":                     "spaced",
		"one * two * three":                "spaced",
		"*a\nb*":                           "across",
		"*a*\n*b*":                         "",
		"a*b*c":                            "word",
		"*<<1>>*<<2>>":                     "word",
		"2*3*4":                            "word",
		"2 * 3 * 4, 5*6":                   "",
		"it is _on its way home":           "unbalanced",
		"ask _acme_shop for more of it":    "",
		"2 *3* 4":                          "",
		"snake_case_name, _id, 5*":         "",
		"*_both_*, _*both*_ and ~*_all_*~": "",
		"(*a*), \"*b*\", :*c* and *d*.":    "",
		"half* price\n*of the old one":     "",
		"~5 minutes, 09:00~18:00":          "",
		"**twice** and ***":                "",
		"`*x` *y*":                         "",
		"```\n*x\n``` and *y*":             "",
		"``` x":                            "unbalanced",

		"*see https://acme.example/a_b* and a@_b": "",
	} {
		var got []string
		for _, s := range (text{Text: template.NewText(s)}).slips() {
			got = append(got, names[s.kind])
		}
		assert.Equal(t, want, strings.Join(got, " "), "%q", s)
	}
}

// TestFormattingOfAnything holds that whatever the bytes, a rule points at a stretch of the text.
func TestFormattingOfAnything(t *testing.T) {
	pieces := []string{"*", "**", "_", "~", "`", "```", " ", "\n", "a", "é", "अ", "\xff", "<<1>>", "{{x}}", "<", ">", "</b>", "<b>", "# A", "](http", "[", ")", "://", "@", "5"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		one := text{Text: template.NewText(b.String())}
		inside := func(start, end int) {
			if start < 0 || start > end || end > len(one.Value) {
				t.Fatalf("%q: %d to %d", one.Value, start, end)
			}
		}
		for _, s := range one.slips() {
			inside(s.start, s.end)
		}
		for start, end := range one.code() {
			inside(start, end)
		}
		for _, find := range []func() (int, int, string){one.doubledMarks, one.markdownLink, one.heading, one.htmlTag} {
			start, end, _ := find()
			inside(start, end)
		}
	}
}
