package render

import (
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func plainLine(s string) Line { return Line{Runs: []Run{{Text: s}}} }

// lineText is a line as a terminal would show it.
func lineText(l Line) string {
	var b strings.Builder
	if l.Marker != "" {
		b.WriteString(l.Marker + " ")
	}
	for _, r := range l.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

func TestWrap(t *testing.T) {
	const family = "👨‍👩‍👧‍👦"
	for _, c := range []struct {
		name  string
		width int
		in    string
		want  []string
	}{
		{"empty", 5, "", []string{""}},
		{"fits", 5, "abcde", []string{"abcde"}},
		{"at blanks", 10, "the quick brown fox", []string{"the quick", "brown fox"}},
		{"blank at the edge", 5, "abcde fg", []string{"abcde", "fg"}},
		{"many blanks", 5, "ab      cd", []string{"ab", "cd"}},
		{"blanks that fit stay", 8, " ab  cd ", []string{" ab  cd "}},
		{"blanks at the end", 5, "abcd    ", []string{"abcd"}},
		{"only blanks", 5, "        ", []string{""}},
		{"leading blanks", 5, "   abcdef", []string{"   ab", "cdef"}},
		{"leading blanks too wide", 5, "       abc", []string{"abc"}},
		{"long word", 5, "abcdefghijkl", []string{"abcde", "fghij", "kl"}},
		{"long word after a short", 5, "ab cdefghij", []string{"ab", "cdefg", "hij"}},
		{"link is kept whole", 20, "see https://ex.io/a-b?c=d", []string{"see", "https://ex.io/a-b?c=", "d"}},
		{"number is kept whole", 12, "call +49-30-1234", []string{"call", "+49-30-1234"}},
		{"no-break blank", 5, "ab c\u00a0de", []string{"ab", "c\u00a0de"}},
		{"width 0 is 1", 0, "abc", []string{"a", "b", "c"}},
		{"tab", 8, "a\tb", []string{"a    b"}},

		{"Chinese", 8, "你好世界再见", []string{"你好世界", "再见"}},
		{"Chinese, odd width", 5, "你好世界", []string{"你好", "世界"}},
		{"Chinese full stop", 8, "你好世界。再见", []string{"你好世", "界。再见"}},
		{"Chinese and Latin", 9, "您的订单order已发货", []string{"您的订单", "order已发", "货"}},
		{"Japanese", 10, "ご注文、ありがとう", []string{"ご注文、あ", "りがとう"}},
		{"ideographic blank", 4, "你好\u3000世界", []string{"你好", "世界"}},
		{"Korean", 10, "안녕하세요 고객님", []string{"안녕하세요", "고객님"}},

		{"emoji", 5, "🎉🎉🎉", []string{"🎉🎉", "🎉"}},
		{"emoji and words", 8, "hello 🎉 world", []string{"hello 🎉", "world"}},
		{"family", 5, family + family + family, []string{family + family, family}},
		{"wider than the width", 1, family + "a", []string{family, "a"}},
		{"skin tone", 5, "👍🏽👍🏽👍🏽", []string{"👍🏽👍🏽", "👍🏽"}},
		{"keycap", 5, "1️⃣2️⃣3️⃣", []string{"1️⃣2️⃣", "3️⃣"}},
		{"flags", 5, "🇧🇷🇩🇪🇮🇳", []string{"🇧🇷🇩🇪", "🇮🇳"}},
		{"flag of a region", 5, "🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿", []string{"🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"}},

		{"combining marks", 5, strings.Repeat("e\u0301", 6), []string{strings.Repeat("e\u0301", 5), "e\u0301"}},
		{"Devanagari", 6, "आपका ऑर्डर भेज दिया", []string{"आपका", "ऑर्डर भेज", "दिया"}},
		{"Devanagari conjuncts", 5, "क्षत्रियक्षत्रिय", []string{"क्षत्रियक्षत्रि", "य"}},
		{"Thai", 5, "ภาษาไทย", []string{"ภาษาไ", "ทย"}},
		{"Thai marks", 3, "ที่นี่ที่นี่", []string{"ที่นี่ที่", "นี่"}},
		{"Thai with break hints", 6, "สวัส\u200bดีครับ", []string{"สวัส\u200b", "ดีครับ"}},
		{"Arabic", 10, "مرحبا بك في متجرنا", []string{"مرحبا بك", "في متجرنا"}},
		{"Arabic vowels", 5, "مَرْحَبًا", []string{"مَرْحَبًا"}},
		{"Hebrew", 5, "שלום לך", []string{"שלום", "לך"}},
		{"wide enough", 40, "Olá {{1}}, 你好 🎉 नमस्ते ไทย", []string{"Olá {{1}}, 你好 🎉 नमस्ते ไทย"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range Wrap(plainLine(c.in), c.width) {
				got = append(got, lineText(l))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestWrapMarkers(t *testing.T) {
	text := []Run{{Text: "one two three"}}
	for _, c := range []struct {
		name  string
		in    Line
		width int
		want  []string
	}{
		{"bullet", Line{Bullet, "•", text}, 9, []string{"• one two", "  three"}},
		{"number", Line{Numbered, "12.", text}, 11, []string{"12. one two", "    three"}},
		{"quote", Line{Quote, "▌", text}, 9, []string{"▌ one two", "▌ three"}},
		{"empty item", Line{Bullet, "•", nil}, 9, []string{"• "}},
		{"no room beside", Line{Numbered, "12.", text}, 5, []string{"12.", "one", "two", "three"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range Wrap(c.in, c.width) {
				assert.Equal(t, c.in.Kind, l.Kind)
				got = append(got, lineText(l))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestWrapRuns(t *testing.T) {
	t.Run("a break inside a run keeps its style and parameter", func(t *testing.T) {
		in := Line{Runs: []Run{{Text: "Hi "}, {"John Smith", Bold, 1}, {Text: ", ok"}}}
		assert.Equal(t, "Hi <b1 John>\n<b1 Smith>, ok", sketch(Wrap(in, 9)))
	})
	t.Run("a word of several runs is one word", func(t *testing.T) {
		in := Line{Runs: []Run{{Text: "see ab"}, {"cd", Bold, 0}, {"ef", 0, 1}}}
		assert.Equal(t, "see\nab<b cd><1 ef>", sketch(Wrap(in, 8)))
	})
	t.Run("a character of two runs goes to the first", func(t *testing.T) {
		in := Line{Runs: []Run{{Text: "e"}, {"\u0301f", 0, 1}}}
		assert.Equal(t, "e\u0301<1 f>", sketch(Wrap(in, 8)))
	})
	t.Run("a blank run at a break goes", func(t *testing.T) {
		in := Line{Runs: []Run{{Text: "abc"}, {" ", 0, 1}, {Text: "def"}}}
		assert.Equal(t, "abc\ndef", sketch(Wrap(in, 4)))
	})
}

func TestPrintable(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"text", "Olá 🎉 שלום", "Olá 🎉 שלום"},
		{"colour", "\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
		{"C0", "\x00\a\b\r\n", `\x00\x07\x08\r\n`},
		{"DEL", "\x7f", `\x7f`},
		{"C1", "\u0085\u009b31m", `\u0085\u009b31m`},
		{"C1 as a byte", "\x9b31m", `\x9b31m`},
		{"half a rune", "\xc3(", `\xc3(`},
		{"replacement character", "\uFFFD", "\uFFFD"},
		{"tab", "a\tb", "a    b"},
		{"separators", "\u2028\u2029", `\u2028\u2029`},
		{"bidi overrides", "\u202a\u202b\u202c\u202d\u202e", `\u202a\u202b\u202c\u202d\u202e`},
		{"bidi isolates", "\u2066\u2067\u2068\u2069", `\u2066\u2067\u2068\u2069`},
		{"joiners and hints", "\u200c\u200d\u200e\u200f", "\u200c\u200d\u200e\u200f"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, printable(c.in)) })
	}
	assert.Equal(t, `\x1b[2Jx`, sketch(Wrap(plainLine("\x1b[2Jx"), 40)))
}

func TestRTL(t *testing.T) {
	for s, want := range map[string]bool{
		"":                  false,
		"hello":             false,
		"123 !? 🎉":          false,
		"שלום":              true,
		"مرحبا":             true,
		"ܫܠܡܐ":              true,
		"ދިވެހި":            true,
		"ߒߞߏ":               true,
		"*_مرحبا_*":         true,
		"1. שלום":           true,
		"- > ~`🎉 (שלום) hi": true,
		"hi שלום":           false,
		"你好 שלום":           false,
		"नमस्ते":            false,
		"\u200fhello":       true,
		"\u202e123":         false,
		"\xd7":              false,
	} {
		assert.Equal(t, want, RTL(s), "%q", s)
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{
		"the quick brown fox", "你好，世界。order-123", "👨‍👩‍👧‍👦 🇧🇷🇩🇪 1️⃣", "नमस्ते क्षत्रिय", "ที่นี่", "مَرْحَبًا بك",
		"   a   \u3000 ", "\ufe0fabc\u200b\ufe0f", "\x1b[31m\u202e\x9b\r\t", "\u0301\ufe0f\u200d", "( a ! » b",
	} {
		f.Add("", s, s, 5)
		f.Add("•", s, "\u0301"+s, 12)
		f.Add("99.", "e", s, 1)
	}
	f.Fuzz(func(t *testing.T, marker, a, b string, width int) {
		if width > 1000 {
			return
		}
		in := Line{Numbered, marker, []Run{{a, Bold, 0}, {b, 0, 1}, {a, Italic, 2}}}
		lines := Wrap(in, width)
		requireFits(t, lines, max(width, 1))
		if marker != "" && lines[0].Marker == "" {
			in.Runs = append([]Run{{Text: printable(marker) + " "}}, in.Runs...)
		}
		requireOnlyBlanksGone(t, in.Runs, lines)
	})
}

func requireFits(t *testing.T, lines []Line, width int) {
	t.Helper()
	require.NotEmpty(t, lines)
	for _, l := range lines {
		text := lineText(l)
		if first, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth); first != text {
			require.LessOrEqual(t, ansi.StringWidth(text), width, "%q", text)
		}
		var parts int
		for _, r := range l.Runs {
			parts += ansi.StringWidth(r.Text)
		}
		require.LessOrEqual(t, parts, max(width, 2), "the runs of %q, each by itself", text)
		require.Equal(t, -1, strings.IndexFunc(text, unicode.IsControl), "%q", text)
		require.NotContains(t, text, "\u202e")
	}
}

// requireOnlyBlanksGone walks the runs before and after side by side: nothing
// but blanks between lines is missing, no character is torn, and what is shown
// has the look of the run it came from.
func requireOnlyBlanksGone(t *testing.T, before []Run, lines []Line) {
	t.Helper()
	var text string
	var owner []Run
	for _, r := range before {
		text += printable(r.Text)
		for range len(text) - len(owner) {
			owner = append(owner, Run{Style: r.Style, Param: r.Param})
		}
	}
	starts := map[int]bool{len(text): true}
	for pos := 0; pos < len(text); {
		starts[pos] = true
		c, _ := ansi.FirstGraphemeCluster(text[pos:], ansi.GraphemeWidth)
		pos += len(c)
	}
	pos := 0
	for _, l := range lines {
		var shown string
		for _, r := range l.Runs {
			shown += r.Text
		}
		for !strings.HasPrefix(text[pos:], shown) {
			blank := strings.HasPrefix(text[pos:], "\u3000")
			require.True(t, blank || strings.HasPrefix(text[pos:], " "), "%q is not next in %q", shown, text[pos:])
			pos += map[bool]int{true: len("\u3000"), false: 1}[blank]
		}
		for _, r := range l.Runs {
			require.True(t, starts[pos], "%q is torn at %d", text, pos)
			require.Equal(t, owner[pos], Run{Style: r.Style, Param: r.Param})
			pos += len(r.Text)
		}
	}
	require.Empty(t, strings.Trim(text[pos:], " \u3000"))
}
